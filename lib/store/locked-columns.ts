import { ASSIGNMENT } from '../../models/assignment.js';
import type { AttachmentRow } from '../../models/index.js';
import { STEP } from '../../models/step.js';
import type { LoadedOf } from '../../models/table.js';
import { LOADED, namesOf } from '../../models/table.js';
import type { Database } from './database.js';
import type { Selection, Table } from './sql/table.js';
import { columnOf, selection, tableOf } from './sql/table.js';

/** How many assignments of a step readers are shown: of more, what people wrote stays where it is. */
export const ASSIGNMENTS_SHOWN = 50;

/** A step, as it is read with its locked attachment. */
export type LockedStepRow = LoadedOf<typeof STEP>;
/** An assignment, as it is read with its locked attachment. */
export type LockedAssignmentRow = LoadedOf<typeof ASSIGNMENT>;

const OF_STEP = namesOf(STEP, LOADED);
const OF_ASSIGNMENT = namesOf(ASSIGNMENT, LOADED);

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
      selected: selection<LockedStepRow>(step, 's', OF_STEP, isJoined ? once(step, 's', OF_STEP) : {}),
      mark: OF_STEP.indexOf('stepNumber'),
    },
    assignment: {
      ...assignment,
      selected: selection<LockedAssignmentRow>(assignment, 'a', OF_ASSIGNMENT, {
        comment: shown('comment'),
        formData: shown('formData'),
      }),
    },
  };
}
