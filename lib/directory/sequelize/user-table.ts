import type { FindAttributeOptions, Model, ModelStatic } from 'sequelize';
import { Op } from 'sequelize';
import type { Directory, DirectoryUser, LookupContext, UserId } from '../../types.js';
import { exactColumns, exactValue } from '../exact-columns.js';
import { requireAttribute, requireColumn, requireModel, requirePrimaryKey } from './checks.js';
import { readKey, toKey } from './column.js';
import type { Column } from './column.js';
import type { SequelizeDirectoryOptions } from './options.js';
import { selectColumn } from './select.js';
import type { Conditions } from './select.js';
import { resolveReadings } from './user-readings.js';
import type { Reading } from './user-readings.js';

/** The users of the host, each question one query. */
export class UserTable {
  readonly model: ModelStatic<Model>;
  readonly id: Column;
  readonly #company: Column | null;
  readonly #readings: readonly Reading[];
  /** The attributes to load. */
  readonly #attributes: FindAttributeOptions;
  /** Whether plain data will do: nothing that is read is computed by the host. */
  readonly #raw: boolean;

  /** @throws WorkflowError `INVALID_CONFIGURATION`, naming the option */
  constructor(options: SequelizeDirectoryOptions) {
    const model = requireModel(options.User, 'User');
    this.model = model;
    this.id = requirePrimaryKey(model, 'User');
    const { companyField, attributes } = options;
    this.#company = companyField === undefined ? null : requireColumn(model, companyField, 'companyField');
    this.#readings = resolveReadings(model, options);
    const read = this.#readings.map(({ attribute }) => attribute);
    this.#raw = read.every((attribute) => attribute !== null && !isComputed(model, attribute));
    const more = (attributes ?? []).map((name, at) => requireAttribute(model, name, `attributes.${at}`));
    const named = [this.id.attribute, ...read.filter((name) => name !== null), ...more];
    const exact = exactColumns(model, named);
    this.#attributes =
      this.#raw || attributes !== undefined ? [...new Set(named), ...exact] : { include: exact };
  }

  get idType(): Directory['userIdType'] {
    return this.id.kind === 'integer' ? 'integer' : 'text';
  }

  /** The users with these ids. */
  async withIds(ids: readonly UserId[], context: LookupContext): Promise<readonly DirectoryUser[]> {
    const keys = new Set(ids.map((id) => toKey(this.id, id)).filter((key) => key !== null));
    if (keys.size === 0) return [];
    const found = await this.find({ [this.id.attribute]: [...keys] }, context);
    // Many a MySQL collation takes `Ab` for `aB`; the core does not.
    const wanted = new Set([...keys].map(String));
    return found.filter(({ id }) => wanted.has(String(id)));
  }

  /** The users of the company for whom this holds; where `null` holds, nobody, and the database is not asked. */
  async find(where: Conditions | null, context: LookupContext): Promise<readonly DirectoryUser[]> {
    const company = this.#inCompany(context);
    if (where === null || company === null) return [];
    const rows = await this.model.unscoped().findAll({
      where: { [Op.and]: [company, where] },
      attributes: this.#attributes,
      raw: this.#raw,
      transaction: context.transaction,
    });
    return rows.flatMap((row) => this.#read(row));
  }

  /** A select of what a user of the company holds in a column; `null` where there can be no such user. */
  selectOf(user: UserId, column: Column, context: LookupContext): string | null {
    const company = this.#inCompany(context);
    const key = toKey(this.id, user);
    if (key === null || company === null) return null;
    return selectColumn(column, { ...company, [this.id.attribute]: key });
  }

  #inCompany({ company }: LookupContext): Conditions | null {
    const column = this.#company;
    if (column === null) return {};
    if (company === '') {
      return { [column.attribute]: column.kind === 'text' ? { [Op.or]: [null, ''] } : null };
    }
    const key = toKey(column, company);
    return key === null ? null : { [column.attribute]: key };
  }

  #read(row: Model): readonly DirectoryUser[] {
    const id = readKey(this.id, this.#valueOf(row, this.id.attribute));
    if (id === null) return [];
    const properties = this.#readings.map((reading) =>
      reading.attribute === null ? reading.read(row) : reading.read(this.#valueOf(row, reading.attribute)),
    );
    return [
      { id, name: String(id), active: true, ...(Object.assign({}, ...properties) as Partial<DirectoryUser>) },
    ];
  }

  #valueOf(row: Model, attribute: string): unknown {
    const values = (this.#raw ? row : row.dataValues) as Readonly<Record<string, unknown>>;
    return exactValue(this.#raw ? values[attribute] : row.get(attribute), attribute, values);
  }
}

/** Whether the host computes an attribute by a getter, as it must where the attribute is virtual. */
function isComputed(model: ModelStatic<Model>, name: string): boolean {
  const attributes: Readonly<Record<string, { readonly get?: unknown }>> = model.getAttributes();
  return attributes[name]?.get !== undefined || name in (model.options.getterMethods ?? {});
}
