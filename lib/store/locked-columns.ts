import type { AssignmentRow, AttachmentRow, StepRow } from '../../models/index.js';
import type { Database } from './database.js';
import type { Selection, Table } from './sql/table.js';
import { columnOf, selection, tableOf } from './sql/table.js';

/** How many assignments of a step readers are shown: of more, what people wrote stays where it is. */
export const ASSIGNMENTS_SHOWN = 50;

const STEP = [
  ...(['id', 'stepNumber', 'position', 'round', 'approvalId', 'stageId', 'strategy', 'status'] as const),
  ...(['approveAt', 'rejectAt', 'approvedCount', 'rejectedCount', 'dueAt', 'alarmAt'] as const),
  ...(['timeoutCount', 'blockedReason', 'openedAt', 'closedAt'] as const),
] as const satisfies readonly (keyof StepRow)[];

const ASSIGNMENT = [
  ...([
    'id',
    'seatNo',
    'turn',
    'userId',
    'userName',
    'status',
    'actorId',
    'actorName',
    'checkedInAt',
  ] as const),
  ...(['onBehalfOf', 'rotationRole', 'reassignAt', 'assignedAt', 'actedAt', 'comment', 'formData'] as const),
] as const satisfies readonly (keyof AssignmentRow)[];

/** A step, as it is read with its locked attachment. */
export type LockedStepRow = Pick<StepRow, (typeof STEP)[number]>;
/** An assignment, as it is read with its locked attachment. */
export type LockedAssignmentRow = Pick<AssignmentRow, (typeof ASSIGNMENT)[number]>;

/** A selection that only some rows of the result bring. */
interface Marked<Row> {
  readonly selected: Selection<Row>;
  /** The column, counted from its first, that is never `NULL` in those. */
  readonly mark: number;
}

/** The tables that a command works on, and what it reads of them: `t`, `s` and `a` in statements. */
export interface LockedColumns {
  readonly attachment: Table &
    Marked<AttachmentRow> & {
      /** The column of its id, counted from its first. */
      readonly id: number;
    };
  readonly step: Table & Marked<LockedStepRow>;
  readonly assignment: Table & { readonly selected: Selection<LockedAssignmentRow> };
}

/** @param isJoined - Whether the attachment is read in each row of its assignments */
export function lockedColumns(database: Database, isJoined: boolean): LockedColumns {
  const { models } = database;
  const attachment = tableOf(database, models.Attachment);
  const step = tableOf(database, models.Step);
  const assignment = tableOf(database, models.Assignment);
  const seat = (attribute: string): string => `a.${columnOf(assignment, attribute).field}`;
  const isFirst = `${seat('id')} IS NULL OR (${seat('seatNo')} = 1 AND ${seat('turn')} = 1)`;
  // What is the same in every row of a step is brought by its first assignment alone: there may be a thousand. PostgreSQL
  // takes longer to plan that than it saves.
  const once = (table: Table, alias: string, attributes: readonly string[]): Record<string, string> =>
    Object.fromEntries(
      attributes
        .filter((attribute) => attribute !== 'id')
        .map((attribute) => [
          attribute,
          `CASE WHEN ${isFirst} THEN ${alias}.${columnOf(table, attribute).field} END`,
        ]),
    );
  const shown = (attribute: string): string =>
    `CASE WHEN ${seat('seatNo')} <= ${ASSIGNMENTS_SHOWN} THEN ${seat(attribute)} END`;
  const all = [...attachment.columns.keys()] as (keyof AttachmentRow)[];
  return {
    attachment: {
      ...attachment,
      selected: selection<AttachmentRow>(attachment, 't', all, isJoined ? once(attachment, 't', all) : {}),
      mark: all.indexOf('model'),
      id: all.indexOf('id'),
    },
    step: {
      ...step,
      selected: selection<LockedStepRow>(step, 's', STEP, isJoined ? once(step, 's', STEP) : {}),
      mark: STEP.indexOf('stepNumber'),
    },
    assignment: {
      ...assignment,
      selected: selection<LockedAssignmentRow>(assignment, 'a', ASSIGNMENT, {
        comment: shown('comment'),
        formData: shown('formData'),
      }),
    },
  };
}
