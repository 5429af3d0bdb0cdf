import type { Transaction } from 'sequelize';
import { companyOf } from '../commands/actor.js';
import type { CommandContext } from '../commands/context.js';
import type { Plan } from '../definition/types.js';
import { AskedPeople } from '../directory/asked-people.js';
import { approvalOf } from '../flow/positions/plan.js';
import { excludesRepeated } from '../flow/assignments/repeated-approver.js';
import { mayDecide } from '../flow/rules/may-decide.js';
import { together } from '../flow/together.js';
import type { Answer, Flow, Query } from '../flow/types.js';
import { absentHoldersOf } from '../store/absent-holders.js';
import type { SeatOwner, WaitingSeat } from '../store/waiting-seats.js';
import type { Actor } from '../types.js';

/** A waiting seat, and the plan that it belongs to. */
interface PlannedSeat {
  readonly seat: WaitingSeat;
  readonly plan: Plan;
}

/** How far a flow has come: to its end, or to what must be known first. */
type Progress<Result> = IteratorResult<readonly Query[], Result>;

/** For whom a reader decides at this moment, and which of their seats the flow would let them decide. */
export class Substitution {
  /** The reader, as the owner of all these seats. */
  readonly owner: SeatOwner;
  readonly #context: CommandContext;
  readonly #transaction: Transaction | null;
  readonly #known = new Map<string, Answer>();

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
  ): Promise<Substitution> {
    const { database, clock, userIds } = context;
    const owner = { company: companyOf(reader), userId: userIds.toText(reader.id), at: clock.now() };
    const absentHolders = await absentHoldersOf(database, owner, transaction);
    return new Substitution(context, { ...owner, absentHolders }, transaction);
  }

  /**
   * Those for which the reader may decide: it is not too late, and the seat is their own, or the flow lets them decide
   * for its holder. Nothing is asked of the directory twice, and nothing at all about seats of the reader's own.
   */
  async decidable<Item extends PlannedSeat>(items: readonly Item[]): Promise<readonly Item[]> {
    const { userId } = this.owner;
    const answers = await this.#follow(together(items.map((item) => mayDecideFor(item, userId))));
    return items.filter((_, index) => answers[index]);
  }

  /** Follows a flow to its end; the directory is asked inside a transaction, and only for what is not known. */
  async #follow<Result>(flow: Flow<Result>): Promise<Result> {
    const known = this.#openNextSteps(flow, flow.next());
    if (known.done === true) return known.value;
    const { transactions, people } = this.#context;
    return transactions.read(this.#transaction ?? undefined, async (transaction) => {
      const asked = new AskedPeople(people, { company: this.owner.company, transaction });
      let next: Progress<Result> = known;
      while (next.done !== true) {
        const unknown = next.value.filter((query) => !this.#known.has(keyOf(query)));
        await asked.prepare(unknown);
        for (const query of unknown) this.#known.set(keyOf(query), await answer(asked, query));
        next = this.#openNextSteps(flow, next);
      }
      return next.value;
    });
  }

  /** Follows a flow as far as what is known leads. */
  #openNextSteps<Result>(flow: Flow<Result>, progress: Progress<Result>): Progress<Result> {
    let next = progress;
    while (next.done !== true) {
      const answers = next.value.flatMap((query) => this.#known.get(keyOf(query)) ?? []);
      if (answers.length < next.value.length) break;
      next = flow.next(answers);
    }
    return next;
  }
}

function keyOf(query: Query): string {
  return JSON.stringify(query);
}

/** Asks the flow about a seat that the database gave. */
function mayDecideFor({ seat, plan }: PlannedSeat, userId: string): Flow<boolean> {
  const { holderId, isOverdue, hasVote, hasApproved, isOwnRequest } = seat;
  return mayDecide(
    {
      approval: approvalOf(plan, seat),
      holderId,
      request: { requesterId: isOwnRequest ? userId : null, startedBy: null },
      isOverdue,
      hasVote,
      isExcluded: hasApproved && excludesRepeated(plan),
    },
    userId,
  );
}

/** What must be known of a substitute. */
async function answer(people: AskedPeople, query: Query): Promise<Answer> {
  switch (query.kind) {
    case 'users':
      return { kind: 'users', users: await people.users(query.ids) };
    case 'role_members':
      return { kind: 'role_members', users: await people.roleMembers(query.role) };
    default:
      throw new RangeError(`Whether somebody decides for another does not depend on "${query.kind}".`);
  }
}
