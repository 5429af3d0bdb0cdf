import { CONDITION_LIMITS } from './condition-limits.js';
import { findConditionProblem } from './condition.js';
import { withJoi } from './with-joi.js';

/** A condition on the wire. What is already stored stays readable, and is not checked again. */
export const conditionText = withJoi((Joi) =>
  Joi.string()
    .max(CONDITION_LIMITS.characters)
    .custom((text: string, { error }) => {
      const problem = findConditionProblem(text);
      return problem === null ? text : error('condition.problem', { problem });
    })
    // As a value, not as the template: it quotes the expression.
    .messages({ 'condition.problem': '{#problem}' }),
);
