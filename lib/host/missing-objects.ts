import { literal, Op } from 'sequelize';
import type { Model, Utils, WhereOptions } from 'sequelize';
import type { Database } from '../store/database.js';
import { quoteTable } from '../store/sql.js';
import { wholeRow } from './object-attributes.js';
import type { RegisteredModel } from './register-options.js';

/** Objects that were created from then to then, both included. */
export interface CreatedWithin {
  readonly since: Date;
  readonly until: Date;
}

/** The attribute that holds when an object of a model was created; `null` where the model has none. */
export function creationAttribute({ model }: RegisteredModel): string | null {
  const { timestamps, createdAt } = model.options;
  if (timestamps === false || createdAt === false) return null;
  const name = typeof createdAt === 'string' ? createdAt : 'createdAt';
  return name in model.getAttributes() ? name : null;
}

/** Finds the objects of a model that have never had an attachment. */
export class MissingObjects {
  readonly #database: Database;
  readonly #registered: RegisteredModel;
  readonly #createdAt: string;

  /** @param createdAt - Its {@link creationAttribute} */
  constructor(database: Database, registered: RegisteredModel, createdAt: string) {
    this.#database = database;
    this.#registered = registered;
    this.#createdAt = createdAt;
  }

  /**
   * The next of those created within some time, in the order of their creation. Scopes of the model's do not hide any;
   * what was softly deleted is left out.
   */
  async page(
    { since, until }: CreatedWithin,
    { after, limit }: { readonly after: Model | null; readonly limit: number },
  ): Promise<readonly Model[]> {
    const { model, primaryKey } = this.#registered;
    // A database may keep time finer than a Date: this only narrows the search, and `#follows` is exact.
    const from = after === null ? since : (after.get(this.#createdAt) as Date);
    const where: WhereOptions = {
      [this.#createdAt]: { [Op.gte]: from, [Op.lte]: until },
      [Op.and]: [this.#hasNone(), ...(after === null ? [] : [this.#follows(after)])],
    };
    return model.unscoped().findAll({
      where,
      attributes: wholeRow(model),
      order: [
        [this.#createdAt, 'ASC'],
        [primaryKey, 'ASC'],
      ],
      limit,
      transaction: null,
    });
  }

  /** When an object was created. */
  createdAt(instance: Model): Date {
    return instance.get(this.#createdAt) as Date;
  }

  #hasNone(): Utils.Literal {
    const { sequelize, models } = this.#database;
    const key = sequelize.escape(this.#registered.key);
    const objectId = this.#asStored(`${this.#outer()}.${this.#column(this.#registered.primaryKey)}`);
    return literal(
      `NOT EXISTS (SELECT 1 FROM ${quoteTable(this.#database, models.Attachment)} a` +
        ` WHERE a.model = ${key} AND a.object_id = ${objectId})`,
    );
  }

  /** What comes after an object, which is compared as the database holds it. */
  #follows(after: Model): Utils.Literal {
    const { model, primaryKey, keyColumn } = this.#registered;
    const key = this.#column(primaryKey);
    const createdAt = this.#column(this.#createdAt);
    const last = this.#database.sequelize.escape(keyColumn.toValue(keyColumn.nameOf(after)) as string);
    const table = quoteTable(this.#database, model);
    const then = `(SELECT l.${createdAt} FROM ${table} l WHERE l.${key} = ${last})`;
    const outer = this.#outer();
    return literal(
      `(${outer}.${createdAt} > ${then} OR (${outer}.${createdAt} = ${then} AND ${outer}.${key} > ${last}))`,
    );
  }

  /** A key of the host's as text, which is compared by the collation of our column: a binary one wins on MySQL. */
  #asStored(key: string): string {
    switch (this.#database.sequelize.getDialect()) {
      case 'mysql':
        return `CONVERT(CAST(${key} AS CHAR) USING utf8mb4)`;
      default:
        return `CAST(${key} AS TEXT)`;
    }
  }

  /** The model's table in a query of Sequelize's. */
  #outer(): string {
    return this.#quote(this.#registered.model.name);
  }

  #column(attribute: string): string {
    return this.#quote(this.#registered.model.getAttributes()[attribute]?.field ?? attribute);
  }

  #quote(name: string): string {
    return this.#database.sequelize.getQueryInterface().quoteIdentifier(name, true);
  }
}
