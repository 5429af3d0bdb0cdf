import assert from 'node:assert/strict';
import type { Turn } from './intents.js';
import { expectedRefusal } from './oracle.js';
import { checkOutcome } from './outcome-rules.js';
import { checkRows } from './row-rules.js';
import { expectedReassignment, Seating } from './seating-rules.js';
import type { Outcome, World } from './world.js';

/** Judges every command by rules that share no code with the flow. */
export class Referee {
  readonly #world: World;
  readonly #seating: Seating;

  constructor(world: World) {
    this.#world = world;
    this.#seating = new Seating(world);
  }

  /**
   * Lets a command be carried out.
   *
   * @throws AssertionError where a rule is broken
   */
  perform({ attachment, command }: Turn): Outcome {
    const world = this.#world;
    const refusal = expectedRefusal(world, attachment, command);
    const reassignment = expectedReassignment(world, attachment, command);
    const outcome = world.perform(attachment, command);
    assert.equal(outcome.refusal?.code ?? null, refusal, 'how the command should be refused');
    checkRows(attachment);
    checkOutcome(world, attachment, outcome);
    this.#seating.check(attachment, outcome, reassignment);
    return outcome;
  }
}
