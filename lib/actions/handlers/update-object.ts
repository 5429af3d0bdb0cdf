import type { ActionHandler } from '../handler.js';

/** Sets attributes of the object: those that `registerModel({ actionFields })` names, and no other. */
export const updateObject: ActionHandler<{ readonly values: Readonly<Record<string, unknown>> }> = {
  description: 'Sets attributes of the object.',
  parameters: {
    type: 'object',
    required: ['values'],
    properties: { values: { type: 'object', minProperties: 1 } },
    additionalProperties: false,
  },
  run: ({ parameters, updateObject: update }) => update(parameters.values),
};
