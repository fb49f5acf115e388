import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineInput, EngineRun, SymbolInput } from '../../../../src/lib/backtest/engine-run.ts';
import type { HiveTerms } from '../../../../src/lib/backtest/replay/hive-terms.ts';
import { runReplay } from '../../../../src/lib/backtest/replay/run-replay.ts';
import { seriesFromBars } from '../../../../src/lib/core/bar-series.ts';
import { DAY_MS, HOUR_MS, type Interval, intervalMs } from '../../../../src/lib/core/interval.ts';
import { isEntry, type TimedEntry } from '../../../../src/lib/journal/entry.ts';
import { project } from '../../../../src/lib/journal/project.ts';
import type { HiveState } from '../../../../src/lib/journal/state.ts';
import { limitsFrom } from '../../../../src/lib/risk/limits.ts';
import { DAY_ONE, FREE, listOf, trackOf } from '../../../support/engine-input.ts';
import { SETTINGS as RISK } from '../../../support/orders.ts';
import { tickThrough } from '../../../support/replayed-ticks.ts';
import { SETTINGS } from '../../../support/tick-desk.ts';

const SYMBOLS = ['BTC/USD', 'ETH/USD', 'SOL/USD'];

/** Moves of a bar in tenths of a percent: to its open, to its close, and how far it reaches beyond both. */
const move = fc.record({
  gap: fc.constantFrom(0, 0, 0, -60, 45, -8, 8),
  change: fc.integer({ min: -60, max: 75 }),
  up: fc.integer({ min: 0, max: 30 }),
  down: fc.integer({ min: 0, max: 30 }),
  missing: fc.constantFrom(false, false, false, false, true),
  code: fc.constantFrom('+', '+', '-', '.'),
  confidence: fc.constantFrom(0.9, 0.95, 1, 0.7, 0.700001, 0.55, Number.NaN),
  widths: fc.constantFrom(null, { target: 0.03, stop: 0.02 }, { target: 0.2, stop: 0.0001 }),
});
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

const cent = (value: number): number => Math.round(value * 100) / 100;

/** A random walk from $500 in whole cents, with gaps in time where bars are missing. */
function market(symbol: string, moves: readonly Move[], { interval, firstBar }: Market): SymbolInput {
  let last = 500;
  const bars = moves.map(({ gap, change, up, down }, index) => {
    const open = cent(last * (1 + gap / 1_000));
    const close = cent(open * (1 + change / 1_000));
    last = close;
    const high = cent(Math.max(open, close) * (1 + up / 1_000));
    const low = cent(Math.min(open, close) * (1 - down / 1_000));
    return { timeMs: DAY_ONE + index * intervalMs(interval), open, high, low, close, volume: 1 };
  });
  const kept = moves.map(({ missing }) => !missing);
  const there = <T>(list: readonly T[]): T[] => list.filter((_, index) => kept[index]);
  const said = there(moves);
  const track = trackOf(said.map(({ code }) => code).join(''), {
    confidence: Float64Array.from(said.map(({ confidence }) => confidence)),
    widths: bar => said[bar]!.widths,
  });
  return { symbol, series: seriesFromBars(symbol, interval, there(bars)), track, detail: null, firstBar };
}

interface Market {
  readonly interval: Interval;
  readonly firstBar: number;
}

/** HIVE's own limits; such as a few trades use up; and such as are always in the way. */
const limits = fc.constantFrom(
  {},
  { dailyNotionalUsd: 155, cooldown: '20m' },
  { dailyOrders: 3, dailyLossUsd: 1, cooldown: '20m' },
  { maxSpreadBps: 5 },
);

const world = fc.record({
  markets: fc.array(fc.array(move, { minLength: 8, maxLength: 40, size: 'max' }), {
    minLength: 1,
    maxLength: 3,
    size: 'max',
  }),
  interval: fc.constantFrom<Interval>('1m', '5m', '1h', '1d'),
  firstBar: fc.constantFrom(0, 2),
  inside: fc.boolean(),
  cash: fc.constantFrom(10_000, 3_100, 450),
  limits,
  epochMs: fc.constantFrom(DAY_MS, HOUR_MS, 120_000),
  exits: fc.constantFrom<'barriers' | 'signal'>('barriers', 'barriers', 'signal'),
  threshold: fc.constantFrom<'fixed' | 'break-even'>('fixed', 'break-even'),
  spreadPpm: fc.constantFrom(0, 800, 1_001),
  slippagePpm: fc.constantFrom(0, 70),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function sceneOf(drawn: World): { input: EngineInput; terms: HiveTerms } {
  const { interval, firstBar } = drawn;
  const symbols = drawn.markets.map((moves, index) => market(SYMBOLS[index]!, moves, { interval, firstBar }));
  const names = symbols.map(({ symbol }) => symbol);
  const terms: HiveTerms = {
    ...SETTINGS,
    symbols: names,
    limits: limitsFrom({ ...RISK, ...drawn.limits, symbols: names }),
    ...{ epochMs: drawn.epochMs, exits: drawn.exits, threshold: drawn.threshold },
    breakEven: (_, bar) => (bar % 3 === 0 ? null : 0.92),
  };
  const execution = {
    ...FREE,
    sizing: { kind: 'hive' as const },
    spread: { ppm: drawn.spreadPpm, on: 'both' as const },
    slippage: { ppm: drawn.slippagePpm },
    exits: { ...FREE.exits, inside: drawn.inside },
  };
  return { input: { symbols, execution, startingCents: drawn.cash * 100 }, terms };
}

describe('a replay with the sizing of HIVE', function () {
  this.timeout(30_000);

  it('journals what a sequence of ticks on the embedded broker does, record for record', async () => {
    await fc.assert(
      fc.asyncProperty(world, async drawn => {
        const { input, terms } = sceneOf(drawn);
        const run = runReplay(input, terms);
        const ticked = await tickThrough(input, terms);
        assert.deepEqual(run.entries, ticked.entries);
        const state = run.entries.reduce<HiveState | null>(project, null);
        assert.deepEqual(state?.books, ticked.state.books);
        assert.equal(BigInt(run.cashCents), ticked.state.books.main.cash);
      }),
      { numRuns: 70 },
    );
  });

  it('meets every way in and out and every limit in these markets', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(world, drawn => {
        const { input, terms } = sceneOf(drawn);
        const run = runReplay(input, terms);
        for (const happened of run.entries.flatMap(eventsOf)) seen.add(happened);
        if (soldInPart(run)) seen.add('sold in part');
      }),
      { numRuns: 250, seed: 1 },
    );
    assert.deepEqual(
      EVENTS.filter(event => !seen.has(event)),
      [],
    );
  });
});

const EVENTS = [
  ...['ENTRY_SIGNAL', 'EXIT_SIGNAL', 'EXIT_STOP', 'EXIT_TARGET', 'EXIT_TIME'].map(
    reason => `INTENT ${reason}`,
  ),
  ...['ALREADY_LONG', 'LOW_CONFIDENCE', 'NO_MODEL', 'NO_BARS', 'NO_QUOTE', 'WIDE_SPREAD', 'EPOCH_DECIDED'],
  ...['DAILY_NOTIONAL', 'DAILY_ORDERS', 'DAILY_LOSS', 'COOLDOWN', 'BELOW_BROKER_MIN', 'NOTHING_TO_SELL'],
  'sold in part',
];

/** What a record says has happened, for the count of what the property has met. */
function eventsOf(record: TimedEntry): string[] {
  if (isEntry(record, 'INTENT')) {
    return [`INTENT ${record.data.reason}`];
  }
  return isEntry(record, 'TICK') ? record.data.outcomes.map(({ reason }) => reason) : [];
}

/** Whether some position took more than one sale to close. */
const soldInPart = ({ fills, trades }: EngineRun): boolean =>
  listOf(fills).filter(({ side }) => side === 'sell').length >
  listOf(trades).filter(({ exitBar }) => exitBar !== null).length;
