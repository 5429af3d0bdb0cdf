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
  addOutcome({ command, refusal, changes, before }: Outcome): void {
    const result = refusal?.code ?? (changes.length === 0 ? 'nothing' : 'done');
    this.count('commands');
    this.count(`${command.action}: ${result}`);
    this.count(`by status: ${before.attachment.status}`);
    for (const change of changes) {
      if (change.kind === 'history') this.count(`event: ${change.event}`);
      if (change.kind === 'history' && change.event === 'reassigned')
        this.count(`cause: ${String(change.data.cause)}`);
      if (change.kind === 'step_opened') this.count('steps opened');
    }
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

  #addAttachment({ row, steps, plan }: StoredAttachment): void {
    this.count(`ended: ${row.status}`);
    if (row.status === 'completed') this.count(`completed with ${plan.positions.length} positions`);
    if (row.status === 'completed' && row.round > 1) this.count('completed after being sent back');
    if (row.round > 3) this.count('sent back three times and more');
    for (const { strategy, status, assignments } of steps) {
      this.count(`step: ${strategy} ${status}`);
      const turns = Math.max(0, ...assignments.map(({ turn }) => turn));
      if (turns > 3) this.count('a seat with four holders and more');
    }
  }
}
