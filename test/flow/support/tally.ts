import type { FlowEvent, RecordedEvent } from '../../../lib/flow/events.js';
import type { FlowState } from '../../../lib/flow/types.js';
import { approvalOf } from './oracle/scene.js';
import type { StoredAttachment } from './stored-attachment.js';
import type { Outcome, World } from './world.js';

/** Counts what a run has reached, so that a generator that went weak is noticed. */
export class Tally {
  readonly #counts = new Map<string, number>();

  count(what: string, by = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + by);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /** Counts one command by its action and what became of it. */
  addOutcome({ command, refusal, events, before, after }: Outcome): void {
    const result = refusal?.code ?? (events.length === 0 ? 'nothing' : 'done');
    this.count('commands');
    this.count(`${command.kind}: ${result}`);
    this.count(`by status: ${before.attachment.status}`);
    for (const event of events) {
      if (event.kind === 'history') this.#addEntry(event);
      else this.count(`event: ${event.kind}`);
    }
    if (command.kind === 'timed_out' && events.length > 0) this.#addAlarm(command.stepId, events, before);
    if (command.kind === 'forced' && events.length > 0) this.count(`forced as ${command.outcome}`);
    const open = after.steps.filter(({ status }) => status === 'current');
    if (open.length > 1) this.count('steps open together');
    const isBelow =
      command.kind === 'rejected' && events.length > 0 && after.attachment.status === 'in_progress';
    if (isBelow) this.count('rejected below the threshold');
  }

  /** Counts how every attachment of a run ended. */
  addWorld({ attachments }: World): void {
    this.count('runs');
    this.count('attachments', attachments.length);
    for (const attachment of attachments) this.#addAttachment(attachment);
  }

  /** What was counted less often than `share` of its minimum. */
  below(minimums: Readonly<Record<string, number>>, share: number): readonly string[] {
    return Object.entries(minimums)
      .filter(([what, minimum]) => this.of(what) < Math.floor(minimum * share))
      .map(([what, minimum]) => `${what}: ${this.of(what)} of ${Math.floor(minimum * share)}`);
  }

  toString(): string {
    const lines = [...this.#counts].sort(([one], [other]) => (one < other ? -1 : 1));
    return lines.map(([what, count]) => `${what} = ${count}`).join('\n');
  }

  /** Counts what the clock of a step did. */
  #addAlarm(stepId: number, events: readonly FlowEvent[], { plan, steps }: FlowState): void {
    const step = steps.find(({ id }) => id === stepId);
    if (step === undefined) return;
    const approval = approvalOf(plan, step);
    const recorded = events.flatMap((event) =>
      event.kind === 'history' && event.stepNumber === step.stepNumber ? [event.event] : [],
    );
    const then = [...new Set(recorded.slice(1))];
    const isLast = approval.timeoutAction === 'escalate' || approval.timeoutAction === 'delegate';
    for (const event of then) {
      const isResort = isLast && (event === 'approved' || event === 'rejected');
      this.count(`deadline: ${event}${isResort ? ' at last' : ''}`);
    }
    if (recorded[0] === 'reminded') return this.count('deadline: reminded');
    this.count(`deadline: ${step.strategy}`);
    const isBlocked = events.some(
      (event) => event.kind === 'deadline_changed' && event.blockedReason !== null,
    );
    if (then.length === 0) this.count(isBlocked ? 'deadline: blocked' : 'deadline: told');
    if (recorded.length > 2) this.count('deadline: several seats passed on');
    const isEscalated = then.includes('escalated');
    if (isEscalated && step.timeoutCount > 0) this.count('deadline: escalated again');
    const { timeoutAction, maxEscalationLevel = 0 } = approval;
    if (timeoutAction === 'escalate' && step.timeoutCount >= maxEscalationLevel) {
      this.count('deadline: escalated no further');
    }
    if (!isBlocked && step.alarmAt !== null && step.dueAt !== null && step.alarmAt < step.dueAt) {
      this.count('deadline: passed with no reminder');
    }
  }

  #addEntry({ event, actor, data }: RecordedEvent): void {
    this.count(`event: ${event}`);
    if (event === 'reassigned' || event === 'skipped') this.count(`${event}: ${String(data.cause)}`);
    if (event === 'approved' || event === 'rejected') {
      if (actor.id === null && data.cause !== 'deadline') this.count(`${event} by the system`);
    }
    if ('covering_for' in data) this.count(`substitute: ${event}`);
    if ('fallback' in data) this.count('opened with a fallback');
  }

  #addAttachment({ row, steps, plan }: StoredAttachment): void {
    this.count(`ended: ${row.status}`);
    if (row.status === 'completed') this.count(`completed with ${plan.positions.length} positions`);
    if (row.status === 'completed' && row.round > 1) this.count('completed after being sent back');
    if (row.round > 3) this.count('sent back three times and more');
    for (const { strategy, status, assignments } of steps) {
      if (status !== 'current' && status !== 'pending') this.count(`step: ${strategy} ${status}`);
      const seats = Math.max(0, ...assignments.map(({ seatNo }) => seatNo));
      if (strategy === 'hierarchy_chain' && seats > 2) this.count('a chain that came to its third');
      const turns = Math.max(0, ...assignments.map(({ turn }) => turn));
      if (turns > 3) this.count('a seat with four holders and more');
    }
  }
}
