import { Transaction } from 'sequelize';
import { typed } from './database-errors.js';
import type { Transactions } from './transactions.js';

type Method = (this: unknown, ...parameters: unknown[]) => unknown;

/**
 * Lets everything that an object of the engine's promises reject with a WorkflowError where the database fails, also
 * what is read outside a transaction. Calls that take part in a transaction of the host's reject with the database's
 * own error, by which the host knows whether to repeat it.
 *
 * @param except - Methods that run work of the caller's own, whose errors stay as they are
 */
export function withTypedFailures<Api extends object>(
  api: Api,
  transactions: Transactions,
  except: readonly (keyof Api & string)[] = [],
): Api {
  for (const [name, method] of methodsOf(api)) {
    if ((except as readonly string[]).includes(name)) continue;
    const value = (...parameters: unknown[]): unknown => {
      const result = Reflect.apply(method, api, parameters);
      if (!(result instanceof Promise)) return result;
      return result.catch((error: unknown) => {
        throw transactions.joined(transactionIn(parameters)) === null ? typed(error) : error;
      });
    };
    Object.defineProperty(api, name, { value, writable: true, configurable: true });
  }
  return api;
}

function methodsOf(api: object): ReadonlyMap<string, Method> {
  const methods = new Map<string, Method>();
  for (let home: unknown = api; home !== Object.prototype;) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(home as object))) {
      const isMethod = typeof value === 'function' && name !== 'constructor';
      if (isMethod && !methods.has(name)) methods.set(name, value as Method);
    }
    home = Object.getPrototypeOf(home);
  }
  return methods;
}

/** A transaction is a parameter of its own, or the `transaction` of a request, a call or options. */
function transactionIn(parameters: readonly unknown[]): Transaction | undefined {
  for (const parameter of parameters) {
    if (parameter instanceof Transaction) return parameter;
    if (typeof parameter !== 'object' || parameter === null) continue;
    const given: unknown = Reflect.get(parameter, 'transaction');
    if (given instanceof Transaction) return given;
  }
  return undefined;
}
