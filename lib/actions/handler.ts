import type { Transaction } from 'sequelize';
import type { FieldError } from '../errors.js';
import type { DirectoryUser, Logger, UserId } from '../types.js';
import type { ActionFacts } from './facts.js';
import type { EmailParameters } from './handlers/email/email-parameters.js';
import type { WebhookParameters } from './handlers/webhook/parameters.js';

/**
 * Names the handlers of an application with their parameters, so that TypeScript knows them wherever an action is
 * written. Extend it by declaration merging; a name that is not in it is allowed as well.
 *
 * @example
 * ```ts
 * declare module 'express-dynamic-workflows' {
 *   interface ActionHandlers {
 *     'finance/notify.sendApproval': { channel: string };
 *   }
 * }
 * ```
 */
export interface ActionHandlers {
  /** Sets attributes of the object: see `actionFields` of `registerModel`. */
  update_object: { readonly values: Readonly<Record<string, unknown>> };
  /** Writes to whom the event concerns, or whom it names: see `emailHandler`. */
  send_email: EmailParameters;
  /** Posts what happened to a URL: see `webhookHandler`. */
  webhook: WebhookParameters;
}

/** The parameters of an action, as its handler receives them: named secrets are resolved. */
export type ActionParameters = Readonly<Record<string, unknown>>;

/** What a handler is called with: what happened, and what its action says. */
export interface ActionContext<Parameters extends ActionParameters = ActionParameters> extends ActionFacts {
  readonly parameters: Parameters;
  /** The same for every attempt to deliver this action of this event; pass it on to whoever should act once. */
  readonly idempotencyKey: string;
  /** 1 for the first time that it is tried. */
  readonly attempt: number;
  /** Aborted when the time of the attempt is up. */
  readonly signal: AbortSignal;
  /** The transaction of an inline action, which it must take part in; `null` after commit. */
  readonly transaction: Transaction | null;
  /** The users with these ids as the directory knows them now; unknown ones are left out. */
  readonly findUsers: (ids: readonly UserId[]) => Promise<readonly DirectoryUser[]>;
  /** Sets attributes of the object that the model was registered to let actions set, in the same transaction. */
  readonly updateObject: (values: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly logger: Logger;
}

/** What an action does. A throw is a failed attempt: see `RetryLater` for when to try again. */
export type RunAction<Parameters extends ActionParameters = ActionParameters> =
  ActionMethods<Parameters>['run'];

/** Methods, whose parameters TypeScript compares both ways: a handler of certain parameters is a handler. */
export interface ActionMethods<Parameters extends ActionParameters> {
  run(context: ActionContext<Parameters>): Promise<void> | void;
  findProblems(parameters: Parameters): readonly FieldError[];
}

/** A handler with more to say about itself than what it does. */
export interface ActionHandler<Parameters extends ActionParameters = ActionParameters> {
  readonly run: RunAction<Parameters>;
  /** A JSON Schema that the parameters of its actions must satisfy. What a secret holds is not judged. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** What else is wrong with parameters that satisfy the schema, when they are saved. Paths begin inside: `to.0`. */
  readonly findProblems?: ActionMethods<Parameters>['findProblems'];
  /** Whether it does what no rollback undoes, so that no action may call it inline. @defaultValue `false` */
  readonly onlyAfterCommit?: boolean;
  /** What it is for, for those who choose it. */
  readonly description?: string;
  /** How long one attempt may take, in ms. @defaultValue `30000`; at most `50000` */
  readonly timeoutMs?: number;
}
