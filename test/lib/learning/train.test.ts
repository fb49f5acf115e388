import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalJson } from '../../../src/lib/core/canonical-json.ts';
import { HiveError } from '../../../src/lib/core/errors.ts';
import { sha256 } from '../../../src/lib/core/hash.ts';
import { FEATURE_SET } from '../../../src/lib/features/feature-set.ts';
import { forestLearner } from '../../../src/lib/learning/forest/learner.ts';
import type { LoadedModel } from '../../../src/lib/learning/loaded-model.ts';
import { parseModel } from '../../../src/lib/learning/model-file.ts';
import type { MaturedSample } from '../../../src/lib/learning/sample.ts';
import { type TrainOptions, trainClass } from '../../../src/lib/learning/train.ts';
import { makeSamples } from '../../support/sample-makers.ts';

const options: TrainOptions = {
  learner: forestLearner,
  settings: { trees: 20, bins: 32, mtry: 3, minLeaf: 10, maxDepth: 4 },
  seed: 7,
  horizon: 1,
  window: 300,
  folds: 6,
  stepBars: 5,
  assetClass: 'crypto',
  source: 'simulated',
  interval: '1d',
  labelSet: 'barrier/h1/k1/c0.0058',
  featureSet: FEATURE_SET,
  cost: 0.0058,
};
const reading = { learners: [forestLearner], featureSet: FEATURE_SET };
const edge = (row: Float64Array) => (row[2]! > 0 ? 0.8 : 0.2);
const samples = makeSamples({ days: 400, seed: 1, chance: edge });

function train(rows: readonly MaturedSample[], changes: Partial<TrainOptions> = {}): LoadedModel {
  const result = trainClass(rows, { ...options, ...changes });
  assert.ok('trained' in result);
  return result.trained;
}

const model = train(samples);
const text = canonicalJson(model.document);

describe('trainClass', () => {
  it('records what it was trained on', () => {
    const { document } = model;
    assert.equal(document.rows, 300);
    assert.equal(document.trainedFrom, '1970-04-11T00:00:00.000Z');
    assert.equal(document.trainedTo, '1971-02-04T00:00:00.000Z');
    assert.match(document.name, /^crypto-19710204t0000-[0-9a-f]{8}$/);
    assert.equal(document.importance.indexOf(Math.max(...document.importance)), 2);
    assert.equal(document.breakEven?.cost, 0.0058);
    assert.equal(document.evaluation?.n, 30);
  });

  it('gives the same bytes for the same samples and options, and others for another seed', () => {
    assert.equal(canonicalJson(train(samples).document), text);
    assert.notEqual(train(samples, { seed: 8 }).document.hash, model.document.hash);
  });

  it('does not read samples older than its window for anything but the evaluation', () => {
    const { document } = train(samples.slice(100));
    assert.deepEqual(document.model, model.document.model);
    assert.deepEqual(document.calibrator, model.document.calibrator);
  });

  it('refuses fewer than 60 samples and windows of one class', () => {
    const few = trainClass(samples.slice(0, 59), options);
    assert.equal('refused' in few && few.refused.code, 'TOO_FEW_SAMPLES');
    const one = trainClass(makeSamples({ days: 100, seed: 1, chance: () => 0 }), options);
    assert.equal('refused' in one && one.refused.code, 'ONE_CLASS');
  });

  it('refuses a horizon whose moves are smaller than its costs, unless it is asked for', () => {
    // Every bet moves 0.3 % and costs 0.58 %: 1/2 + 0.0058 / (2 x 0.003) is above 1.
    const small = samples.map(sample => ({
      ...sample,
      label: { ...sample.label, netReturn: 0.003 - options.cost },
    }));
    const refused = trainClass(small, options);
    assert.equal('refused' in refused && refused.refused.code, 'CANNOT_PAY');
    assert.ok('trained' in trainClass(small, { ...options, evenIfItCannotPay: true }));
  });

  it('says the base rate when noise is all there is', () => {
    const { document, predict } = train(makeSamples({ days: 400, seed: 21 }));
    const { probabilityUp } = predict(samples[0]!.features);
    const confidence = Math.max(probabilityUp, 1 - probabilityUp);
    assert.ok(confidence < 0.65, `${document.calibrator.kind} says ${confidence}`);
  });

  it('says the base rate of its window when the record shows confident claims that fail', () => {
    const firstScored = samples.length - options.folds * options.stepBars;
    const turned = samples.map((sample, day) => {
      const { y, netReturn } = sample.label;
      const opposite = { ...sample.label, y: y === 1 ? 0 : 1, netReturn: -netReturn } as const;
      return day < firstScored ? sample : { ...sample, label: opposite };
    });
    const { document, predict } = train(turned);
    const ones = turned.slice(-options.window).filter(({ label }) => label.y === 1).length;
    assert.ok(document.evaluation!.confident.overconfidence! >= 20);
    const { window } = options;
    assert.deepEqual(document.calibrator, {
      kind: 'climatology',
      reason: 'overconfident',
      zeros: window - ones,
      ones,
    });
    assert.equal(predict(samples[0]!.features).probabilityUp, (ones + 1) / (window + 2));
  });
});

describe('a loaded model', () => {
  const loaded = parseModel(text, reading);

  it('predicts exactly what the trained one does', () => {
    for (const { features } of samples.slice(0, 20)) {
      assert.deepEqual(loaded.predict(features), model.predict(features));
    }
    assert.equal(canonicalJson(loaded.document), text);
  });

  it('gives probabilities that fit together', () => {
    const rows = fc.float64Array({ minLength: 8, maxLength: 8, min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(rows, row => {
        const { probabilityUp, interval } = loaded.predict(row);
        assert.equal(loaded.probabilityUp(row), probabilityUp);
        assert.ok(probabilityUp >= 0 && probabilityUp <= 1 && interval[0] <= interval[1]);
      }),
    );
  });

  it('names the planted feature as the one that moved a prediction', () => {
    const row = new Float64Array(8).with(2, 1.5);
    const top = loaded.explain(row)[0]!;
    assert.equal(top.feature, FEATURE_SET.names[2]);
    assert.ok(top.effect > 0 && top.value === 1.5);
  });

  it('refuses rows of another width or with holes', () => {
    assert.throws(() => loaded.predict(new Float64Array(7)), RangeError);
    assert.throws(() => loaded.predict(new Float64Array(8).with(0, Number.NaN)), RangeError);
  });
});

describe('parseModel', () => {
  /** The model with changes and a hash and name that fit them. */
  function resealed(changes: Record<string, unknown>): unknown {
    const { hash: _hash, name, ...body } = { ...model.document, ...changes };
    const hash = sha256(canonicalJson(body));
    return { ...body, hash, name: `${name.slice(0, -8)}${hash.slice(0, 8)}` };
  }
  const { document } = model;
  const refused: [string, unknown, RegExp][] = [
    ['text that is not JSON', '{"schema":', /not JSON/],
    ['a changed number', text.replace('"seed":7', '"seed":8'), /hash/],
    ['a changed name', { ...document, name: 'crypto-19710204t0000-00000000' }, /name/],
    ['a name that is a path', { ...document, name: '../../etc' }, /name/],
    ['an unknown key', resealed({ note: 'hi' }), /note/],
    ['a missing key', { ...document, calibrator: undefined }, /calibrator/],
    ['NaN written as null', resealed({ medians: document.medians.map(() => null) }), /medians/],
    ['another schema', resealed({ schema: 'hive.model/2' }), /schema/],
    ['another feature set', resealed({ featureSet: { ...document.featureSet, id: 'x/9' } }), /x\/9/],
    ['too few medians', resealed({ medians: [1] }), /medians/],
    ['an unknown learner', resealed({ learner: 'oracle' }), /oracle/],
    ['a model its learner does not know', resealed({ model: { trees: 'many' } }), /./],
    ['a prototype key', text.replace('{', '{"__proto__":{"admin":true},'), /__proto__/],
    ['a prototype key deep inside', text.replace('"model":{', '"model":{"constructor":1,'), /constructor/],
    [
      'bottomless nesting',
      text.replace('"model":{', `"model":${'['.repeat(9000)}${']'.repeat(9000)},"x":{`),
      /nested/,
    ],
    ['something that is not an object', '[]', /./],
    ['absurd settings', resealed({ settings: { ...document.settings, trees: 1e9 } }), /trees/],
  ];
  for (const [what, input, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => parseModel(input, reading),
        (error: unknown) =>
          error instanceof HiveError && error.code === 'MODEL_INVALID' && message.test(error.message),
      );
    });
  }
});
