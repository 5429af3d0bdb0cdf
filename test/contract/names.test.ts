import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { newForm } from '../../lib/contract/forms.js';
import type { ObjectInput } from '../../lib/contract/object.js';
import { newPipeline } from '../../lib/contract/pipelines.js';
import { newStage } from '../../lib/contract/stages.js';
import { newWorkflow } from '../../lib/contract/workflows.js';
import type { NamesChange } from '../../lib/definition/names.js';
import { mergeNames } from '../../lib/definition/names.js';
import { isRefusal } from '../../lib/errors.js';

/** What needs a name, and what each needs besides. */
const NAMED: Readonly<Record<string, readonly [ObjectInput<unknown>, object]>> = {
  workflow: [newWorkflow, {}],
  pipeline: [newPipeline, {}],
  stage: [newStage, {}],
  form: [newForm, { key: 'budget', schema: { type: 'object' } }],
};

const ONE = [undefined, null, 'Name', '', ' '];
const MANY = [undefined, {}, { fr: null }, { fr: 'Nom' }, { fr: null, de: 'Name' }, { fr: 7 }, null, 'Nom'];

const EVERY = ONE.flatMap((en) => ONE.flatMap((ar) => MANY.map((others) => ({ en, ar, others }))));

describe('The names of something new', () => {
  for (const [kind, [input, more]] of Object.entries(NAMED)) {
    it(`are needed, one at least, as the schema says it: of a ${kind}`, () => {
      const ajv = new Ajv2020({ strict: false });
      const isValid = ajv.compile(input.json({ refer: (_name, make) => make() }));
      let accepted = 0;
      for (const { en, ar, others } of EVERY) {
        const body = {
          ...more,
          ...(en !== undefined && { name_en: en }),
          ...(ar !== undefined && { name_ar: ar }),
          ...(others !== undefined && { names: others }),
        };
        const isTaken = takes(input, body);
        assert.equal(isValid(body), isTaken, JSON.stringify(body));
        accepted += Number(isTaken);
      }
      assert(accepted > 10 && accepted < EVERY.length / 2);
    });
  }
});

function takes(input: ObjectInput<unknown>, body: object): boolean {
  const checked = input.schema().validate(body);
  if (checked.error !== undefined) return false;
  try {
    const { names } = input.parse(checked.value, '') as { readonly names: NamesChange };
    // As it is stored.
    mergeNames({}, names);
    return true;
  } catch (refusal) {
    if (isRefusal(refusal)) return false;
    throw refusal;
  }
}
