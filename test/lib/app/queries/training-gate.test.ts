import assert from 'node:assert/strict';
import { conditionsOf, trainingGate } from '../../../../src/lib/app/queries/training-gate.ts';
import type { Evaluation } from '../../../../src/lib/learning/evaluation.ts';
import { tempHome } from '../../../support/cli.ts';
import { QueryDesk } from '../../../support/query-home.ts';

const bin = (from: number, n: number, meanProbability: number | null) => ({
  ...{ from, to: from + 0.1, n, meanProbability },
  observed: meanProbability,
});

const GOOD: Evaluation = {
  n: 400,
  nEffective: 250.9,
  fromMs: 0,
  toMs: 1,
  accuracy: 0.6,
  accuracyInterval95: [0.56, 0.64],
  baselines: { majority: 0.55, persistence: 0.5, alwaysLong: 0.45 },
  logLoss: 0.65,
  climatologyLogLoss: 0.68,
  brier: 0.23,
  climatologyBrier: 0.25,
  calibrationError: 0.03,
  confident: { share: 0.1, count: 40, hitRate: 0.75, overconfidence: 1.2 },
  honestyGap: 0,
  folds: [],
  reliability: [bin(0.4, 300, 0.45), bin(0.7, 100, 0.72), bin(0.9, 0, null)],
};

const holds = (changes: Partial<Evaluation>, breakEven: number | null = 0.55) =>
  conditionsOf({ ...GOOD, ...changes }, breakEven).map(condition => condition.holds);

describe('the conditions of the gate', () => {
  it('all hold for a model that is good in each', () => {
    assert.deepEqual(holds({}), Array(6).fill(true));
  });

  const cases: readonly [string, number, Partial<Evaluation>][] = [
    ['fewer than 100 independent observations', 0, { nEffective: 99.9 }],
    ['an interval that holds the majority', 1, { accuracyInterval95: [0.55, 0.64] }],
    ['a log loss no better than that of the base rate', 2, { logLoss: 0.68 }],
    [
      'a wealth of 20 in the overconfidence test',
      3,
      { confident: { ...GOOD.confident, overconfidence: 20 } },
    ],
    [
      'confident predictions that come true too seldom',
      4,
      { confident: { ...GOOD.confident, hitRate: 0.69 } },
    ],
    ['probabilities that end below the break-even', 5, { reliability: [bin(0.4, 300, 0.5)] }],
  ];
  for (const [what, at, changes] of cases)
    it(`fail, one alone, for ${what}`, () => {
      assert.deepEqual(
        holds(changes),
        Array.from({ length: 6 }, (_, i) => i !== at),
      );
    });

  it('cannot be told without confident predictions, a reliability or a break-even', () => {
    const none = { share: 0, count: 0, hitRate: null, overconfidence: null };
    assert.deepEqual(holds({ confident: none }).slice(3, 5), [null, null]);
    const { reliability: _, ...older } = GOOD;
    assert.equal(conditionsOf(older, 0.55)[5]?.holds, null);
    assert.equal(holds({}, null)[5], null);
  });

  it('say what was seen and what is wanted', () => {
    const [observations, majority] = conditionsOf(GOOD, 0.55);
    assert.equal(observations?.seen, '400 predictions, worth 250 independent ones');
    assert.equal(majority?.seen, '60.0 %, 95 % interval from 56.0 % to 64.0 %');
    assert.equal(majority?.wanted, 'the whole interval above 55.0 %');
  });
});

describe('the gate', () => {
  const desk = new QueryDesk(tempHome());
  before(() => desk.app.trainCycle({ forceTrain: true }));
  after(() => desk.close());

  const verdicts = async () =>
    Object.fromEntries(
      (await desk.ask(trainingGate)).classes.map(({ assetClass, verdict }) => [assetClass, verdict]),
    );

  it('lists the conditions of each model in use', async () => {
    const { classes } = await desk.ask(trainingGate);
    assert.deepEqual(
      classes.map(({ assetClass, conditions }) => [assetClass, conditions.length]),
      [
        ['crypto', 6],
        ['stock', 6],
      ],
    );
    assert.ok(classes.every(({ model, assetClass }) => model?.startsWith(assetClass)));
  });

  it('has no verdict before the first stance, and then one on what is traded alone', async () => {
    assert.deepEqual(await verdicts(), { crypto: null, stock: null });
    await desk.app.tradeTick({ dryRun: false });
    const { crypto, stock } = await verdicts();
    assert.equal(stock, null);
    // By hand: the first candidate wants 1 / (0.05 / 2 * 6 / pi^2) = 65.8; nothing has been won or lost yet.
    assert.deepEqual(
      [crypto?.words, crypto?.stage, crypto?.lnMoney, crypto?.lnTiming],
      ['no evidence of an edge', 'shadow', 0, 0],
    );
    assert.ok(Math.abs(Math.exp(crypto!.lnWanted) - 65.797) < 0.001, `${crypto!.lnWanted}`);
    assert.match(crypto!.says, /no evidence of an edge: wealth 1\.00 of 65\.8 against cash/);
  });
});
