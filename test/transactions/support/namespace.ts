import { AsyncLocalStorage } from 'node:async_hooks';

/** What the packages for continuation-local storage offer, as far as Sequelize uses it. */
export interface Namespace {
  readonly get: (key: string) => unknown;
  readonly set: (key: string, value: unknown) => unknown;
  readonly run: (work: () => unknown) => unknown;
  readonly bind: (work: unknown) => unknown;
}

/** A namespace as `Sequelize.useCLS` takes it. */
export function createNamespace(): Namespace {
  const storage = new AsyncLocalStorage<Map<string, unknown>>();
  return {
    get: (key) => storage.getStore()?.get(key),
    set: (key, value) => storage.getStore()?.set(key, value),
    run: (work) => storage.run(new Map(storage.getStore()), work),
    bind: (work) => work,
  };
}
