import type { Fact, Flow, Need } from './types.js';

type Answer<Kind extends Need['kind']> = Extract<Fact, { kind: Kind }>;

/**
 * Asks for one fact, typed by the kind of the need.
 *
 * @throws TypeError where the caller answers another question than the one that was asked
 */
export function* ask<Kind extends Need['kind']>(need: Extract<Need, { kind: Kind }>): Flow<Answer<Kind>> {
  const fact = yield need;
  if (!answers(fact, need.kind)) {
    throw new TypeError(`The flow needs "${need.kind}" and was given "${fact.kind}".`);
  }
  return fact;
}

function answers<Kind extends Need['kind']>(fact: Fact, kind: Kind): fact is Answer<Kind> {
  return fact.kind === kind;
}
