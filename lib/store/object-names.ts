import { Op } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import type { Database } from './database.js';
import { readRows } from './rows.js';

/** An open attachment, and what its object is called. */
export type OpenAttachment = Pick<
  AttachmentRow,
  'id' | 'company' | 'model' | 'objectId' | 'openKey' | 'blockedReason'
>;

/** Open attachments of some models, in the order of their `open_key`: only what is open is in its index. */
export async function openAttachments(
  { models: { Attachment } }: Database,
  models: readonly string[],
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly OpenAttachment[]> {
  const rows = await Attachment.findAll({
    where: { openKey: { [Op.gt]: after }, model: [...models] },
    attributes: ['id', 'company', 'model', 'objectId', 'openKey', 'blockedReason'],
    order: [['openKey', 'ASC']],
    limit,
    raw: true,
    transaction: null,
  });
  return readRows(Attachment, rows);
}

/** What the objects of a model are called that have, or had, an attachment: along its index, each once. */
export async function objectNames(
  { models: { Attachment } }: Database,
  model: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await Attachment.findAll({
    where: { model, ...(after === null ? {} : { objectId: { [Op.gt]: after } }) },
    attributes: ['objectId'],
    group: ['object_id'],
    order: [['objectId', 'ASC']],
    limit,
    raw: true,
    transaction: null,
  });
  return rows.map(({ objectId }) => objectId);
}

/** The attachments of a model that are over, and are stored under one of these names. */
export async function closedAttachmentsNamed(
  { models: { Attachment } }: Database,
  model: string,
  names: readonly string[],
): Promise<readonly Pick<AttachmentRow, 'id' | 'company'>[]> {
  const rows = await Attachment.findAll({
    where: { model, objectId: [...names], openKey: null },
    attributes: ['id', 'company'],
    order: [['id', 'ASC']],
    raw: true,
    transaction: null,
  });
  return readRows(Attachment, rows).map(({ id, company }) => ({ id, company }));
}
