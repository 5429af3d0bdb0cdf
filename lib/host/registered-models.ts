import type { Model, ModelStatic, Transaction } from 'sequelize';
import type { HostModels, ModelKey } from '../register.js';
import type { Actor, ObjectReference } from '../types.js';
import type { ModelRegistration } from './register-options.js';

/** Who looks for an object, and in which transaction. */
export interface ObjectSearch {
  readonly actor: Actor;
  readonly transaction?: Transaction | null;
}

/** The models that take part, as a host may ask for them. */
export interface RegisteredModels {
  /** Every model that takes part, in the order in which they were registered. */
  all(): readonly ModelRegistration[];
  /** The model with this key. @throws WorkflowError `MODEL_NOT_FOUND` */
  get<Key extends ModelKey>(key: Key): ModelRegistration<Key>;
  /** The model with a key that comes from elsewhere, a URL say. @throws WorkflowError `MODEL_NOT_FOUND` */
  get(key: string): ModelRegistration;
  /** The key under which a model was registered. @throws WorkflowError `INVALID_CONFIGURATION` */
  keyOf(model: ModelStatic<Model>): ModelKey;
  /** An object itself; `null` where there is none, or it belongs to a company that is not the actor's. */
  find<Key extends ModelKey>(
    reference: ObjectReference<Key>,
    search: ObjectSearch,
  ): Promise<HostModels[Key] | null>;
}
