import assert from 'node:assert/strict';
import { trainingEndpoints } from '../../../../src/lib/app/queries/training-endpoints.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { tempHome } from '../../../support/cli.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { QueryDesk } from '../../../support/query-home.ts';

/** Parameters of those that need some, in a home that has them. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/api/bars': { symbol: 'BTC-USD' },
};
const ONE_OF_MANY = ['/api/training/models/:name', '/api/backtests/:id'];

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

  it('refuse parameters that they do not know', () => {
    for (const { path, query } of trainingEndpoints)
      assert.equal(query.safeParse({ ...NEEDED[path], name: 'a', id: 'a', other: 'x' }).success, false, path);
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

describe('a home that has trained, ticked and been backtested', () => {
  const desk = new QueryDesk(tempHome());
  before(async () => {
    await desk.app.trainCycle({ forceTrain: true });
    await desk.app.tradeTick({ dryRun: false });
    desk.clock.advance(DAY_MS);
    await desk.app.trainCycle({ forceTrain: true });
  });
  after(() => desk.close());

  for (const endpoint of listed)
    it(`answers ${endpoint.path} in its schema`, async () => {
      assert.notEqual(await desk.ask(endpoint, NEEDED[endpoint.path]), undefined);
    });
});
