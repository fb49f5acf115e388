import assert from 'node:assert/strict';
import { trainingDrift, verdictOf } from '../../../../src/lib/app/queries/training-drift.ts';
import { FEATURE_SET } from '../../../../src/lib/features/feature-set.ts';
import { tempHome } from '../../../support/cli.ts';
import { QUERY_CONFIG, QueryDesk } from '../../../support/query-home.ts';

const DAY = 86_400_000;

describe('the drift of features', () => {
  const desk = new QueryDesk(tempHome());
  before(async () => {
    await desk.app.trainCycle({ forceTrain: true });
  });
  after(() => desk.close());

  it('holds the newest samples, those that wait too, against those that the model was trained on', async () => {
    const { classes } = await desk.ask(trainingDrift);
    const crypto = classes.find(({ assetClass }) => assetClass === 'crypto')!;
    const model = (await (await desk.home()).currentModels()).of('crypto');
    assert.ok(model.kind === 'model');
    const { rows, trainedFrom, trainedTo } = model.model.document;
    assert.deepEqual(crypto.reference, { rows, from: trainedFrom, to: trainedTo });
    // A quarter of the window, of two coins a day; the newest day waits for its end.
    assert.equal(crypto.current.rows, QUERY_CONFIG.learning.window / 4);
    assert.equal(Date.parse(crypto.current.to!) - Date.parse(trainedTo), DAY);
    assert.deepEqual(
      crypto.features.map(({ feature }) => feature),
      FEATURE_SET.names,
    );
  });

  it('has both distances and ten shares of each feature, which add up to one', async () => {
    for (const { features } of (await desk.ask(trainingDrift)).classes)
      for (const { psi, ks, reference, current } of features) {
        assert.ok(psi !== null && ks !== null);
        assert.equal(reference.length, 10);
        for (const shares of [reference, current])
          assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
      }
  });

  it('is unknown where there is no model', async () => {
    const empty = new QueryDesk(tempHome());
    const [crypto] = (await empty.ask(trainingDrift)).classes;
    empty.close();
    assert.deepEqual(crypto?.reference, { rows: 0, from: null, to: null });
    assert.ok(crypto.features.every(({ psi, verdict }) => psi === null && verdict === 'unknown'));
  });
});

describe('the verdict on a drift', () => {
  const verdict = (index: number | null, byChance: number | null, usual = 0) =>
    verdictOf({ index, byChance }, usual);

  it('has the limits of credit scorecards: 0.1 and 0.25', () => {
    assert.deepEqual(
      [0, 0.0999, 0.1, 0.2499, 0.25, 3].map(index => verdict(index, 0.02)),
      ['stable', 'stable', 'shifting', 'shifting', 'drifted', 'drifted'],
    );
  });

  it('is unknown below what chance or earlier stretches reach', () => {
    assert.deepEqual(
      [verdict(0.2, 0.21), verdict(0.3, 0.31), verdict(0.3, 0.02, 0.4)],
      Array(3).fill('unknown'),
    );
    assert.deepEqual([verdict(0.09, 0.5), verdict(0.5, 0.2, 0.4)], ['stable', 'drifted']);
    assert.equal(verdict(null, null), 'unknown');
  });
});
