import type { ApprovalConfig, Position } from '../../../../lib/definition/types.js';
import type { StepState } from '../../../../lib/flow/types.js';
import type { StoredAttachment } from '../stored-attachment.js';
import type { World } from '../world.js';
import type { Owners } from './eligible.js';

/** An attachment as a command will have made it, before anything opens. */
export interface Scene {
  readonly world: World;
  readonly owners: Owners;
  readonly round: number;
  /** Every step of every round. */
  readonly steps: readonly StepState[];
  /** Where the attachment is, or will enter next. */
  readonly at: number;
}

/** An attachment as it is. */
export function sceneOf(world: World, { row, steps }: StoredAttachment): Scene {
  return { world, owners: row, round: row.round, steps, at: row.position ?? 0 };
}

/** The same with one step changed. */
export function withStep(scene: Scene, changed: StepState): Scene {
  const steps = scene.steps.map((step) => (step.stepNumber === changed.stepNumber ? changed : step));
  return { ...scene, steps };
}

/** The steps of which no later round has begun anew at their position or before it. */
function standingSteps({ steps, round, at }: Scene): readonly StepState[] {
  const begun = [...steps, { round, position: at }];
  return steps.filter((step) =>
    begun.every((other) => other.round <= step.round || other.position > step.position),
  );
}

/** Everyone whose approval stands, but for those of one step. */
export function approversOf(scene: Scene, except: number | null = null): ReadonlySet<string> {
  const approvals = standingSteps(scene)
    .filter(({ stepNumber }) => stepNumber !== except)
    .flatMap(({ assignments }) => assignments.filter(({ status }) => status === 'approved'));
  return new Set(approvals.map(({ actorId, userId }) => actorId ?? userId));
}

/** Whether one approved step stands. */
export function isApprovedSomewhere(scene: Scene): boolean {
  return standingSteps(scene).some(({ status }) => status === 'approved');
}

/** A place of the plan. */
export function placeOf({ plan }: World, index: number): Position {
  const place = plan.positions[index];
  if (place === undefined) throw new RangeError(`There is no position ${index}.`);
  return place;
}

/** The approval of a step. */
export function approvalOf(
  { positions }: World['plan'],
  step: Pick<StepState, 'position' | 'approvalId'>,
): ApprovalConfig {
  const approval = positions[step.position]?.approvals.find(({ id }) => id === step.approvalId);
  if (approval === undefined) throw new RangeError(`There is no approval ${step.approvalId}.`);
  return approval;
}
