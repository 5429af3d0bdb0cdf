import type { Model, ModelOptions, Options } from 'sequelize';

/** Defaults that a host may well have given its own models, and that would break ours. */
export const HOSTILE_DEFAULTS: ModelOptions = {
  timestamps: true,
  paranoid: true,
  underscored: false,
  freezeTableName: false,
  version: true,
  createdAt: 'created_on',
  deletedAt: 'removedAt',
  schema: 'of_the_host',
  charset: 'latin1',
  collate: 'latin1_swedish_ci',
  omitNull: true,
  defaultScope: { where: { company: 'nobody' } },
  scopes: { mine: { where: { company: 'me' } } },
  indexes: [{ name: 'host_company', fields: ['company'] }],
  hooks: {
    beforeFind: (options) => {
      options.where = { company: 'nobody' };
    },
    beforeCreate: () => {
      throw new Error('a hook that the host meant for its own models');
    },
  },
  validate: {
    always() {
      throw new Error('a validator that the host meant for its own models');
    },
  },
  getterMethods: {
    company(this: Model) {
      return 'the getter of the host';
    },
  },
};

/** Options of a Sequelize that say the same, and more of the kind. */
export const HOSTILE_OPTIONS: Options = {
  define: HOSTILE_DEFAULTS,
  omitNull: true,
  schema: 'of_the_host',
};
