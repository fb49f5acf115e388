import assert from 'node:assert/strict';
import { CurrentModels } from '../../../src/lib/app/current-model.ts';
import { dataError } from '../../../src/lib/core/errors.ts';
import type { LoadedModel } from '../../../src/lib/learning/loaded-model.ts';
import { ModelDir } from '../../../src/lib/store/files/model-dir.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const invalid = () => dataError({ code: 'MODEL_INVALID', message: 'not a model', next: 'Train.' });
const MODEL = { explain: () => [] } as Partial<LoadedModel> as LoadedModel;

describe('CurrentModels', () => {
  const folder = tempFolder();

  it('says that there is none before the first training', () => {
    const models = new CurrentModels(new ModelDir(folder()), () => MODEL);
    assert.deepEqual(models.of('crypto'), { kind: 'none' });
  });

  it('reads a model once as long as its name stays the same', () => {
    const dir = new ModelDir(folder());
    let parsed = 0;
    const models = new CurrentModels(dir, () => {
      parsed += 1;
      return MODEL;
    });
    for (const name of ['crypto-1', 'crypto-1', 'crypto-2', 'crypto-1']) {
      dir.write(name, {});
      dir.makeCurrent('crypto', name);
      assert.deepEqual(models.of('crypto'), { kind: 'model', model: MODEL });
    }
    assert.equal(parsed, 2);
    assert.deepEqual(models.of('stock'), { kind: 'none' });
  });

  it('says what is wrong with a model that cannot be used, and hides no bug', () => {
    const dir = new ModelDir(folder());
    dir.write('crypto-1', {});
    dir.makeCurrent('crypto', 'crypto-1');
    const failing = (error: Error) =>
      new CurrentModels(dir, () => {
        throw error;
      });
    const answer = failing(invalid()).of('crypto');
    assert.equal(answer.kind === 'invalid' && answer.error.code, 'MODEL_INVALID');
    assert.throws(() => failing(new TypeError('a bug')).of('crypto'), TypeError);
  });
});
