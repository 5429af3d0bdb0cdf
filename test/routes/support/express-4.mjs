/** Preloaded by a process in which `express` shall be Express 4, for the host and for the product alike. */
import { register } from 'node:module';

const hooks = `export function resolve(specifier, context, next) {
  return next(specifier === 'express' ? 'express4' : specifier, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
