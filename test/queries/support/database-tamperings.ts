import type { HistoryBreakReason } from '../../../lib/index.js';
import type { HistoryEntryRow } from '../../../models/index.js';
import type { Intruder, Place } from './intruder.js';

const FALSE_HASH = 'f'.repeat(64);

/** What is done to a history, in SQL. */
export interface Target {
  readonly intruder: Intruder;
  /** Whose history it is. */
  readonly attachmentId: number;
  /** An attachment with a higher id. */
  readonly other: number;
  /** How many entries it has; four at least. */
  readonly count: number;
}

/** What must be found: of `attachmentId`, unless it says that it is of the other; `null` for nothing. */
export type Found = readonly [sequence: number, reason: HistoryBreakReason] | null;

export type DatabaseTampering = (target: Target) => Promise<Found>;

interface Edit {
  readonly set: readonly [column: string, value: unknown];
  /** What must be found; `edited` where it says nothing. */
  readonly reason?: HistoryBreakReason;
  /** What must be found where it is done to the last entry, if that is something else. */
  readonly atTheEnd?: HistoryBreakReason;
}

/** Another value for every column of an entry but its row's own id. */
export const EDITS: Readonly<Record<Exclude<keyof HistoryEntryRow, 'id'>, Edit>> = {
  company: { set: ['company', 'another'] },
  attachmentId: { set: ['attachment_id', 1_000_000], reason: 'missing', atTheEnd: 'tail_cut' },
  sequence: { set: ['sequence', 1000], reason: 'missing', atTheEnd: 'out_of_order' },
  event: { set: ['event', 'recalled'] },
  stepId: { set: ['step_id', 4711] },
  assignmentId: { set: ['assignment_id', 4711] },
  actorId: { set: ['actor_id', '4711'] },
  actorName: { set: ['actor_name', 'Reviewer'] },
  onBehalfOf: { set: ['on_behalf_of', '4711'] },
  comment: { set: ['comment', 'Never said'] },
  data: { set: ['data', '{"user_id":4711}'] },
  previousHash: { set: ['previous_hash', FALSE_HASH] },
  hash: { set: ['hash', FALSE_HASH] },
  createdAt: { set: ['created_at', new Date(Date.UTC(2026, 0, 5, 9, 0, 7))] },
  openings: { set: ['openings', '{"comment":{"salt":"x"}}'] },
};

async function setEnd({ intruder, attachmentId }: Target, set: string): Promise<void> {
  await intruder.run(`UPDATE workflow_attachments SET ${set} WHERE id = ${attachmentId}`);
}

async function remove({ intruder, attachmentId }: Target, which: string): Promise<void> {
  await intruder.run(`DELETE FROM workflow_history WHERE attachment_id = ${attachmentId} AND ${which}`);
}

async function renumber({ intruder, attachmentId }: Target, from: number, to: number): Promise<void> {
  await intruder.edit({ attachmentId, sequence: from }, { sequence: to });
}

async function hashOf({ intruder }: Target, { attachmentId, sequence }: Place): Promise<string> {
  const [row] = await intruder.select(
    `SELECT hash FROM workflow_history WHERE attachment_id = ${attachmentId} AND sequence = ${sequence}`,
  );
  return String(row?.hash);
}

async function turnEndBack(target: Target): Promise<void> {
  const { attachmentId, count } = target;
  const head = await hashOf(target, { attachmentId, sequence: count - 1 });
  await setEnd(target, `history_count = ${count - 1}, history_head = '${head}'`);
}

async function swap(target: Target, one: number, another: number): Promise<void> {
  await renumber(target, one, 1000);
  await renumber(target, another, one);
  await renumber(target, 1000, another);
}

/** Each kind of tampering, by what it is. */
export const DATABASE_TAMPERINGS: Readonly<Record<string, DatabaseTampering>> = {
  'the first entry deleted': async (target) => {
    await remove(target, 'sequence = 1');
    return [1, 'missing'];
  },
  'an entry deleted': async (target) => {
    await remove(target, 'sequence = 3');
    return [3, 'missing'];
  },
  'the last entry deleted': async (target) => {
    await remove(target, `sequence = ${target.count}`);
    return [target.count, 'tail_cut'];
  },
  'a tail cut off': async (target) => {
    await remove(target, 'sequence >= 3');
    return [3, 'tail_cut'];
  },
  'all entries deleted': async (target) => {
    await remove(target, 'sequence > 0');
    return [1, 'tail_cut'];
  },
  'an entry deleted, and the later ones renumbered': async (target) => {
    await remove(target, 'sequence = 2');
    for (let sequence = 3; sequence <= target.count; sequence += 1)
      await renumber(target, sequence, sequence - 1);
    return [2, 'out_of_order'];
  },
  'two entries that changed places': async (target) => {
    await swap(target, 2, 4);
    return [2, 'out_of_order'];
  },
  'the ends that changed places': async (target) => {
    await swap(target, 1, target.count);
    return [1, 'out_of_order'];
  },
  'a copy behind the end': async (target) => {
    const { intruder, attachmentId, count } = target;
    await intruder.copy({ attachmentId, sequence: 2 }, { attachmentId, sequence: count + 1 });
    return [count + 1, 'appended'];
  },
  'a copy before the first': async ({ intruder, attachmentId }) => {
    await intruder.copy({ attachmentId, sequence: 2 }, { attachmentId, sequence: 0 });
    return [0, 'out_of_order'];
  },
  "another attachment's entry before the first": async ({ intruder, attachmentId, other }) => {
    await intruder.copy({ attachmentId: other, sequence: 2 }, { attachmentId, sequence: 0 });
    return [0, 'inserted'];
  },
  "another attachment's entry in the place of one": async (target) => {
    const { intruder, attachmentId, other } = target;
    await remove(target, 'sequence = 2');
    await intruder.copy({ attachmentId: other, sequence: 2 }, { attachmentId, sequence: 2 });
    return [2, 'edited'];
  },
  'an end turned back': async (target) => {
    await turnEndBack(target);
    return [target.count, 'appended'];
  },
  'an end turned back to nothing': async (target) => {
    await setEnd(target, 'history_count = 0, history_head = NULL');
    return [1, 'appended'];
  },
  'a changed count': async (target) => {
    await setEnd(target, 'history_count = history_count + 1');
    return [target.count, 'head_changed'];
  },
  'a changed head': async (target) => {
    await setEnd(target, `history_head = '${FALSE_HASH}'`);
    return [target.count, 'head_changed'];
  },
  'both columns of the end changed': async (target) => {
    await setEnd(target, `history_count = history_count + 1, history_head = '${FALSE_HASH}'`);
    return [target.count + 1, 'tail_cut'];
  },
  'an attachment moved to another company': async (target) => {
    await setEnd(target, "company = 'another'");
    return [1, 'company_changed'];
  },
  'an attachment deleted without its history': async ({ intruder, attachmentId }) => {
    await intruder.run(`DELETE FROM workflow_attachments WHERE id = ${attachmentId}`);
    return [1, 'attachment_missing'];
  },
};

/** What nobody can see, with a key or without; the documentation says so. */
export const UNSEEN: Readonly<Record<string, DatabaseTampering>> = {
  'an attachment deleted with all of its history': async (target) => {
    await remove(target, 'sequence > 0');
    await target.intruder.run(`DELETE FROM workflow_attachments WHERE id = ${target.attachmentId}`);
    return null;
  },
  'a tail cut off, and both columns of the end turned back': async (target) => {
    await turnEndBack(target);
    await remove(target, `sequence = ${target.count}`);
    return null;
  },
};
