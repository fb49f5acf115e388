import assert from 'node:assert/strict';
import { type Adapters, adapters } from '../../../../src/lib/app/adapters.ts';
import { backtest } from '../../../../src/lib/app/backtest/backtest.ts';
import { backtestRequest } from '../../../../src/lib/app/backtest/request.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { type SweepOutput, type SweepResult, schema } from '../../../../src/lib/app/schemas/sweep.ts';
import { runSweep, type SweepHooks } from '../../../../src/lib/app/sweep/run-sweep.ts';
import { type SweepFlags, sweepRequest } from '../../../../src/lib/app/sweep/sweep-request.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { fixedClock } from '../../../../src/lib/core/clock.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const NOW = Date.UTC(2026, 10, 22);
const GRID: SweepFlags = {
  strategy: 'sma-cross',
  param: ['fast=5:20:5', 'slow=10:40:10'],
  symbol: ['BTC-USD'],
  from: Date.UTC(2025, 0, 1),
};
/** Of 16 combinations; fast must be below slow. */
const POINTS = 12;

function whole(output: SweepOutput): SweepResult {
  assert.ok(output.complete);
  return output;
}

describe('a sweep', () => {
  const folder = tempFolder();
  let hive: Adapters;
  beforeEach(() => {
    const paths = homePaths(folder());
    hive = adapters({ paths, config: configSchema.parse({}), clock: fixedClock(NOW) });
  });
  afterEach(() => hive.close());

  const sweep = (more: SweepFlags = {}, hooks: SweepHooks = {}) =>
    runSweep(hive, sweepRequest({ ...GRID, ...more }, hive.config), hooks);

  it('gives the same result with any number of workers, and fits its schema', async () => {
    const one = whole(await sweep({ workers: 1 }));
    assert.deepEqual(await sweep({ workers: 3 }), one);
    assert.deepEqual(schema.parse(JSON.parse(JSON.stringify(one))), one);
    assert.deepEqual([one.points, one.invalid_points, one.ranking.length], [POINTS, 4, 10]);
  });

  it('ranks by what the points did on the days after the first window', async () => {
    const { ranking, walk_forward: walked, days } = whole(await sweep({ top: 50 }));
    assert.equal(ranking.length, POINTS);
    const scores = ranking.map(point => point.out_of_sample!.sharpe ?? -Infinity);
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    );
    const { folds } = walked!;
    assert.equal(folds.length, 5);
    for (const [index, fold] of folds.entries()) {
      assert.equal(fold.in_sample_to, fold.from);
      assert.equal(fold.from, folds[index - 1]?.to ?? fold.from);
    }
    assert.equal(Date.parse(folds.at(-1)!.to), NOW);
    assert.equal(days, (NOW - GRID.from!) / 86_400_000);
    assert.equal(folds.at(-1)!.final_balance, walked!.final_balance);
  });

  it('without walk-forward ranks on all days and says so', async () => {
    const found = whole(await sweep({ 'walk-forward': false }));
    assert.equal(found.walk_forward, null);
    assert.ok(found.ranking.every(point => point.out_of_sample === null));
    assert.match(found.luck.verdict, /luck|in sample/);
  });

  it('by halving runs few points on all days and counts all of them as tries', async () => {
    const param = ['fast=2:14:1', 'slow=15:27:1'];
    const found = whole(await sweep({ param, search: 'halving' }));
    assert.equal(found.points, 169);
    assert.deepEqual(
      found.rounds.map(({ points, kept }) => [points, kept]),
      [
        [169, 57],
        [57, 19],
      ],
    );
    assert.equal(found.luck.tries, 169);
    for (const round of found.rounds) assert.ok(round.to <= found.walk_forward!.folds[0]!.from);
  });

  it('enters its points into the ledger of tries, each once', async () => {
    assert.equal(whole(await sweep()).luck.tries, POINTS);
    assert.equal(whole(await sweep({ objective: 'profit' })).luck.tries, POINTS);
    const more = whole(await sweep({ search: 'random', points: 20, param: ['fast=5..90', 'slow=100..200'] }));
    assert.equal(more.luck.tries, POINTS + 20);
    assert.equal(whole(await sweep({ symbol: ['ETH-USD'] })).luck.tries, POINTS);
  });

  it('has one try and one result with a backtest of the same point', async () => {
    for (const from of [GRID.from, undefined]) {
      const { ranking, luck, execution } = whole(await sweep({ from, 'walk-forward': false }));
      const { fast, slow } = ranking[0]!.params;
      const param = [`fast=${fast}`, `slow=${slow}`];
      const request = backtestRequest({ ...GRID, from, param }, hive.config);
      const { output } = await backtest(hive, request, { renderReport: async () => '' });
      assert.equal(output.deflation.tries, luck.tries);
      assert.equal(output.sharpe, ranking[0]!.in_sample.sharpe);
      assert.equal(output.total_trades, ranking[0]!.total_trades);
      assert.deepEqual(output.execution, execution);
    }
  });

  it('trades several symbols on one account, on the days of any of them', async () => {
    const found = whole(await sweep({ symbol: ['BTC-USD', 'AAPL'], 'fee-rate': '0', spread: '0' }));
    assert.deepEqual(found.data.symbols, ['BTC/USD', 'AAPL']);
    assert.equal(found.days, (NOW - GRID.from!) / 86_400_000);
  });

  it('that is stopped keeps what is done, goes on from there, and leaves nothing behind', async () => {
    const param = ['fast=2:13:1', 'slow=14:23:1'];
    const expected = await sweep({ param });
    const stop = new AbortController();
    const stopped = await sweep(
      { param, workers: 1 },
      { signal: stop.signal, onProgress: done => done >= 16 && stop.abort() },
    );
    assert.ok(!stopped.complete);
    assert.ok(stopped.done >= 16 && stopped.done < 120, `${stopped.done}`);
    assert.equal(stopped.total, 120);
    let resumed: readonly number[] = [];
    let first = Number.NaN;
    const output = await sweep(
      { param },
      {
        onResume: (...counts) => (resumed = counts),
        onProgress: done => (first = Number.isNaN(first) ? done : first),
      },
    );
    assert.deepEqual(resumed, [stopped.done, 120]);
    assert.equal(first, stopped.done);
    assert.equal(JSON.stringify(output), JSON.stringify(expected));
    await sweep({ param }, { onResume: () => assert.fail('points of a sweep that is done are still there') });
  });

  const REFUSED: readonly (readonly [string, SweepFlags, string])[] = [
    ['the forest', { strategy: 'forest' }, 'NOT_SWEPT'],
    ['the control arm', { strategy: 'control' }, 'NOT_SWEPT'],
    ['an unknown strategy', { strategy: 'sma-corss' }, 'UNKNOWN_STRATEGY'],
    ['an unknown parameter', { param: ['fats=1,2'] }, 'BAD_PARAM'],
    ["HIVE's own limits", { sizing: 'hive' }, 'USAGE'],
    ['a count of points for a grid', { points: 10 }, 'USAGE'],
    ['a share of nothing', { 'in-sample': '0.01' }, 'USAGE'],
    ['too few days', { from: NOW - 40 * 86_400_000 }, 'TOO_FEW_DAYS'],
  ];
  for (const [what, flags, code] of REFUSED) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(async () => sweep(flags), { name: 'HiveError', code });
    });
  }

  it('needs to be told what to search', () => {
    assert.throws(() => sweepRequest({}, hive.config), { code: 'USAGE', next: /--strategy sma-cross -p/ });
  });
});
