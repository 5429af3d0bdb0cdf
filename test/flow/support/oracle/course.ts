import type { ApprovalConfig, Position } from '../../../../lib/definition/types.js';
import type { ErrorCode } from '../../../../lib/errors.js';
import { countedBy, demandOf } from './counting.js';
import { eligibleFor, mayBeSeated } from './eligible.js';
import type { Scene } from './scene.js';
import { approversOf, isApprovedSomewhere, placeOf } from './scene.js';

/** How seats are filled: by everyone, the first, the first who is there, by turn, or by chance. */
export type Filling = 'all' | 'first' | 'first_present' | 'turn' | 'chance';

/** Who comes to sit. */
export interface Seats {
  readonly candidates: readonly string[];
  readonly filling: Filling;
}

/** A step that opens. */
export interface Opened extends Seats {
  readonly approval: ApprovalConfig;
  readonly strategy: string;
}

/** What follows when a place is entered or goes on. */
export interface Course {
  readonly refusal: ErrorCode | null;
  readonly opened: readonly Opened[];
  /** Ids of approvals. */
  readonly skipped: readonly number[];
  /** `null` where it completes. */
  readonly position: number | null;
}

type Fate = Opened | 'skipped' | { readonly refusal: ErrorCode };

/** How a strategy fills its seats. */
export function fillingOf(strategy: string): Filling {
  switch (strategy) {
    case 'round_robin':
      return 'turn';
    case 'random':
      return 'chance';
    case 'hierarchy_chain':
      return 'first';
    default:
      return 'all';
  }
}

/**
 * What follows: the approvals that wait here, then place after place.
 *
 * @param waiting - `null` where the place is entered
 * @param inside - the pipeline that is not left
 */
export function courseOf(
  scene: Scene,
  waiting: readonly ApprovalConfig[] | null,
  inside: number | null,
): Course {
  const { world, at } = scene;
  const skipped: number[] = [];
  for (const place of world.plan.positions.slice(at)) {
    const isHere = waiting !== null && place.index === at;
    const approvals = isHere ? waiting : place.approvals;
    const isWanted = isHere || isWantedAt(scene, place, inside);
    for (const block of isWanted ? blocksOf(approvals) : []) {
      const fates = block.map((approval) => fateOf(scene, place, approval));
      const refused = fates.find((fate) => typeof fate === 'object' && 'refusal' in fate);
      if (refused !== undefined) return { ...NOTHING, ...(refused as { refusal: ErrorCode }) };
      skipped.push(...block.filter((_, index) => fates[index] === 'skipped').map(({ id }) => id));
      const opened = fates.filter((fate) => typeof fate === 'object' && 'candidates' in fate);
      if (opened.length > 0) return { refusal: null, opened, skipped, position: place.index };
    }
    if (!isWanted) skipped.push(...approvals.map(({ id }) => id));
  }
  const isEmpty = !world.plan.settings.allowEmptyCompletion && !isApprovedSomewhere(scene);
  return { ...NOTHING, skipped, refusal: isEmpty ? 'NO_APPROVAL_LEFT' : null };
}

const NOTHING: Course = { refusal: null, opened: [], skipped: [], position: null };

function isWantedAt({ world: { object } }: Scene, place: Position, inside: number | null): boolean {
  const { pipeline, condition } = place;
  if (pipeline !== null && pipeline.id !== inside && !object.holds(pipeline.condition)) return false;
  return object.holds(condition);
}

/** Neighbours of one group, and everyone else alone. */
function blocksOf(approvals: readonly ApprovalConfig[]): readonly (readonly ApprovalConfig[])[] {
  const blocks: ApprovalConfig[][] = [];
  for (const approval of approvals) {
    const last = blocks.at(-1);
    const group = approval.parallelGroup;
    if (last !== undefined && group !== undefined && last[0]?.parallelGroup === group) last.push(approval);
    else blocks.push([approval]);
  }
  return blocks;
}

function fateOf(scene: Scene, place: Position, approval: ApprovalConfig): Fate {
  const { world, owners } = scene;
  if (!world.object.holds(approval.condition)) return 'skipped';
  const strategy = approval.approvalType === 'role' ? approval.roleSelectionStrategy : 'single';
  const filling = fillingOf(strategy);
  const seatsFor = (count: number): number =>
    filling === 'turn' || filling === 'chance' ? Math.min(count, 1) : count;
  const isEnough = (count: number): boolean =>
    count > 0 && demandOf(strategy, countedBy(approval, strategy), seatsFor(count)) <= seatsFor(count);
  const found = eligibleFor(world, owners, place, approval);
  const asked = askedOf(scene, found, isEnough, (repeated) => {
    return filling === 'all' && repeated >= demandOf(strategy, countedBy(approval, strategy), found.length);
  });
  if (asked === null) return 'skipped';
  if (!isEnough(asked.length)) return withoutApprover(scene, approval);
  if (filling === 'all' && asked.length > world.settings.maxSeats) return { refusal: 'TOO_MANY_SEATS' };
  return { approval, strategy, candidates: asked, filling };
}

/** Who is asked of those who were found; `null` where whoever approved before is enough. */
function askedOf(
  scene: Scene,
  found: readonly string[],
  isEnough: (count: number) => boolean,
  isPassed: (repeated: number) => boolean,
): readonly string[] | null {
  const { repeatedApprover } = scene.world.plan.settings;
  if (repeatedApprover === 'allow') return found;
  const approvers = approversOf(scene);
  const others = found.filter((id) => !approvers.has(id));
  if (repeatedApprover === 'exclude' || others.length === found.length) return others;
  if (others.length === 0 || isPassed(found.length - others.length)) return null;
  return isEnough(others.length) ? others : found;
}

function withoutApprover(scene: Scene, approval: ApprovalConfig): Fate {
  const policy = approval.onNoApprover;
  if (policy === 'skip') return 'skipped';
  const candidates = fallbackOf(scene, approval);
  if (candidates.length > scene.world.settings.maxSeats) return { refusal: 'TOO_MANY_SEATS' };
  if (candidates.length === 0) return { refusal: 'NO_APPROVER' };
  const strategy = typeof policy === 'object' && 'role' in policy ? 'anyone' : 'single';
  return { approval, strategy, candidates, filling: 'all' };
}

/** Who is seated instead. */
export function fallbackOf(scene: Scene, approval: ApprovalConfig): readonly string[] {
  const { world, owners } = scene;
  const policy = approval.onNoApprover;
  if (typeof policy === 'string') return [];
  const named = 'user' in policy ? [String(policy.user)] : world.people.membersOf(String(policy.role));
  const approvers =
    world.plan.settings.repeatedApprover === 'exclude' ? approversOf(scene) : new Set<string>();
  return mayBeSeated(world, owners, approval, named).filter((id) => !approvers.has(id));
}

/** The approvals that wait at a place. */
export function waitingAt(scene: Scene): readonly ApprovalConfig[] {
  const { world, steps, round, at } = scene;
  const waiting = steps.filter(
    (step) => step.round === round && step.position === at && step.status === 'pending',
  );
  return waiting.map(({ approvalId }) => {
    const approval = placeOf(world, at).approvals.find(({ id }) => id === approvalId);
    if (approval === undefined) throw new RangeError(`There is no approval ${approvalId}.`);
    return approval;
  });
}
