import type { Model, Transaction } from 'sequelize';
import type { ObjectFailure } from '../actions/events.js';
import type { CommandContext } from '../commands/context.js';
import { WorkflowError } from '../errors.js';
import type { ObjectReference } from '../types.js';
import { referenceOf } from './object-input.js';
import type { RegisteredModel } from './register-options.js';

/** Told when an object was saved without a transaction and its workflow then failed. */
export type FailureListener = (failure: ObjectFailure) => void;

/** An object, by its name or by what it holds. */
export type Subject = Model | string;

/** The name of an object. @throws WorkflowError `INVALID_CONFIGURATION` where what it holds can be none */
export function nameOf(registered: RegisteredModel, subject: Subject): string {
  return typeof subject === 'string' ? subject : referenceOf(registered, subject).objectId;
}

/** What is done for objects. */
export interface SharedWork<Some extends Subject> {
  /** For all of them. @returns whether it was done; `false` where each must be taken on its own */
  readonly together: () => Promise<boolean>;
  readonly each: (subject: Some) => Promise<void>;
}

/** Whose failure it is where a workflow does not follow its object. */
export class LifecycleFailures {
  readonly #context: CommandContext;
  readonly #registered: RegisteredModel;
  readonly #onFailure: FailureListener;

  constructor(context: CommandContext, registered: RegisteredModel, onFailure: FailureListener) {
    this.#context = context;
    this.#registered = registered;
    this.#onFailure = onFailure;
  }

  /**
   * Does something for an object. In a transaction, a failure is the host's: it rolls back object and workflow together.
   * Without one the object is already saved, so that the failure is reported and the host's call goes on.
   */
  async guard(
    subject: Subject,
    transaction: Transaction | null | undefined,
    work: (object: ObjectReference) => Promise<void>,
  ): Promise<void> {
    const isJoined = this.#isJoined(transaction);
    try {
      await work({ model: this.#registered.key, objectId: nameOf(this.#registered, subject) });
    } catch (error) {
      if (isJoined) throw error;
      this.#report(subject, error);
    }
  }

  /**
   * Does something for several objects together; for each on its own where they may not be taken together, or where that
   * has failed and nothing is stored, so that only those fail that must.
   */
  async guardAll<Some extends Subject>(
    subjects: readonly Some[],
    transaction: Transaction | null | undefined,
    { together, each }: SharedWork<Some>,
  ): Promise<void> {
    try {
      if (subjects.length > 1 && (await together())) return;
    } catch (error) {
      if (this.#isJoined(transaction)) throw error;
      if (error instanceof WorkflowError && error.code === 'OUTCOME_UNKNOWN') {
        for (const subject of subjects) this.#report(subject, error);
        return;
      }
    }
    for (const subject of subjects) await this.guard(subject, transaction, () => each(subject));
  }

  #isJoined(transaction: Transaction | null | undefined): boolean {
    return this.#context.transactions.joined(transaction ?? undefined) !== null;
  }

  #report(subject: Subject, error: unknown): void {
    const { key: model, primaryKey } = this.#registered;
    // For whoever reads of it, also where what it holds can be no name.
    const held: unknown = typeof subject === 'string' ? subject : subject.getDataValue(primaryKey as never);
    const object = { model, objectId: String(held) };
    const code = error instanceof WorkflowError ? error.code : undefined;
    this.#context.logger.error(
      `The workflow of ${object.model} ${object.objectId} failed; the object itself is saved. ` +
        'Pass a transaction to keep the two together.',
      { ...object, code, error },
    );
    this.#onFailure({ object, error });
  }
}
