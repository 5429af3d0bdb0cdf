import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeNames, pickName, readNames, stageNames, writeNames } from '../../lib/definition/names.js';
import { pathsOf, thrownBy } from './thrown.js';

describe('names', () => {
  describe('read from the wire', () => {
    it('become one record by language', () => {
      const names = readNames({
        name_en: 'Finance',
        name_ar: 'المالية',
        names: { fr: 'Finances' },
        color: 'red',
      });
      assert.deepEqual(names, { en: 'Finance', ar: 'المالية', fr: 'Finances' });
    });

    it('are trimmed', () => {
      assert.deepEqual(readNames({ name_en: '  Finance ' }), { en: 'Finance' });
    });

    it('keep null, which removes a name', () => {
      assert.deepEqual(readNames({ name_ar: null, names: { fr: null } }), { ar: null, fr: null });
    });

    it('are an empty change where the body names nothing', () => {
      assert.deepEqual(readNames({}), {});
    });

    it('take English and Arabic from names as well', () => {
      assert.deepEqual(readNames({ names: { en: 'Finance', ar: 'المالية' } }), {
        en: 'Finance',
        ar: 'المالية',
      });
    });

    it('are refused when one language is given twice', () => {
      const error = thrownBy(() => readNames({ name_en: 'A', names: { en: 'B' } }));
      assert.equal(error.code, 'INVALID_DEFINITION');
      assert.deepEqual(error.errors, [{ path: 'names.en', message: 'is also given as name_en' }]);
    });

    it('are refused each with its path', () => {
      const body = {
        name_en: ' ',
        name_ar: 5,
        names: { fr: 'a\nb', de: 'x'.repeat(256), nl: '\ud800', FR: 'A', not_a_tag: 'B', 'pt-br': 'C' },
      };
      const error = thrownBy(() => readNames(body, 'stage_info'));
      assert.deepEqual([...pathsOf(error)].sort(), [
        'stage_info.name_ar',
        'stage_info.name_en',
        'stage_info.names.FR',
        'stage_info.names.de',
        'stage_info.names.fr',
        'stage_info.names.nl',
        'stage_info.names.not_a_tag',
        'stage_info.names.pt-br',
      ]);
    });

    it('are refused when there are too many of them', () => {
      const tags = Array.from({ length: 51 }, (_, index) => `en-x-${index}`);
      const error = thrownBy(() => readNames({ names: Object.fromEntries(tags.map((tag) => [tag, 'x'])) }));
      assert.deepEqual(error.errors, [{ path: 'names', message: 'must have at most 50 fields' }]);
    });
  });

  it('are written with English and Arabic as fields of their own', () => {
    const wire = writeNames({ en: 'Finance', ar: 'المالية', fr: 'Finances' });
    assert.deepEqual(wire, { name_en: 'Finance', name_ar: 'المالية', names: { fr: 'Finances' } });
    assert.deepEqual(writeNames({ fr: 'Finances' }), {
      name_en: null,
      name_ar: null,
      names: { fr: 'Finances' },
    });
  });

  it('read back what they wrote', () => {
    const tags = fc.constantFrom('en', 'ar', 'fr', 'pt-BR', 'zh-Hant-TW');
    const texts = fc.string({ minLength: 1 }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(fc.dictionary(tags, texts, { minKeys: 1, noNullPrototype: true }), (names) => {
        assert.deepEqual(mergeNames({}, readNames(writeNames(names))), names);
      }),
    );
  });

  it('change in the languages that a change gives, and lose those that it makes null', () => {
    const current = { en: 'Finance', ar: 'المالية' };
    assert.deepEqual(mergeNames(current, { ar: null, fr: 'Finances' }), { en: 'Finance', fr: 'Finances' });
    assert.deepEqual(mergeNames(current, {}), current);
  });

  it('must not lose the last one', () => {
    const error = thrownBy(() => mergeNames({ en: 'Finance' }, { en: null }));
    assert.equal(error.code, 'INVALID_DEFINITION');
    assert.deepEqual(pathsOf(error), ['name_en']);
  });

  describe('picked for a reader', () => {
    const names = { fr: 'Approbation', en: 'Approval', ar: 'موافقة', 'pt-BR': 'Aprovação' };

    it('follow the order of preference', () => {
      assert.equal(pickName(names, ['de', 'ar', 'fr']), 'موافقة');
    });

    it('prefer the exact tag to its primary language, in any case', () => {
      assert.equal(pickName({ pt: 'pt', 'pt-BR': 'br' }, ['PT-br']), 'br');
      assert.equal(pickName({ pt: 'pt', 'pt-BR': 'br' }, ['pt-PT']), 'pt');
    });

    it('fall back from a variant to its primary language, before the next preference', () => {
      assert.equal(pickName(names, ['ar-EG', 'fr']), 'موافقة');
    });

    it('accept another variant of the language', () => {
      assert.equal(pickName(names, ['pt']), 'Aprovação');
      assert.equal(pickName(names, ['pt-PT']), 'Aprovação');
    });

    it('fall back to English, then to the first by tag', () => {
      assert.equal(pickName(names, ['*']), 'Approval');
      assert.equal(pickName({ fr: 'Approbation', ar: 'موافقة' }, ['de']), 'موافقة');
    });

    it('are empty where there is none', () => {
      assert.equal(pickName({}, ['en']), '');
    });

    it('never throw, whatever the reader asks for', () => {
      const languages = fc.array(
        fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '-', '*')),
      );
      fc.assert(
        fc.property(languages, (preferences) => {
          assert(Object.values(names).includes(pickName(names, preferences)));
        }),
      );
    });
  });

  it('number the stages that are created by count', () => {
    assert.deepEqual(stageNames(1), { en: 'Stage 1', ar: 'المرحلة 1' });
  });
});
