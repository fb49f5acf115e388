import assert from 'node:assert/strict';
import { keepRun } from '../../../../src/lib/app/backtest/history.ts';
import type { ModelSummary } from '../../../../src/lib/app/models.ts';
import { backtest, backtests } from '../../../../src/lib/app/queries/backtests.ts';
import { predictions } from '../../../../src/lib/app/queries/predictions.ts';
import { trainingCalibration } from '../../../../src/lib/app/queries/training-calibration.ts';
import { trainingEndpoints } from '../../../../src/lib/app/queries/training-endpoints.ts';
import { trainingEvaluation } from '../../../../src/lib/app/queries/training-evaluation.ts';
import { trainingImportance } from '../../../../src/lib/app/queries/training-importance.ts';
import { trainingModel, trainingModels } from '../../../../src/lib/app/queries/training-models.ts';
import { trainingSamples } from '../../../../src/lib/app/queries/training-samples.ts';
import { trainingStatus } from '../../../../src/lib/app/queries/training-status.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { sampleBacktest } from '../../../support/backtest-output.ts';
import { tempHome } from '../../../support/cli.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { QueryDesk } from '../../../support/query-home.ts';

/** Parameters of those that need some, in a home that has them. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/api/bars': { symbol: 'BTC-USD' },
};
const ONE_OF_MANY = ['/api/training/models/:name', '/api/backtests/:id'];

/** What comes through the wire. */
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const listed = trainingEndpoints.filter(({ path }) => !ONE_OF_MANY.includes(path));

describe('the endpoints of training', () => {
  it('have a path, a summary that ends, and a schema that is published', async () => {
    const { dataSchema } = await import('../../../../src/lib/app/schemas/index.ts');
    const paths = trainingEndpoints.map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length);
    for (const { path, schema, summary, data } of trainingEndpoints) {
      assert.match(path, /^\/api\/[a-z/:]+$/);
      assert.match(summary, /\.$/);
      assert.equal(await dataSchema(schema), data);
    }
  });

  it('refuse parameters that they do not know, and take those that they name', () => {
    for (const { path, query } of trainingEndpoints) {
      const named = {
        ...NEEDED[path],
        ...(path.endsWith(':name') && { name: 'a' }),
        ...(path.endsWith(':id') && { id: 'a' }),
      };
      assert.equal(query.safeParse(named).success, true, path);
      assert.equal(query.safeParse({ ...named, other: 'x' }).success, false, path);
    }
  });
});

describe('a home in which nothing has happened', () => {
  const desk = new QueryDesk(tempHome());
  after(() => desk.close());

  for (const endpoint of listed)
    it(`answers ${endpoint.path} in its schema`, async () => {
      assert.notEqual(await desk.ask(endpoint, NEEDED[endpoint.path]), undefined);
    });

  it('has no model and no backtest to show, and says so', async () => {
    const [model, backtest] = ONE_OF_MANY.map(path => trainingEndpoints.find(each => each.path === path)!);
    await assert.rejects(desk.ask(model!, { name: 'crypto-x' }), hiveError('MODEL_MISSING'));
    await assert.rejects(desk.ask(backtest!, { id: 'abc' }), hiveError('NO_SUCH_RUN'));
  });
});

describe('a home that has trained and ticked', () => {
  const desk = new QueryDesk(tempHome());
  before(async () => {
    await desk.app.trainCycle({ forceTrain: true });
    await desk.app.tradeTick({ dryRun: false });
    desk.clock.advance(DAY_MS);
    await desk.app.trainCycle({ forceTrain: true });
    await desk.app.trainCycle({ forceTrain: false });
    const store = openStore(desk.paths.db);
    const { deflation: _, checks: __, failed: ___, exported: ____, ...result } = sampleBacktest().output;
    keepRun(store.runs, result, desk.clock.now());
    store.close();
  });
  after(() => desk.close());

  for (const endpoint of listed)
    it(`answers ${endpoint.path} in its schema`, async () => {
      assert.notEqual(await desk.ask(endpoint, NEEDED[endpoint.path]), undefined);
    });

  it('says the same as the commands', async () => {
    assert.deepEqual(await desk.ask(trainingStatus), json(await desk.app.trainStatus()));
    const models = await desk.app.modelsList();
    assert.deepEqual(await desk.ask(trainingModels), json({ models }));
    const [{ name }] = models as [ModelSummary];
    assert.deepEqual(await desk.ask(trainingModel, { name }), json(await desk.app.modelsShow(name)));
    assert.deepEqual(await desk.ask(predictions), json({ forecasts: await desk.app.predict([]) }));
    const [run] = await desk.app.backtestList(1);
    assert.deepEqual(await desk.ask(backtests), { runs: [run] });
    const id = run!.id.slice(0, 5);
    assert.deepEqual(await desk.ask(backtest, { id }), json(await desk.app.backtestShow(id)));
  });

  it('predicts one symbol, in any spelling, and none that is not configured', async () => {
    const { forecasts } = await desk.ask(predictions, { symbol: 'btcusd' });
    assert.deepEqual(
      forecasts.map(({ symbol }) => symbol),
      ['BTC/USD'],
    );
    await assert.rejects(desk.ask(predictions, { symbol: 'MSFT' }), hiveError('UNKNOWN_SYMBOL'));
  });

  it('counts the samples of the window and how their bets ended', async () => {
    for (const found of (await desk.ask(trainingSamples)).classes) {
      const { target, stop, time } = found.barriers;
      assert.equal(target + stop + time, found.inWindow);
      assert.ok(found.inWindow <= found.window && found.inWindow > found.window - 2);
      assert.ok(found.total > found.matured && found.paid! > 0 && found.paid! < 1);
    }
  });

  it('sets the model in use beside the one before it', async () => {
    for (const { assetClass, champion, challenger } of (await desk.ask(trainingEvaluation)).classes) {
      const names = (await desk.app.modelsList()).map(({ name }) => name);
      assert.deepEqual(
        [champion?.model, challenger?.model],
        names.filter(name => name.startsWith(`${assetClass}-`)),
      );
      assert.ok(champion!.trainedTo > challenger!.trainedTo);
    }
  });

  it('has the reliability and the confusion of all predictions that were scored', async () => {
    const status = await desk.ask(trainingStatus);
    for (const { assetClass, reliability, confusion } of (await desk.ask(trainingCalibration)).classes) {
      const n = status.classes.find(each => each.assetClass === assetClass)?.evaluation?.n;
      assert.equal(
        reliability?.reduce((sum, bin) => sum + bin.n, 0),
        n,
      );
      assert.equal(
        Object.values(confusion!).reduce((sum, count) => sum + count, 0),
        n,
      );
    }
  });

  it('gives each feature its share and the range of both models', async () => {
    for (const { models, features } of (await desk.ask(trainingImportance)).classes) {
      assert.equal(models, 2);
      assert.ok(features.every(({ share, low, high }) => low <= share && share <= high));
      assert.ok(features.some(({ low, high }) => low < high));
      assert.deepEqual(
        features.map(({ share }) => share),
        features.map(({ share }) => share).sort((a, b) => b - a),
      );
    }
  });
});
