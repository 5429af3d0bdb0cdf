import type { HostRow } from '../types.js';
import type { Database } from './database.js';
import type { LockRequest } from './locked-attachments.js';
import type { LockedColumns } from './locked-columns.js';
import { ASSIGNMENTS_SHOWN } from './locked-columns.js';
import type { SqlDialect } from '../sql/dialect.js';
import type { Table } from './sql/table.js';
import { columnOf, tableOf } from './sql/table.js';

/** The texts of the statements that lock an attachment: each is made once. */
export class LockText {
  readonly #dialect: SqlDialect;
  readonly #columns: LockedColumns;
  readonly #delegations: Table;
  readonly #texts = new Map<string, string>();

  constructor(database: Database, dialect: SqlDialect, columns: LockedColumns) {
    this.#dialect = dialect;
    this.#columns = columns;
    this.#delegations = tableOf(database, database.models.Delegation);
  }

  /** Binds the company, id and, twice, time of the user; the key of the host's row; the key of the attachment. */
  lock({ key, hostRow, isWhole, user }: LockRequest, isJoined: boolean): string {
    const byKey = 'openKey' in key;
    const ofHost = [hostRow?.table, hostRow?.field, typeof hostRow?.value];
    return this.#once([byKey, isWhole, user !== null, ...ofHost].join(), () => {
      const places = this.#places();
      const isSubstitute = user === null ? '0' : this.#isSubstitute(places);
      const found = hostRow === null ? [] : [`h.${hostRow.field} = ${this.#hostKey(hostRow, places())}`];
      const ofAttachment = byKey ? ['openKey'] : ['id', 'company'];
      found.push(...ofAttachment.map((attribute) => `${this.#field('attachment', attribute)} = ${places()}`));
      return [
        `SELECT ${this.#dialect.name === 'mysql' ? 'STRAIGHT_JOIN ' : ''}${isSubstitute} AS is_substitute,`,
        isJoined ? this.#selected(['attachment', 'step', 'assignment']) : this.#selected(['attachment']),
        `FROM ${this.#from(hostRow)}${isJoined ? this.#joinSteps(isWhole) : ''}`,
        `WHERE ${found.join(' AND ')}${this.#dialect.lock(hostRow === null ? ['t'] : ['h', 't'])}`,
      ].join(' ');
    });
  }

  /** Binds the ids of so many attachments, which it locks in their order. */
  lockAll(count: number, isJoined: boolean): string {
    return this.#once(`all ${count}`, () => {
      const { name } = this.#columns.attachment;
      return [
        `SELECT ${this.#dialect.name === 'mysql' ? 'STRAIGHT_JOIN ' : ''}0 AS is_substitute,`,
        isJoined ? this.#selected(['attachment', 'step', 'assignment']) : this.#selected(['attachment']),
        `FROM ${name} t${this.#dialect.byKey}${isJoined ? this.#joinSteps(false) : ''}`,
        `WHERE ${this.#isAmong(count)} ORDER BY ${this.#field('attachment', 'id')}${this.#dialect.lock(['t'])}`,
      ].join(' ');
    });
  }

  /**
   * Binds the ids, positions and rounds of attachments as three arrays; the first column of a row is the id of its own.
   * On PostgreSQL, which plans a statement each time: an array costs less than to join the attachments again.
   */
  steps(isWhole: boolean): string {
    return this.#once(`steps ${isWhole}`, () =>
      [
        `SELECT ${this.#field('attachment', 'id')} AS attachment_id, ${this.#selected(['step', 'assignment'])}`,
        `FROM unnest($1::bigint[], $2::int[], $3::int[]) AS t(${this.#names('attachment', ['id', 'position', 'round'])})`,
        this.#joinSteps(isWhole),
      ].join(' '),
    );
  }

  #once(name: string, make: () => string): string {
    const text = this.#texts.get(name) ?? make();
    this.#texts.set(name, text);
    return text;
  }

  #isAmong(count: number): string {
    const places = this.#places();
    return `${this.#field('attachment', 'id')} IN (${Array.from({ length: count }, places).join(', ')})`;
  }

  #places(): () => string {
    let number = 0;
    return () => this.#dialect.place((number += 1));
  }

  #hostKey({ value }: HostRow, place: string): string {
    return typeof value === 'number' ? this.#dialect.wholeNumber(place) : place;
  }

  #from(hostRow: HostRow | null): string {
    const { name } = this.#columns.attachment;
    return hostRow === null ? `${name} t` : `${hostRow.table} h CROSS JOIN ${name} t`;
  }

  #joinSteps(isWhole: boolean): string {
    const { step, assignment } = this.#columns;
    const isHere =
      `${this.#field('step', 'position')} = ${this.#field('attachment', 'position')} ` +
      `AND ${this.#field('step', 'round')} = ${this.#field('attachment', 'round')}`;
    const ofAttachment = `${this.#field('step', 'attachmentId')} = ${this.#field('attachment', 'id')}`;
    return [
      ` LEFT JOIN ${step.name} s${step.byIndex('number')} ON ${ofAttachment}${isWhole ? '' : ` AND ${isHere}`}`,
      `LEFT JOIN ${assignment.name} a${assignment.byIndex('seat')} ON ${this.#ofStep()}`,
      isWhole ? `AND (${this.#isShown()} OR (${isHere}))` : '',
    ].join(' ');
  }

  #selected(tables: readonly (keyof LockedColumns)[]): string {
    return tables.map((table) => this.#columns[table].selected.sql).join(', ');
  }

  #ofStep(): string {
    return `${this.#field('assignment', 'stepId')} = ${this.#field('step', 'id')}`;
  }

  #isShown(): string {
    return `${this.#field('assignment', 'seatNo')} <= ${ASSIGNMENTS_SHOWN}`;
  }

  #names(table: keyof LockedColumns, attributes: readonly string[]): string {
    return attributes.map((attribute) => columnOf(this.#columns[table], attribute).field).join(', ');
  }

  #field(table: keyof LockedColumns, attribute: string): string {
    return `${ALIASES[table]}.${columnOf(this.#columns[table], attribute).field}`;
  }

  #isSubstitute(places: () => string): string {
    const field = (attribute: string): string => `d.${columnOf(this.#delegations, attribute).field}`;
    const exists = [
      `EXISTS (SELECT 1 FROM ${this.#delegations.name} d WHERE ${field('company')} = ${places()}`,
      `AND ${field('userId')} = ${places()} AND ${field('revokedAt')} IS NULL`,
      `AND ${field('startsAt')} <= ${places()} AND (${field('endsAt')} IS NULL OR ${field('endsAt')} > ${places()}))`,
    ].join(' ');
    return `CASE WHEN ${exists} THEN 1 ELSE 0 END`;
  }
}

const ALIASES = { attachment: 't', step: 's', assignment: 'a' } as const;
