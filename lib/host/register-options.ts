import type { Attributes, Model, ModelStatic } from 'sequelize';
import type { HostModels, ModelKey, WorkflowKey } from '../register.js';
import type { Actor } from '../types.js';
import { findConditionProblem } from '../definition/condition.js';
import type { KnownKeys } from '../known-options.js';
import { invalid, requireKnown } from '../known-options.js';
import { KeyColumn } from './key-column.js';
import { findStatusProblem } from './object-columns.js';

/** The name of an attribute of a model; any text where the model does not say what it has. */
export type AttributeName<Instance extends Model> = Extract<keyof Attributes<Instance>, string>;

/** How a model of the host takes part. Fields are named as attributes of the model. */
export interface RegisterModelOptions<Instance extends Model = Model, User extends Actor = Actor> {
  /**
   * The name that stands for the model in URLs and in the database. Do not change it once there are attachments.
   *
   * @defaultValue the model's name
   */
  readonly key?: ModelKey;
  /** Key of the workflow that objects of this model run through. Needed for `autoStart`. */
  readonly workflow?: WorkflowKey;
  /**
   * Attaches and starts the workflow whenever an object is created: always, or where a condition holds. That is a
   * CEL expression over `object` and `requester` (`'object.amount >= 1000'`; one that cannot be evaluated counts as
   * "approval needed"), or a function, whose error is the host's own.
   *
   * @defaultValue `false`
   */
  readonly autoStart?: boolean | string | ((object: Instance) => boolean | Promise<boolean>);
  /**
   * For how many hours after its creation the job `reconcile` attaches the workflow to an object that missed it; `false`
   * for never. Objects that were there before the job first saw the model, or before the workflow was first published,
   * have missed nothing. Where attachments that are over are deleted (`retention`), it is at most half of the time for
   * which they are kept: what has had one must not get another.
   *
   * The job looks for them by the model's own timestamp, `createdAt`, every few minutes: have an index on it. A model
   * without one is left out.
   *
   * @defaultValue `24`
   */
  readonly reconcileWithinHours?: number | false;
  /** Where the attachment's status is written, in the same transaction: 21 characters or more. */
  readonly statusField?: AttributeName<Instance>;
  /**
   * Where the current stage's name is written, in the same transaction, as far as the column holds it; `null` once
   * completed.
   */
  readonly stageField?: AttributeName<Instance>;
  /** Whose request an object is: holds a user's id. */
  readonly requesterField?: AttributeName<Instance>;
  /** Which company an object belongs to. @defaultValue `''`, the one company of a host that has none */
  readonly companyField?: AttributeName<Instance>;
  /**
   * The keys of an attachment's metadata on which conditions may rely: `metadata.priority`. Name only what your own
   * code sets: whoever may attach over HTTP writes the metadata, and could write their way around an approval.
   *
   * @defaultValue none
   */
  readonly trustedMetadata?: readonly string[];
  /**
   * The attributes that actions may set, by `update_object` or by handlers of your own: `context.updateObject(…)`.
   *
   * @defaultValue none
   */
  readonly actionFields?: readonly AttributeName<Instance>[];
  /**
   * Whether someone who may not `manage` may attach a workflow over HTTP. The user is the one that `getUser` of the
   * router gave: name their type, where it says more than an `Actor`.
   *
   * @defaultValue nobody may
   */
  readonly canAttach?: (
    user: User,
    object: Instance,
    workflow: { id: number; key: string },
  ) => boolean | Promise<boolean>;
}

/** A model that takes part. */
export interface ModelRegistration<Key extends ModelKey = ModelKey> {
  /** The name that stands for it in URLs and in the database. */
  readonly key: Key;
  readonly model: ModelStatic<HostModels[Key]>;
  readonly primaryKey: string;
  readonly options: RegisterModelOptions;
}

/** A model that takes part, as the engine works with it. */
export interface RegisteredModel extends ModelRegistration {
  readonly keyColumn: KeyColumn;
}

const OPTIONS: KnownKeys<RegisterModelOptions> = {
  key: true,
  workflow: true,
  autoStart: true,
  reconcileWithinHours: true,
  statusField: true,
  stageField: true,
  requesterField: true,
  companyField: true,
  trustedMetadata: true,
  actionFields: true,
  canAttach: true,
};

const FIELDS = ['statusField', 'stageField', 'requesterField', 'companyField'] as const;

/**
 * Checks how a model is registered.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function resolveModel(model: ModelStatic<Model>, options: RegisterModelOptions): RegisteredModel {
  const caller = callerOf(model);
  requireKnown(options, OPTIONS, { caller, code: 'INVALID_CONFIGURATION' });
  checkValues(model, { ...options });
  const [primaryKey, ...others] = model.primaryKeyAttributes;
  if (primaryKey === undefined || others.length > 0) {
    throw invalid(caller, 'its primary key', 'must be one column');
  }
  const attributes = model.getAttributes();
  for (const name of FIELDS) {
    const field = options[name];
    if (field !== undefined && !(field in attributes)) {
      throw invalid(callerOf(model), name, `must be an attribute of the model; "${field}" is none`);
    }
  }
  for (const field of options.actionFields ?? []) {
    if (!(field in attributes))
      throw invalid(callerOf(model), 'actionFields', `must be attributes; "${field}" is none`);
  }
  const { statusField } = options;
  const problem = statusField === undefined ? null : findStatusProblem(model, statusField);
  if (problem !== null) throw invalid(callerOf(model), 'statusField', problem);
  checkAutoStart(model, options);
  const { reconcileWithinHours: hours = false } = options;
  if (hours !== false && !(Number.isFinite(hours) && hours > 0)) {
    throw invalid(callerOf(model), 'reconcileWithinHours', 'must be a positive number of hours, or false');
  }
  const keyColumn = new KeyColumn(model, primaryKey);
  return { key: options.key ?? model.name, model, primaryKey, keyColumn, options };
}

/** JavaScript hosts have no compiler to tell them. */
function checkValues(model: ModelStatic<Model>, options: Readonly<Record<string, unknown>>): void {
  for (const name of ['key', 'workflow', ...FIELDS]) {
    const value = options[name];
    const isText = typeof value === 'string' && value !== '';
    if (value !== undefined && !isText)
      throw invalid(callerOf(model), name, 'must be text that is not empty');
  }
  for (const name of ['trustedMetadata', 'actionFields']) {
    const value = options[name];
    const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
    if (value !== undefined && !isList) throw invalid(callerOf(model), name, 'must be a list of names');
  }
  const { autoStart, canAttach } = options;
  if (autoStart !== undefined && !['boolean', 'string', 'function'].includes(typeof autoStart)) {
    throw invalid(callerOf(model), 'autoStart', 'must be true or false, a condition, or a function');
  }
  if (canAttach !== undefined && typeof canAttach !== 'function') {
    throw invalid(callerOf(model), 'canAttach', 'must be a function');
  }
}

function checkAutoStart(
  model: ModelStatic<Model>,
  { autoStart = false, workflow }: RegisterModelOptions,
): void {
  if (autoStart === false) return;
  if (workflow === undefined) throw invalid(callerOf(model), 'workflow', 'must name the workflow to start');
  const problem = typeof autoStart === 'string' ? findConditionProblem(autoStart) : null;
  if (problem !== null) throw invalid(callerOf(model), 'autoStart', problem);
}

function callerOf({ name }: ModelStatic<Model>): string {
  return `registerModel(${name})`;
}
