import type { Transaction } from 'sequelize';
import { companyOf } from '../commands/actor.js';
import type { CommandContext } from '../commands/context.js';
import type { ApprovalConfig, Plan } from '../definition/types.js';
import { AskedPeople } from '../directory/asked-people.js';
import { isCoverable } from '../flow/covered-seats.js';
import { refusesLateDecision } from '../flow/deadline.js';
import { isInScope } from '../flow/delegate-scope.js';
import type { Fact, Flow, Need } from '../flow/types.js';
import { coveredBy } from '../store/covered-by.js';
import type { SeatOwner, WaitingSeat } from '../store/waiting-seats.js';
import type { Actor } from '../types.js';

/** For whom a reader decides at this moment, and which of their seats the flow would let them decide. */
export class Coverage {
  /** The reader, as the owner of all these seats. */
  readonly owner: SeatOwner;
  readonly #context: CommandContext;
  readonly #transaction: Transaction | null;
  readonly #answers = new Map<string, Promise<boolean>>();

  private constructor(context: CommandContext, owner: SeatOwner, transaction: Transaction | null) {
    this.#context = context;
    this.owner = owner;
    this.#transaction = transaction;
  }

  /** Reads for whom a reader decides, in one statement. */
  static async read(
    context: CommandContext,
    reader: Actor,
    transaction: Transaction | null = null,
  ): Promise<Coverage> {
    const { database, clock, userIds } = context;
    const owner = { company: companyOf(reader), userId: userIds.toText(reader.id), at: clock.now() };
    const covered = await coveredBy(database, owner, transaction);
    return new Coverage(context, { ...owner, covered }, transaction);
  }

  /**
   * Whether the reader may decide for a seat: it is not too late, and it is their own, or its approval lets them decide
   * for its holder.
   */
  async mayDecide(seat: WaitingSeat, plan: Plan): Promise<boolean> {
    const { userId } = this.owner;
    const approval = approvalOf(seat, plan);
    if (seat.isOverdue && refusesLateDecision(approval)) return false;
    if (seat.holderId === userId) return true;
    if (seat.hasApproved && plan.settings.repeatedApprover === 'exclude') return false;
    const request = { requesterId: seat.isOwnRequest ? userId : null, startedBy: null };
    if (!isCoverable(approval, request, userId)) return false;
    return approval.delegateScope === 'company' || this.#isInScope(approval, seat.holderId);
  }

  async #isInScope(approval: ApprovalConfig, holderId: string): Promise<boolean> {
    const question = JSON.stringify([approval.id, holderId]);
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const answer = this.#askDirectory(approval, holderId);
    this.#answers.set(question, answer);
    return answer;
  }

  /** The directory is always asked inside a transaction. */
  async #askDirectory(approval: ApprovalConfig, holderId: string): Promise<boolean> {
    const { transactions, people } = this.#context;
    const { company, userId } = this.owner;
    return transactions.read(this.#transaction ?? undefined, async (transaction) => {
      const asked = new AskedPeople(people, { company, transaction });
      const [reader] = await asked.users([userId], [holderId]);
      if (reader?.active !== true) return false;
      return follow(isInScope(approval, holderId, reader), (need) => answer(asked, need));
    });
  }
}

function approvalOf({ position, approvalId }: WaitingSeat, plan: Plan): ApprovalConfig {
  const approval = plan.positions[position]?.approvals.find(({ id }) => id === approvalId);
  if (approval === undefined) throw new RangeError(`The plan has no approval ${approvalId}.`);
  return approval;
}

/** Runs a piece of the flow by itself. */
async function follow<Result>(flow: Flow<Result>, know: (need: Need) => Promise<Fact>): Promise<Result> {
  let next = flow.next();
  while (next.done !== true) next = flow.next(await know(next.value));
  return next.value;
}

/** What the scope of a delegation is judged by. */
async function answer(people: AskedPeople, need: Need): Promise<Fact> {
  switch (need.kind) {
    case 'users':
      return { kind: 'users', users: await people.users(need.ids) };
    case 'role_members':
      return { kind: 'role_members', users: await people.roleMembers(need.role) };
    default:
      throw new RangeError(`The scope of a delegation does not depend on "${need.kind}".`);
  }
}
