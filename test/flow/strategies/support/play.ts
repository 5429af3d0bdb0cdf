import assert from 'node:assert/strict';
import type { AttachmentStatus } from '../../../../lib/types.js';
import type { FlowSettings } from '../../../../lib/flow/run.js';
import type { Dice } from '../../support/dice.js';
import type { Tally } from '../../support/tally.js';
import { Ballot, idOf } from './ballot.js';
import type { Case } from './cases.js';
import { OUTSIDERS } from './cases.js';
import type { Standing } from './ledger.js';
import { FALLBACK, Ledger } from './ledger.js';

const MAX_EVENTS = 60;

/** How the attachment stands by its only step. */
const ATTACHMENT_STATUS = {
  open: 'in_progress',
  approved: 'completed',
  skipped: 'completed',
  rejected: 'rejected',
} as const satisfies Record<Standing, AttachmentStatus>;

/** Lets people vote, pass on and leave, one after another, until the step closes: flow and ledger must agree each time. */
export class Play {
  readonly #case: Case;
  readonly #dice: Dice;
  readonly #ballot: Ballot;
  readonly #ledger: Ledger;
  readonly #tally: Tally;
  /** What has happened, for a failure. */
  readonly journal: string[] = [];

  constructor(one: Case, dice: Dice, { settings, tally }: { settings: FlowSettings; tally: Tally }) {
    const { people, rules, approval } = one;
    this.#case = one;
    this.#dice = dice;
    this.#tally = tally;
    this.#ballot = new Ballot(approval, { people, settings, chance: rules.chance });
    this.#ledger = new Ledger(rules);
  }

  run(): void {
    const started = this.#ballot.perform({ kind: 'started', actor: { id: null, name: null } });
    this.#compare('opened', started, this.#ledger.begin());
    if (started !== null) return;
    for (let event = 0; event < MAX_EVENTS && this.#ledger.standing === 'open'; event += 1) {
      this.#raise(this.#dice.pick(this.#ledger.open as [string]));
    }
  }

  /** Something happens to an open seat of this holder. */
  #raise(id: string): void {
    if (!this.#case.people.isActive(id)) {
      this.#visit(id);
      return;
    }
    const roll = this.#dice.below(20);
    if (roll < 9) this.#vote(id, 'approved');
    else if (roll < 12) this.#vote(id, 'rejected');
    else if (roll < 15) this.#delegate(id);
    else if (roll < 16) this.#escalate(id);
    else this.#visit(id);
  }

  #vote(id: string, kind: 'approved' | 'rejected'): void {
    const refusal = this.#ballot.perform({ kind, ...this.#by(id) });
    this.#compare(`${kind} by decision`, refusal, this.#ledger.vote(id, kind), id);
  }

  #delegate(id: string): void {
    const { people, rules } = this.#case;
    const userId = this.#dice.pick([...OUTSIDERS, ...rules.named] as unknown as [string]);
    const refusal = this.#ballot.perform({ kind: 'delegated', userId, ...this.#by(id) });
    const expected = people.isActive(userId) ? this.#ledger.passOn(id, userId) : 'USER_NOT_FOUND';
    this.#compare('delegated', refusal, expected, id, userId);
  }

  #escalate(id: string): void {
    const { people } = this.#case;
    const manager = people.managerOf(id);
    const refusal = this.#ballot.perform({ kind: 'escalated', ...this.#by(id) });
    const isThere = manager !== null && people.isActive(manager);
    this.#compare('escalated', refusal, isThere ? this.#ledger.passOn(id, manager) : 'NO_MANAGER', id);
  }

  /** A holder leaves, and the job comes by; afterwards somebody may be back. */
  #visit(id: string): void {
    const { people, rules } = this.#case;
    people.setActive(id, false);
    const seat = this.#ballot.open.find(({ userId }) => userId === id);
    assert.ok(seat !== undefined);
    const refusal = this.#ballot.perform({ kind: 'reassigned', assignmentId: idOf(seat) });
    this.#compare(`left, ${rules.onInactive}`, refusal, this.#ledger.vanish(id), id);
    if (this.#dice.oneIn(3)) people.setActive(this.#dice.pick(rules.named as unknown as [string]), true);
  }

  #by(actorId: string) {
    return { actorId, seat: {}, reason: 'so', formData: undefined };
  }

  /** Compares how the event was refused, the votes, the holders, the threshold, and whether the step has closed. */
  #compare(event: string, actual: string | null, expected: string | null, ...ids: readonly string[]): void {
    const { strategy } = this.#case.rules;
    this.journal.push(`${event} ${ids.join(' to ')}: ${String(expected)}, then ${this.#ledger.standing}`);
    assert.equal(actual, expected, 'how it is refused');
    this.#tally.count(
      `${strategy}: ${event}${expected === null ? ` → ${this.#ledger.standing}` : `: ${expected}`}`,
    );
    if (event === 'opened' && expected !== null) return;
    if (event !== 'delegated' && ids[0] !== FALLBACK && this.#ledger.open.includes(FALLBACK)) {
      this.#tally.count(`${strategy}: the fallback sits`);
    }
    const { standing, votes, open, demand } = this.#ledger;
    const { step, status } = this.#ballot;
    assert.equal(step.status, standing === 'open' ? 'current' : standing, 'how the step stands');
    assert.equal(status, ATTACHMENT_STATUS[standing]);
    assert.deepEqual([step.approvedCount, step.rejectedCount], [votes.approvals, votes.rejections]);
    if (standing !== 'open') return;
    assert.deepEqual(
      this.#ballot.open.map(({ userId }) => userId),
      open,
      'who may still decide',
    );
    assert.equal(step.approveAt, demand, 'how many must approve');
  }
}
