import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { companyColumn, idColumn, required } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** The answer that was given to one `Idempotency-Key`, to be given again. JSON columns are canonical text. */
export interface IdempotencyKeyRow {
  id: number;
  company: string;
  actorId: string;
  key: string;
  fingerprint: string;
  responseStatus: number;
  responseBody: string;
  createdAt: Date;
}

/** What an insert must name; nullable columns may be left out. */
export type IdempotencyKeyCreation = Creation<IdempotencyKeyRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class IdempotencyKey extends Model<IdempotencyKeyRow, IdempotencyKeyCreation> {
  declare id: number;
  declare company: string;
  declare actorId: string;
  declare key: string;
  declare fingerprint: string;
  declare responseStatus: number;
  declare responseBody: string;
  declare createdAt: Date;
}

/** Makes the `idempotency_keys` model of one engine. */
export function defineIdempotencyKey({ columns, options }: ModelContext): ModelStatic<IdempotencyKey> {
  const model: ModelStatic<IdempotencyKey> = class extends IdempotencyKey {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      actorId: required(columns.uid),
      key: required(columns.uid),
      fingerprint: required(columns.hash),
      responseStatus: required(columns.integer),
      responseBody: required(columns.json),
      createdAt: required(columns.timestamp),
    },
    options<IdempotencyKey>('IdempotencyKey', 'idempotency_keys', [
      { name: 'key', unique: true, fields: ['company', 'actor_id', 'key'] },
      { name: 'created', fields: ['created_at'] },
    ]),
  );
}
