import fc from 'fast-check';
import { inheritActions } from '../../../lib/definition/inherit-actions.js';
import type { ActionConfig, ActionEvent } from '../../../lib/definition/types.js';
import { ACTION_EVENTS, ACTION_EXECUTIONS } from '../../../lib/definition/types.js';
import type { PlanOptions } from '../../flow/support/plans.js';
import type { Dressing } from '../../flow/support/scenarios.js';

/** What is bound where, each level in its order. */
export interface Placement {
  /** By position, for plans with stages. */
  readonly stages: readonly (readonly ActionConfig[])[];
  /** By pipeline, for plans with pipelines. */
  readonly pipelines: readonly (readonly ActionConfig[])[];
  readonly workflow: readonly ActionConfig[];
  readonly defaults: readonly ActionConfig[];
  /** What comes with the engine. */
  readonly builtIn: readonly ActionConfig[];
  /** Whether somebody listens, also where nothing is bound. */
  readonly isObserved: boolean;
}

const action = fc.record({
  id: fc.nat(),
  event: fc.constantFrom(...ACTION_EVENTS),
  execution: fc.constantFrom(...ACTION_EXECUTIONS),
});

function level(maxLength: number): fc.Arbitrary<readonly ActionConfig[]> {
  return fc.array(action, { maxLength, size: 'max' }).map((bound) => bound.map(complete));
}

function complete(bound: {
  id: number;
  event: ActionEvent;
  execution: ActionConfig['execution'];
}): ActionConfig {
  const failurePolicy = bound.execution === 'inline' ? 'continue' : null;
  return { ...bound, handler: 'tell', parameters: {}, failurePolicy, condition: null };
}

/** Anything bound anywhere: the higher the level, the more, so that each has its say. */
export const placement: fc.Arbitrary<Placement> = fc.record({
  stages: fc.array(level(3), { minLength: 6, maxLength: 6 }),
  pipelines: fc.array(level(6), { minLength: 6, maxLength: 6 }),
  workflow: level(10),
  defaults: level(14),
  builtIn: level(26),
  isObserved: fc.boolean(),
});

/** Puts the actions into the plan and the settings of a scenario. */
export function dressWith({
  stages,
  pipelines,
  workflow,
  defaults,
  builtIn,
  isObserved,
}: Placement): Dressing {
  return {
    plan: (options: PlanOptions): PlanOptions => ({
      ...options,
      stages: stages.map((actions, index) => ({ ...options.stages?.[index], actions })),
      pipelines: pipelines.map((actions, index) => ({ ...options.pipelines?.[index], actions })),
      actions: workflow,
      defaultActions: defaults,
    }),
    settings: { builtInActions: inheritActions([builtIn]), isObserved },
  };
}
