import type { Sequelize } from 'sequelize';

/**
 * Defines models as if the host had given its Sequelize no `define` defaults, which are put back afterwards.
 *
 * Naming every option in each model would not do: Sequelize merges hooks, scopes, validators and indexes of
 * the defaults into those of the model instead of replacing them.
 */
export function withoutDefineDefaults<Result>(sequelize: Sequelize, define: () => Result): Result {
  const { options } = sequelize as Sequelize & { options: { define?: object } };
  const defaults = options.define;
  options.define = {};
  try {
    return define();
  } finally {
    options.define = defaults ?? {};
  }
}
