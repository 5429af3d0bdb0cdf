import type Joi from 'joi';
import { lazy, type Lazy } from '../lazy.js';
import { joi } from '../libraries.js';

/**
 * A schema, or fields of one, that is made when it is first asked for. Joi is loaded then, and not with the module that
 * says what is valid.
 *
 * @example
 * ```ts
 * const rowId = withJoi((Joi) => Joi.number().integer().positive());
 * const body = withJoi((Joi) => Joi.object({ id: rowId().required() }));
 * ```
 */
export function withJoi<Made>(make: (library: Joi.Root) => Made): Lazy<Made> {
  return lazy(() => make(joi()));
}
