import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Whose names say that a model is asked. Names such as `update` may be anybody's: these count where a model is named. */
const QUERIES =
  '/^(findAll|findOne|findByPk|findOrCreate|findAndCountAll|bulkCreate|upsert|increment|decrement)$/';
const WRITES = '/^(create|update|destroy|count|max|min|sum|scope|unscoped)$/';
const A_MODEL = '/^(?!Math$|Object$)[A-Z]/';

const ONLY_IN_STORE =
  'Only the store knows the tables: write a function in lib/store, in the file of its subject, and call that.';

/** Every way to our models, and from the models to the database. */
const databaseCalls = [
  'MemberExpression[property.name="models"][object.name="database"]',
  'MemberExpression[property.name="models"][object.property.name="database"]',
  'ObjectPattern > Property[key.name="models"]',
  `CallExpression > MemberExpression.callee[property.name=${QUERIES}]`,
  `CallExpression > MemberExpression.callee[property.name=${WRITES}][object.name=${A_MODEL}]`,
  'CallExpression > MemberExpression.callee[property.name="query"][object.name="sequelize"]',
  'CallExpression > MemberExpression.callee[property.name="query"][object.property.name="sequelize"]',
].map((selector) => ({ selector, message: ONLY_IN_STORE }));

export default defineConfig(
  // The types of the client are made of the document.
  globalIgnores(['coverage/', 'dist/', 'lib/client/openapi.ts']),
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      // No database stores NUL, and JSON Schema knows it only as an escape of four digits.
      'no-control-regex': 'off',
      // It is empty until a host has merged its types into it.
      '@typescript-eslint/no-empty-object-type': ['error', { allowWithName: '^Register$' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    // The database in one room. The host's own tables are asked in lib/host and lib/directory, the server itself below.
    files: ['lib/**/*.ts', 'routes/**/*.ts'],
    ignores: [
      'lib/store/**',
      'lib/host/**',
      'lib/directory/**',
      'lib/sql/**',
      'lib/time-limits/**',
      'lib/savepoint.ts',
      'lib/migrat*.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...databaseCalls] },
  },
  {
    // The one place of the product that prints.
    files: ['lib/logger.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // Programs and tests: they print, and a describe() block is one long function.
    files: ['test/**/*.ts', 'bench/**/*.ts', 'example-app/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    // Many tests call the engine as earlier releases were called: that goes on working.
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    files: ['test/**/*.test.ts'],
    rules: { 'max-lines': 'off', '@typescript-eslint/no-empty-function': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
);
