import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dailyEquity } from '../../../../src/lib/backtest/sweep/daily-curve.ts';
import { runPoint, type SweepSetup } from '../../../../src/lib/backtest/sweep/point-run.ts';
import { type Phase, runChoices } from '../../../../src/lib/backtest/sweep/run-choices.ts';
import { sharedSeries } from '../../../../src/lib/backtest/sweep/shared-series.ts';
import { runTyped } from '../../../../src/lib/backtest/typed/run-typed.ts';
import { sliceSeries } from '../../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { ruleTrack } from '../../../../src/lib/trading/strategies/make-track.ts';
import type { RuleStrategy } from '../../../../src/lib/trading/strategies/rule-strategy.ts';
import { smaCross } from '../../../../src/lib/trading/strategies/rules/sma-cross.ts';
import { COSTLY, execution } from '../../../support/engine-runs.ts';
import { randomSeries } from '../../../support/random-series.ts';
import { seriesOfCloses } from '../../../support/walks.ts';

const WHOLE = { fromMs: null, toMs: null };

/** Buys at bar `buy` and sells at bar `sell`, counted from the first bar it reads; -1 is never. */
const timed: RuleStrategy = {
  id: 'timed',
  summary: 'For tests.',
  params: {},
  warmUpBars: () => 0,
  start: ({ buy, sell }) => {
    let bar = 0;
    return {
      advance: (chunk, out) => {
        for (let i = 0; i < chunk.length; i++, bar++) out[i] = bar === buy ? 1 : bar === sell ? -1 : 0;
      },
      tagOf: () => `bought at ${buy}`,
    };
  },
};

const setupOf = (strategy: RuleStrategy, series = randomSeries(300, 7), firstBar = 0): SweepSetup => ({
  symbols: [{ symbol: series.symbol, series, detail: null, firstBar }],
  execution: execution(COSTLY),
  startingCents: 1_000_000,
  strategy,
  engine: runTyped,
  track: ruleTrack,
});

describe('the run of a point', () => {
  it('is that of the engine on its bars, with the bars before them that it warms up on', () => {
    const setup = setupOf(smaCross, randomSeries(300, 7), 100);
    const params = { fast: 5, slow: 20 };
    const series = sliceSeries(setup.symbols[0]!.series, 120, 250);
    const direct = runTyped({
      symbols: [
        { symbol: 'BTC/USD', series, detail: null, firstBar: 20, track: ruleTrack(smaCross, params, series) },
      ],
      execution: setup.execution,
      startingCents: setup.startingCents,
    });
    const run = runPoint(setup, params, { fromMs: 140 * DAY_MS, toMs: 250 * DAY_MS });
    assert.ok(run.trades > 0);
    assert.equal(run.trades, direct.trades.length);
    assert.deepEqual(run.equity, dailyEquity(direct));
  });

  it('never trades before the first bar that may, and has a day for each bar from there on', () => {
    const setup = setupOf(timed, randomSeries(50, 3), 10);
    assert.equal(runPoint(setup, { buy: 3, sell: 45 }, { fromMs: 0, toMs: null }).equity.length, 40);
    assert.equal(runPoint(setup, { buy: 3, sell: 45 }, WHOLE).trades, 1);
    assert.equal(runPoint(setup, { buy: 3, sell: 45 }, { fromMs: 0, toMs: 5 * DAY_MS }).equity.length, 0);
  });

  it('leaves out symbols without a bar in the range', () => {
    const [long, short] = [randomSeries(100, 1), randomSeries(40, 2, 'ETH/USD')];
    const one = setupOf(smaCross, long);
    const symbols = [...one.symbols, { symbol: 'ETH/USD', series: short, detail: null, firstBar: 0 }];
    const late = { fromMs: 50 * DAY_MS, toMs: null };
    const params = { fast: 3, slow: 8 };
    assert.deepEqual(runPoint({ ...one, symbols }, params, late), runPoint(one, params, late));
  });

  it('is the same on shared memory', () => {
    const setup = setupOf(smaCross);
    const shared = sharedSeries(setup.symbols[0]!.series);
    assert.ok(shared.close.buffer instanceof SharedArrayBuffer);
    const symbols = [{ ...setup.symbols[0]!, series: shared }];
    const params = { fast: 3, slow: 8 };
    assert.deepEqual(runPoint({ ...setup, symbols }, params, WHOLE), runPoint(setup, params, WHOLE));
  });
});

describe('an account that changes its parameters', () => {
  const closes = [10, 10, 10, 10, 20, 20, 20, 40, 40, 40];
  const free = {
    ...setupOf(timed, seriesOfCloses(closes)),
    execution: execution({ side: 'long-only' }),
    startingCents: 10_000,
  };
  const phase = (day: number, buy: number, sell: number): Phase => ({
    fromMs: day * DAY_MS,
    params: { buy, sell },
  });

  it('keeps what it holds until the new parameters end it', () => {
    // Bought at the open of day 2 (10 dollars) by the first, sold at the open of day 8 (40) by the second.
    const run = runChoices(free, [phase(0, 1, -1), phase(5, -1, 7)]);
    assert.deepEqual([...run.curve.equity], [100, 100, 100, 100, 200, 200, 200, 400, 400, 400]);
    assert.deepEqual(run.trades, [1, 0]);
  });

  it('acts on no signal of parameters that are not in force', () => {
    const run = runChoices(free, [phase(0, 6, -1), phase(5, 2, -1)]);
    assert.deepEqual(run.trades, [0, 0]);
    assert.ok(run.curve.equity.every(dollars => dollars === 100));
  });

  it('begins with its first phase and does nothing where nothing was chosen', () => {
    const run = runChoices(free, [
      { fromMs: 3 * DAY_MS, params: null },
      { fromMs: 5 * DAY_MS, params: { buy: 5, sell: -1 } },
    ]);
    // Bought at the open of day 6 at 20.
    assert.deepEqual([...run.curve.equity], [100, 100, 100, 100, 200, 200, 200]);
    assert.deepEqual(run.trades, [0, 1]);
  });

  it('is the run of a point when nothing changes', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(1_000),
          fast: fc.integer({ min: 1, max: 9 }),
          slow: fc.integer({ min: 10, max: 40 }),
          first: fc.integer({ min: 0, max: 60 }),
          cuts: fc.uniqueArray(fc.integer({ min: 61, max: 199 }), { maxLength: 4 }),
        }),
        ({ seed, fast, slow, first, cuts }) => {
          const setup = setupOf(smaCross, randomSeries(200, seed), first);
          const params = { fast, slow };
          const phases = [first, ...cuts.sort((a, b) => a - b)].map(day => ({
            fromMs: day * DAY_MS,
            params,
          }));
          const run = runChoices(setup, phases);
          const alone = runPoint(setup, params, WHOLE);
          assert.deepEqual(run.curve.equity, alone.equity);
          assert.equal(
            run.trades.reduce((sum, count) => sum + count, 0),
            alone.trades,
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});
