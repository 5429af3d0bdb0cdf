import type { Options, Votes } from '../../support/oracle/counting.js';
import { demandOf, judgeVotes } from '../../support/oracle/counting.js';

/** A case: who there is, and what the approval says. */
export interface Rules {
  readonly strategy: string;
  readonly options: Options;
  /** Members, or managers from the lowest up, active when it begins or not. */
  readonly named: readonly string[];
  readonly onInactive: 'reassign' | 'skip' | 'fail';
  readonly onNobody: 'fail' | 'skip' | 'fallback';
  readonly chance: number;
  isActive(id: string): boolean;
}

interface Seat {
  /** Everyone who has held it, in order. */
  readonly holders: string[];
  /** For whom the last one decides; `null` for themselves. */
  owner: string | null;
  /** Whether it was taken by the fallback, so that it rotates no more. */
  isFixed: boolean;
  state: 'open' | 'approved' | 'rejected' | 'gone';
}

/** How a step stands. */
export type Standing = 'open' | 'approved' | 'rejected' | 'skipped';

/** The fallback of every case that has one. */
export const FALLBACK = 'fall';

/**
 * The votes of one step as somebody would keep them on paper, and count them from the beginning after each event.
 * It knows the design and nothing of the flow's code.
 */
export class Ledger {
  seats: Seat[] = [];
  standing: Standing = 'open';
  /** How many of a chain must approve. */
  #chainDemand = 0;
  /** Everyone who was seated by turn, in order of time. */
  #turns: string[] = [];
  /** Another than the approval's where it opens with its fallback. */
  #strategy: string;
  readonly #rules: Rules;

  constructor(rules: Rules) {
    this.#rules = rules;
    this.#strategy = rules.strategy;
  }

  get open(): readonly string[] {
    return this.seats.filter(({ state }) => state === 'open').map(holderOf);
  }

  get votes(): Votes {
    const count = (state: Seat['state']): number => this.seats.filter((seat) => seat.state === state).length;
    return { approvals: count('approved'), rejections: count('rejected'), open: count('open') };
  }

  /** Approvals that are needed now. */
  get demand(): number {
    const { approvals, rejections, open } = this.votes;
    if (this.#strategy === 'hierarchy_chain') return this.#chainDemand;
    return demandOf(this.#strategy, this.#rules.options, approvals + rejections + open);
  }

  /** Takes the first seats; says how that is refused, or `null`. */
  begin(): string | null {
    const { strategy, options, onNobody } = this.#rules;
    const eligible = this.#eligible();
    const isOne = strategy === 'round_robin' || strategy === 'random';
    const seats = isOne ? Math.min(eligible.length, 1) : eligible.length;
    if (seats === 0 || demandOf(strategy, options, seats) > seats) {
      if (onNobody === 'fallback') this.#strategy = 'single';
      return this.#fill();
    }
    this.#chainDemand = eligible.length;
    if (isOne || strategy === 'hierarchy_chain') this.#sit(this.#pick(eligible));
    else for (const id of eligible) this.#sit(id);
    return null;
  }

  /** The open seat of somebody decides. */
  vote(id: string, state: 'approved' | 'rejected'): string | null {
    return this.#attempt(() => {
      this.#seatOf(id).state = state;
      return this.#recount();
    });
  }

  /** The open seat of somebody passes on to another by their own wish. */
  passOn(id: string, successor: string): string | null {
    const seat = this.#seatOf(id);
    if (seat.holders.includes(successor)) return 'HOLDER_LOOP';
    if (successor === 'req') return 'SELF_APPROVAL';
    if (this.hasVote(successor)) return 'ALREADY_SEATED';
    seat.owner ??= id;
    seat.holders.push(successor);
    return null;
  }

  /** Somebody with an open seat is no longer active, and the job comes by. */
  vanish(id: string): string | null {
    const { onInactive, onNobody } = this.#rules;
    const seat = this.#seatOf(id);
    if (onInactive === 'fail') return null;
    const successors = onInactive === 'skip' ? [] : this.#successors(seat);
    if (successors.length > 0) {
      seat.holders.push(this.#pick(successors));
      seat.owner = null;
      seat.isFixed = false;
      return null;
    }
    if (onInactive === 'reassign' && this.#rotates(seat) && onNobody === 'fail') return null;
    return this.#attempt(() => this.#remove(seat));
  }

  /** Whether somebody holds an open seat, or has decided one. */
  hasVote(id: string): boolean {
    return this.seats.some((seat) => seat.state !== 'gone' && holderOf(seat) === id);
  }

  #successors(seat: Seat): readonly string[] {
    const { owner } = seat;
    if (owner !== null && this.#mayStillSit(owner)) return [owner];
    if (this.#rotates(seat)) {
      const others = this.#eligible().filter((id) => id !== holderOf(seat));
      const turns = (id: string): number => seat.holders.filter((holder) => holder === id).length;
      return others.filter((id) => others.every((other) => turns(id) <= turns(other)));
    }
    return this.#eligible().filter((id) => !this.hasVote(id));
  }

  #rotates({ isFixed }: Seat): boolean {
    return this.#strategy === 'round_robin' && !isFixed;
  }

  /** What is refused changes nothing. */
  #attempt(event: () => string | null): string | null {
    const seats = this.seats.map((seat) => ({ ...seat, holders: [...seat.holders] }));
    const turns = [...this.#turns];
    const demand = this.#chainDemand;
    const refusal = event();
    if (refusal === null) return null;
    this.seats = seats;
    this.#turns = turns;
    this.#chainDemand = demand;
    return refusal;
  }

  #remove(seat: Seat): string | null {
    seat.state = 'gone';
    if (this.#strategy === 'hierarchy_chain') {
      const toCome = this.#rest().filter((id) => !this.hasVote(id)).length;
      const isMissing = this.votes.approvals + toCome < this.#chainDemand;
      if (isMissing && this.#chainDemand === 1) return this.#fill(seat);
      if (isMissing) this.#chainDemand -= 1;
    }
    return this.#recount(seat);
  }

  /** Counts every vote again, from nothing. */
  #recount(vacated?: Seat): string | null {
    if (this.#strategy === 'hierarchy_chain') return this.#recountChain();
    const verdict = judgeVotes(this.#strategy, this.#rules.options, this.votes);
    if (verdict === 'too_few') return this.#fill(vacated);
    this.standing = verdict;
    return null;
  }

  #recountChain(): string | null {
    const { approvals, rejections, open } = this.votes;
    if (rejections > 0) this.standing = 'rejected';
    else if (approvals >= this.#chainDemand) this.standing = 'approved';
    if (this.standing !== 'open' || open > 0) return null;
    const rest = this.#rest();
    const next = rest.find((id) => !this.hasVote(id));
    if (next !== undefined) this.#sit(next);
    else if (approvals + rest.length >= this.#chainDemand) this.standing = 'approved';
    else return this.#fill();
    return null;
  }

  /** Those of a chain who have had no seat of their own. */
  #rest(): readonly string[] {
    const first = this.seats.map(({ holders }) => holders[0]);
    return this.#eligible().filter((id) => !first.includes(id));
  }

  /** Too few are left: a fallback takes the seat, or a new one where none was vacated. */
  #fill(vacated?: Seat): string | null {
    const { onNobody } = this.#rules;
    if (onNobody === 'skip') this.standing = 'skipped';
    if (onNobody === 'skip') return null;
    if (onNobody === 'fail' || !this.#mayStillSit(FALLBACK)) return 'NO_APPROVER';
    if (this.#strategy === 'round_robin') this.#turns.push(FALLBACK);
    if (vacated === undefined) this.#sit(FALLBACK);
    else Object.assign(vacated, { owner: null, isFixed: true, state: 'open' });
    vacated?.holders.push(FALLBACK);
    return null;
  }

  #mayStillSit(id: string): boolean {
    return this.#rules.isActive(id) && id !== 'req' && !this.hasVote(id);
  }

  #eligible(): readonly string[] {
    return this.#rules.named.filter((id) => this.#rules.isActive(id) && id !== 'req');
  }

  #sit(id: string): void {
    this.seats.push({ holders: [id], owner: null, isFixed: false, state: 'open' });
  }

  /** As the strategy picks one: by turn, by chance, or the first. */
  #pick(ids: readonly string[]): string {
    const { chance } = this.#rules;
    if (this.#strategy === 'random') return String(ids[chance % ids.length]);
    if (this.#strategy !== 'round_robin') return String(ids[0]);
    const oldest = Math.min(...ids.map((id) => this.#turns.lastIndexOf(id)));
    const next = String(ids.find((id) => this.#turns.lastIndexOf(id) === oldest));
    this.#turns.push(next);
    return next;
  }

  #seatOf(id: string): Seat {
    const seat = this.seats.find((one) => one.state === 'open' && holderOf(one) === id);
    if (seat === undefined) throw new RangeError(`${id} has no open seat.`);
    return seat;
  }
}

function holderOf({ holders }: Pick<Seat, 'holders'>): string {
  return String(holders.at(-1));
}
