import type { Model } from 'sequelize';

/**
 * Says which models a host has, by the keys under which they are registered, and which workflows its code names, so that
 * TypeScript knows them wherever a call, a filter, a hook or an event does. Extend it by declaration merging, by `models`,
 * `workflowKeys` or both; without them it is any model, and any text. Nothing of it is there at run time.
 *
 * Name every model that has attachments, also one that is no longer registered. Of workflows, only those that code names:
 * people make others, which code knows by their ids.
 *
 * @example
 * ```ts
 * declare module 'express-dynamic-workflows' {
 *   interface Register {
 *     models: { PurchaseRequest: PurchaseRequest; Leave: Leave };
 *     workflowKeys: 'purchase' | 'leave';
 *   }
 * }
 *
 * await engine.attach({ object: { model: 'Leave', id: 7 }, workflow: 'leave' }, { actor });
 * const leave = await engine.models.find({ model: 'Leave', objectId: '7' }, { actor }); // Leave | null
 * ```
 */
export interface Register {}

/** The models of the host, by their keys: an instance of each, as {@link Register} says; else any. */
export type HostModels = Register extends { readonly models: infer Models } ? Models : Record<string, Model>;

/** The key of a model of the host: one that {@link Register} names; any text where it names none. */
export type ModelKey = Extract<keyof HostModels, string>;

/** The key of a workflow that code names: one that {@link Register} names; any text where it names none. */
export type WorkflowKey = Register extends { readonly workflowKeys: infer Key extends string } ? Key : string;
