import type { FieldError } from '../errors.js';
import { lazy } from '../lazy.js';
import { fieldErrors, JOI_OPTIONS } from './joi-errors.js';
import { HIERARCHY_STRATEGIES, WORKFLOW_STATUSES } from './types.js';
import { withJoi } from './with-joi.js';

const wholeNumber = withJoi((Joi) => Joi.number().strict().integer());
const text = withJoi((Joi) => Joi.string().allow(''));
const name = lazy(() => text().allow(null).messages({ 'string.base': 'must be text, or null to remove it' }));

/**
 * What values code may give to the fields of workflows, pipelines, stages and forms. Approvals, companies and colours have
 * rules of their own.
 */
const valuesSchema = withJoi((Joi) =>
  Joi.object({
    key: Joi.string(),
    names: Joi.object().pattern(Joi.string(), name()),
    hierarchyStrategy: Joi.valid(...HIERARCHY_STRATEGIES),
    status: Joi.valid(...WORKFLOW_STATUSES),
    pipelines: Joi.array().items(Joi.object().unknown()),
    approvals: Joi.array().items(Joi.object().unknown()),
    numberOfStages: wholeNumber().min(0).messages({ 'number.min': 'must be 0 or more' }),
    departmentId: Joi.alternatives(text(), Joi.number().strict()).allow(null),
    order: wholeNumber().positive(),
  }).unknown(),
);

/** What is wrong with the values of a definition as code writes it; paths are spelled as code does. */
export function findWrongValues(input: unknown, path: string): readonly FieldError[] {
  const result = valuesSchema().validate(input, { ...JOI_OPTIONS, convert: false });
  return result.error === undefined ? [] : fieldErrors(result.error, path);
}
