import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import type { HistoryEvent } from '../lib/types.js';
import { companyColumn, idColumn, optional, optionalId, required, requiredId } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** One line of the audit: appended, and never updated but to erase what a person is called or wrote. JSON columns are canonical text. */
export interface HistoryEntryRow {
  id: number;
  company: string;
  attachmentId: number;
  sequence: number;
  event: HistoryEvent;
  stepId: number | null;
  assignmentId: number | null;
  actorId: string | null;
  actorName: string | null;
  onBehalfOf: string | null;
  comment: string | null;
  data: string;
  previousHash: string | null;
  hash: string;
  createdAt: Date;
  /** How its texts are known once the seed of their salts is destroyed, see `Openings`; `null` before. */
  openings: string | null;
}

/** What an insert must name; nullable columns may be left out. */
export type HistoryEntryCreation = Creation<HistoryEntryRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class HistoryEntry extends Model<HistoryEntryRow, HistoryEntryCreation> {
  declare id: number;
  declare company: string;
  declare attachmentId: number;
  declare sequence: number;
  declare event: HistoryEvent;
  declare stepId: number | null;
  declare assignmentId: number | null;
  declare actorId: string | null;
  declare actorName: string | null;
  declare onBehalfOf: string | null;
  declare comment: string | null;
  declare data: string;
  declare previousHash: string | null;
  declare hash: string;
  declare createdAt: Date;
  declare openings: string | null;
}

/** Makes the `history` model of one engine. */
export function defineHistoryEntry({
  columns,
  options,
  references,
}: ModelContext): ModelStatic<HistoryEntry> {
  const model: ModelStatic<HistoryEntry> = class extends HistoryEntry {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      attachmentId: { ...requiredId(columns), ...references('attachments', 'CASCADE') },
      sequence: required(columns.integer),
      event: required(columns.string(32)),
      stepId: optionalId(columns),
      assignmentId: optionalId(columns),
      actorId: optional(columns.uid),
      actorName: optional(columns.string(255)),
      onBehalfOf: optional(columns.uid),
      comment: optional(columns.text),
      data: required(columns.json),
      previousHash: optional(columns.hash),
      hash: required(columns.hash),
      createdAt: required(columns.timestamp),
      openings: optional(columns.json),
    },
    options<HistoryEntry>('HistoryEntry', 'history', [
      { name: 'sequence', unique: true, fields: ['attachment_id', 'sequence'] },
    ]),
  );
}
