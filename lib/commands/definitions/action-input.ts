import type { ActionHandlers } from '../../actions/handler.js';
import type { ActionPlace } from '../../definition/action-schema.js';
import type { ActionEvent, ActionExecution, FailurePolicy } from '../../definition/types.js';

/** The name of a handler: one whose parameters {@link ActionHandlers} knows, or any other. */
export type HandlerName = keyof ActionHandlers | (string & {});

/** Stands for a text that is kept outside of the database, by the name that `EngineOptions.secrets` is asked for. */
export interface NamedSecret {
  readonly secret: string;
}

/** Parameters as an action says them: a secret may stand for any text, at any depth. */
export type WithSecrets<Value> = unknown extends Value
  ? Value
  : Value extends string
    ? Value | NamedSecret
    : Value extends object
      ? { readonly [Key in keyof Value]: WithSecrets<Value[Key]> }
      : Value;

/** What an action may say to a handler: its own parameters, where {@link ActionHandlers} knows them. */
export type ParametersOf<Name extends HandlerName> = Name extends keyof ActionHandlers
  ? WithSecrets<ActionHandlers[Name]>
  : Readonly<Record<string, unknown>>;

/** The parameters of an action: they may be left out where each of them may. */
export type Parameterized<Parameters> =
  Partial<Parameters> extends Parameters
    ? { readonly parameters?: Parameters | undefined }
    : { readonly parameters: Parameters };

/** Which handler an action calls, and with what. */
export type Calling<Name extends HandlerName> = { readonly handler: Name } & Parameterized<
  ParametersOf<Name>
>;

/** When an action runs, and how. */
export interface ActionOptions {
  readonly event: ActionEvent;
  /** @defaultValue after the last one of its place */
  readonly order?: number | undefined;
  /** Whether it is frozen with the next version. @defaultValue `true` */
  readonly isActive?: boolean | undefined;
  /** @defaultValue `'after_commit'` */
  readonly execution?: ActionExecution | undefined;
  /** For inline ones only. @defaultValue `'continue'` */
  readonly failurePolicy?: FailurePolicy | null | undefined;
  /** A CEL expression; where it is false the action is left out. @defaultValue `null` */
  readonly condition?: string | null | undefined;
}

/**
 * A new action as code writes it, bound to one workflow, pipeline or stage, or to none: a default of the company.
 *
 * @example
 * ```ts
 * await engine.definitions.createAction(
 *   { stageId, event: 'after_approve', handler: 'update_object', parameters: { values: { paid: true } } },
 *   { actor: null },
 * );
 * ```
 */
export type ActionInput<Name extends HandlerName = HandlerName> = ActionPlace & ActionOptions & Calling<Name>;

/** What an edit changes; what it leaves out stays. Where an action is bound does not change. */
export type ActionChange<Name extends HandlerName = HandlerName> = Partial<ActionOptions> & {
  readonly handler?: Name | undefined;
  readonly parameters?: ParametersOf<Name> | undefined;
};
