import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The rooms from the ground up: a file may import from its own room and from those below. */
const FLOORS: readonly (readonly string[])[] = [
  // It runs in browsers, and knows of the server only what the document says.
  ['lib/client/'],
  [
    'lib/types.ts',
    'lib/register.ts',
    'lib/errors.ts',
    'lib/group-by.ts',
    'lib/database-errors.ts',
    'lib/identity.ts',
    'lib/logger.ts',
    'lib/clock.ts',
    'lib/known-options.ts',
    'lib/lazy.ts',
    'lib/libraries.ts',
    'lib/time-units.ts',
    'lib/unknown-case.ts',
  ],
  ['lib/definition/', 'lib/flow/'],
  // How contracts are written, and that of events, by which actions tell of them.
  [
    'lib/actions/facts.ts',
    'lib/contract/answer.ts',
    'lib/contract/events.ts',
    'lib/contract/field.ts',
    'lib/contract/json-of.ts',
    'lib/contract/names.ts',
    'lib/contract/object.ts',
    'lib/contract/shown.ts',
  ],
  ['models/', 'migrations/', 'lib/sql/'],
  ['lib/time-limits/'],
  [
    'lib/after-root-commit.ts',
    'lib/disk-watch.ts',
    'lib/savepoint.ts',
    'lib/transactions.ts',
    'lib/typed-failures.ts',
    'lib/sqlite-turns.ts',
    'lib/calendars.ts',
    'lib/migrate.ts',
    'lib/migration-',
  ],
  ['lib/store/', 'lib/directory/'],
  ['lib/actions/'],
  ['lib/commands/'],
  ['lib/queries/'],
  ['lib/jobs/', 'lib/host/'],
  ['lib/contract/'],
  ['lib/options.ts', 'lib/check-options.ts'],
  ['lib/api/'],
  ['lib/engine.ts'],
  ['routes/'],
  ['lib/index.ts'],
];

/** Which packages only certain rooms may know. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  express: ['routes/'],
  'node-cron': ['lib/libraries.ts', 'lib/jobs/scheduler.ts'],
  joi: ['lib/libraries.ts', 'lib/definition/', 'lib/contract/', 'routes/'],
  ajv: ['lib/libraries.ts', 'lib/definition/'],
  umzug: [],
};

/** What the pure rooms may not touch: they take data and return data. */
const IMPURE =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bsetTimeout\(|\bprocess\./;

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources = ['lib', 'routes', 'models', 'migrations'].flatMap(readSources);

describe('The house', () => {
  it('has a floor for every file', () => {
    const homeless = sources.filter(({ path }) => floorOf(path) === -1).map(({ path }) => path);
    assert.deepEqual(homeless, []);
  });

  it('is entered from above only: imports go down', () => {
    const upward = sources.flatMap(({ path, imports }) =>
      imports
        .filter((target) => target.endsWith('.ts') && floorOf(target) > floorOf(path))
        .map((target) => `${path} -> ${target}`),
    );
    assert.deepEqual(upward, []);
  });

  it('loads without going round in circles: no files need values of each other', () => {
    const needs = new Map(sources.map((source) => [source.path, valueImports(source)]));
    const ready = new Set<string>();
    const enter = (path: string, way: readonly string[]): void => {
      assert.ok(!way.includes(path), [...way, path].join(' -> '));
      if (ready.has(path)) return;
      for (const target of needs.get(path) ?? []) enter(target, [...way, path]);
      ready.add(path);
    };
    for (const path of needs.keys()) enter(path, []);
  });

  it('keeps definition/ apart from flow/', () => {
    const reaching = sources
      .filter(({ path }) => path.startsWith('lib/definition/'))
      .flatMap(({ path, imports }) =>
        imports.filter((target) => target.startsWith('lib/flow/')).map(() => path),
      );
    assert.deepEqual(reaching, []);
  });

  it('keeps each package in its own rooms', () => {
    const strays = sources.flatMap(({ path, imports }) =>
      imports
        .filter((target) => ONLY_IN[target]?.every((room) => !path.startsWith(room)) ?? false)
        .map((target) => `${path} -> ${target}`),
    );
    assert.deepEqual(strays, []);
  });

  it('loads a library that can wait only where it is needed: others import its types', () => {
    const libraries = sources.find(({ path }) => path === 'lib/libraries.ts');
    const waiting = [...(libraries?.text ?? '').matchAll(/require\('([^']+)'\)/g)].map(([, name]) => name);
    assert(waiting.length > 5);
    const hasty = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/^import (?!type )[^;]*from '([^']+)'/gm)]
        .filter(([, name]) => waiting.includes(name))
        .map(([, name]) => `${path} -> ${String(name)}`),
    );
    assert.deepEqual(hasty, []);
  });

  it('keeps its core pure: no database, no clock, no chance', () => {
    const pure = sources.filter(({ path }) => /^lib\/(definition|flow)\//.test(path));
    const impure = pure
      .filter(({ text, imports }) => IMPURE.test(text) || imports.includes('sequelize'))
      .map(({ path }) => path);
    assert(pure.length > 20);
    assert.deepEqual(impure, []);
  });
});

function floorOf(path: string): number {
  return FLOORS.findIndex((rooms) => rooms.some((room) => path.startsWith(room)));
}

function readSources(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(ROOT, path), 'utf8');
      const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
        ([, target = '']) => target,
      );
      return { path, text, imports: targets.map((target) => resolve(path, target)) };
    });
}

/** What a file imports as it loads: types are gone by then. */
function valueImports({ path, text }: Source): readonly string[] {
  const targets = text.matchAll(/^(?:import|export) (?!type\b)[^;]*?from '(\.[^']+)'/gm);
  return [...targets].map(([, target = '']) => resolve(path, target));
}

function resolve(importer: string, target: string): string {
  if (!target.startsWith('.')) return target;
  const file = normalize(join(dirname(importer), target));
  return relative('.', file).replace(/\.js$/, '.ts');
}
