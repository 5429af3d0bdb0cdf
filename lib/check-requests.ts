import { readAction } from './commands/decision-actions.js';
import type { DecisionAction } from './commands/decision-actions.js';
import type { ForceRequest } from './commands/force.js';
import type { ReplaceRequest } from './commands/replace.js';
import type {
  AttachRequest,
  CancelRequest,
  DecideRequest,
  RequesterRequest,
  SeatRequest,
  StartRequest,
} from './host/requests.js';
import type { KnownKeys } from './known-options.js';
import { refused, requireKnown } from './known-options.js';

type SeatKeys = KnownKeys<SeatRequest & { action: unknown }>;
type OwnKeys = KnownKeys<RequesterRequest>;

const COMMON = { actor: true, transaction: true } as const;
const TARGETED = { ...COMMON, attachmentId: true, object: true } as const;
const OWN: OwnKeys = { ...TARGETED, action: true, reason: true };
const SEAT: SeatKeys = { ...OWN, stepId: true, assignmentId: true, formData: true };

/** What a decision may say, by its action. */
const DECISIONS: Readonly<Record<DecisionAction, Readonly<Record<string, true>>>> = {
  approved: SEAT,
  rejected: SEAT,
  escalated: SEAT,
  needs_resubmission: { ...SEAT, stageId: true },
  delegated: { ...SEAT, userId: true },
  resubmitted: OWN,
  recalled: OWN,
};

const ATTACH: KnownKeys<AttachRequest> = {
  ...COMMON,
  object: true,
  workflow: true,
  company: true,
  requesterId: true,
  metadata: true,
  autoStart: true,
};
const START: KnownKeys<StartRequest> = TARGETED;
const CANCEL: KnownKeys<CancelRequest> = { ...TARGETED, company: true, reason: true };
const REPLACE: KnownKeys<ReplaceRequest> = {
  ...COMMON,
  assignmentId: true,
  userId: true,
  company: true,
  reason: true,
};
const FORCE: KnownKeys<ForceRequest> = {
  ...COMMON,
  stepId: true,
  outcome: true,
  company: true,
  reason: true,
};

/** What a method of the engine may be asked, and by whom. */
interface Method {
  readonly keys: Readonly<Record<string, true>>;
  /** Whether `actor: null` stands for the system. */
  readonly isForSystem: boolean;
}

const METHODS = {
  attach: { keys: ATTACH, isForSystem: true },
  start: { keys: START, isForSystem: false },
  cancel: { keys: CANCEL, isForSystem: true },
  replace: { keys: REPLACE, isForSystem: true },
  force: { keys: FORCE, isForSystem: true },
} as const satisfies Readonly<Record<string, Method>>;

/**
 * Checks what JavaScript hosts have no compiler to tell them.
 *
 * @throws WorkflowError `INVALID_REQUEST`, naming what is not known, and `actor` where nobody is named
 */
export function checkRequest(caller: keyof typeof METHODS, request: object): void {
  checkMethod(caller, METHODS[caller], request);
}

/**
 * The same for a decision, with its action in the spelling that the engine knows.
 *
 * @throws WorkflowError `UNKNOWN_ACTION`, `INVALID_REQUEST`
 */
export function checkDecision(request: DecideRequest): DecideRequest {
  requireObject(request, 'decide');
  const action = readAction(request.action);
  checkMethod('decide', { keys: DECISIONS[action], isForSystem: false }, request);
  return { ...request, action } as DecideRequest;
}

function checkMethod(caller: string, { keys, isForSystem }: Method, request: object): void {
  requireKnown(request, keys, { caller });
  const { actor } = request as { readonly actor?: unknown };
  if (actor === null && isForSystem) return;
  if (isActor(actor)) return;
  const system = isForSystem ? ', or null for the system' : '';
  throw refused({ caller }, 'actor', `must be who acts, such as { id: 1 }${system}`);
}

function requireObject(request: unknown, caller: string): void {
  if (typeof request !== 'object' || request === null) throw refused({ caller }, '', 'must be an object');
}

/** Whether somebody is named; what an id may be is judged where it is used. */
function isActor(actor: unknown): boolean {
  if (typeof actor !== 'object' || actor === null) return false;
  const { id } = actor as { readonly id?: unknown };
  return id !== undefined && id !== null && id !== '';
}
