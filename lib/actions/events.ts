import { EventEmitter } from 'node:events';
import { ACTION_EVENTS } from '../definition/types.js';
import type { ActionEvent } from '../definition/types.js';
import type { Logger, ObjectReference } from '../types.js';
import type { ActionFacts } from './facts.js';

/** An object that is saved while its workflow is not what it should be. */
export interface ObjectFailure {
  readonly object: ObjectReference;
  readonly error: unknown;
}

/** What the engine tells after the fact: what has committed, by the event, and what failed outside a transaction. */
export interface EngineEventMap extends Record<ActionEvent, [ActionFacts]> {
  /** An object was saved without a transaction, and its workflow then failed. */
  object_failed: [ObjectFailure];
}

/**
 * Tells listeners of this process what has happened, once it has committed. Nothing is kept for who does not listen,
 * and a process that dies tells nobody: what must not be lost is an action.
 */
export class EngineEvents extends EventEmitter<EngineEventMap> {
  /** Whether anybody wants to know what happens to attachments. */
  get isObserved(): boolean {
    return ACTION_EVENTS.some((event) => this.listenerCount(event) > 0);
  }

  /** Tells each listener; one that fails is logged, and holds back no other. */
  tell<Name extends keyof EngineEventMap>(
    name: Name,
    payload: EngineEventMap[Name][0],
    logger: Logger,
  ): void {
    for (const listener of this.rawListeners(name)) {
      const call = listener as (payload: unknown) => unknown;
      new Promise((resolve) => {
        resolve(call.call(this, payload));
      }).catch((error: unknown) => {
        logger.error(`A listener of ${name} failed.`, { event: name, error });
      });
    }
  }
}
