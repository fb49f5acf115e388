import assert from 'node:assert/strict';
import type { ExecutionModel } from '../../../../src/lib/backtest/execution.ts';
import type { HiveTerms } from '../../../../src/lib/backtest/replay/hive-terms.ts';
import { type ReplayRun, runReplay } from '../../../../src/lib/backtest/replay/run-replay.ts';
import { type BarSeries, seriesFromBars } from '../../../../src/lib/core/bar-series.ts';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { DAY_MS, HOUR_MS } from '../../../../src/lib/core/interval.ts';
import { isEntry } from '../../../../src/lib/journal/entry.ts';
import { limitsFrom } from '../../../../src/lib/risk/limits.ts';
import {
  DAY_ONE,
  FLAT,
  FREE,
  listOf,
  type OneSymbol,
  oneSymbol,
  type Row,
  shortFills,
} from '../../../support/engine-input.ts';
import { SETTINGS as RISK } from '../../../support/orders.ts';
import { SETTINGS } from '../../../support/tick-desk.ts';

const TERMS: HiveTerms = {
  ...{ ...SETTINGS, symbols: ['BTC/USD'], feeRate: 0, limits: limitsFrom({ ...RISK, symbols: ['BTC/USD'] }) },
};
/** A bet of 5 % either way at every bar. */
const BET = { widths: () => ({ target: 0.05, stop: 0.05 }) };

interface Scene extends OneSymbol {
  readonly terms?: Partial<HiveTerms>;
  readonly hive?: Partial<ExecutionModel>;
}

/** $10,000, orders of $75. */
const played = ({ terms, hive, ...one }: Scene): ReplayRun =>
  runReplay(
    oneSymbol({ cash: 10_000, track: BET, ...one, execution: { sizing: { kind: 'hive' }, ...hive } }),
    { ...TERMS, ...terms },
  );

/** What each tick said of the one symbol, with its time since the first bar's open in hours. */
const ticksOf = ({ entries }: ReplayRun): string[] =>
  entries.flatMap(each =>
    isEntry(each, 'TICK') ? [`${(each.atMs - DAY_ONE) / HOUR_MS} ${each.data.outcomes[0]!.reason}`] : [],
  );

const times = ({ entries }: ReplayRun): string[] =>
  entries.flatMap(each => (isEntry(each, 'FILL') ? [`${each.data.side} ${each.data.at}`] : []));

describe('a replay with the sizing of HIVE', () => {
  it('needs the settings of a tick, and journals nothing without that sizing', () => {
    const input = oneSymbol({ rows: [FLAT], signs: '+', execution: { sizing: { kind: 'hive' } } });
    assert.throws(() => runReplay(input), /the sizing "hive" needs the settings of a tick/);
    assert.deepEqual(runReplay({ ...input, execution: FREE }).entries, []);
  });

  it('ticks at each open on the signal of the bar before, and says why it does nothing', () => {
    const run = played({ rows: [FLAT, FLAT, FLAT, FLAT], signs: '.+-' });
    assert.deepEqual(ticksOf(run), ['0 NO_BARS', '24 HOLD_SIGNAL', '48 ENTRY_SIGNAL', '72 EXIT_SIGNAL']);
    assert.deepEqual(shortFills(run.fills), [
      '2 buy ENTRY_SIGNAL 0.75 @ 100',
      '3 sell EXIT_SIGNAL 0.75 @ 100',
    ]);
    assert.equal(run.trades.at(0).signalBar, 1);
  });

  it('leaves when the epoch of the bet has passed', () => {
    const run = played({ rows: [FLAT, FLAT, FLAT], signs: '+..' });
    assert.equal(ticksOf(run).at(-1), '48 EXIT_TIME');
  });

  it('ticks at the last millisecond of the bar whose low meets the stop', () => {
    const rows: Row[] = [FLAT, [100, 101, 94, 96], FLAT];
    const run = played({ rows, signs: '+' });
    assert.deepEqual(times(run), [
      `buy ${isoTime(DAY_ONE + DAY_MS)}`,
      `sell ${isoTime(DAY_ONE + 2 * DAY_MS - 1)}`,
    ]);
    assert.equal(shortFills(run.fills).at(-1), '1 sell EXIT_STOP 0.75 @ 95');
  });

  it('ticks at the open of a finer bar that gapped, and at the end of one that reaches', () => {
    const finer = (rows: readonly Row[]): BarSeries =>
      seriesFromBars(
        'BTC/USD',
        '4h',
        rows.map(([open, high, low, close], index) => ({
          ...{ timeMs: DAY_ONE + DAY_MS + index * 4 * HOUR_MS, open, high, low, close, volume: 1 },
        })),
      );
    const rows: Row[] = [FLAT, [100, 110, 90, 96], FLAT];
    const gapped = played({ rows, signs: '+', detail: finer([FLAT, [93, 110, 90, 96]]) });
    assert.equal(times(gapped).at(-1), `sell ${isoTime(DAY_ONE + DAY_MS + 4 * HOUR_MS)}`);
    assert.equal(shortFills(gapped.fills).at(-1), '1 sell EXIT_STOP 0.75 @ 93');
    const reached = played({
      rows,
      signs: '+',
      detail: finer([FLAT, [100, 110, 99, 108], [90, 90, 90, 90]]),
    });
    // Worth $78.75 by then: half of it now, the rest at the next open.
    assert.equal(times(reached)[1], `sell ${isoTime(DAY_ONE + DAY_MS + 8 * HOUR_MS - 1)}`);
    assert.equal(shortFills(reached.fills)[1], '1 sell EXIT_TARGET 0.375 @ 105');
  });

  it('looks for nothing inside bars when told not to', () => {
    const rows: Row[] = [FLAT, [100, 101, 94, 96], FLAT];
    const run = played({ rows, signs: '+', hive: { exits: { ...FREE.exits, inside: false } } });
    assert.equal(shortFills(run.fills).at(-1), '2 sell EXIT_TIME 0.75 @ 100');
  });

  it('sells what has outgrown one order in parts, tick by tick', () => {
    const wide = { widths: () => ({ target: 0.5, stop: 0.5 }) };
    // 0.75 at 150 are worth $112.50: two parts of 0.375, the first at the target inside the bar.
    const rows: Row[] = [FLAT, [100, 160, 100, 150], [150, 150, 150, 150]];
    assert.deepEqual(shortFills(played({ rows, signs: '+', track: wide }).fills), [
      '1 buy ENTRY_SIGNAL 0.75 @ 100',
      '1 sell EXIT_TARGET 0.375 @ 150',
      '2 sell EXIT_TARGET 0.375 @ 150',
    ]);
  });

  it('leaves the rest of a position alone until the next open, whatever the bar reaches', () => {
    const wide = { widths: () => ({ target: 0.9, stop: 0.5 }) };
    // Worth $112.50 at the open of bar 2: half is sold on the signal. The low of 40 is below the stop of 50.
    const rows: Row[] = [FLAT, [100, 150, 100, 150], [150, 150, 40, 50], [50, 50, 50, 50]];
    assert.deepEqual(shortFills(played({ rows, signs: '+-', track: wide }).fills), [
      '1 buy ENTRY_SIGNAL 0.75 @ 100',
      '2 sell EXIT_SIGNAL 0.375 @ 150',
      '3 sell EXIT_SIGNAL 0.375 @ 50',
    ]);
  });

  it('counts the signals to buy that a limit refused, by the rule, and those of too little confidence', () => {
    const confidence = Float64Array.from([0.6, 0.9, 0.9, Number.NaN, 0.9]);
    const run = played({
      ...{ rows: [FLAT, FLAT, FLAT, FLAT, FLAT, FLAT], signs: '+++++', cash: 20 },
      track: { confidence, ...BET },
    });
    assert.deepEqual(run.rejected, { LOW_CONFIDENCE: 1, BELOW_MIN_BUYING_POWER: 3, NO_MODEL: 1 });
  });

  it('takes the break-even confidence where the threshold is that', () => {
    const confidence = Float64Array.from([0.65, 0.65, 0.65]);
    const scene = { rows: [FLAT, FLAT], signs: '+', track: { confidence, ...BET } };
    const at = (breakEven: number | null) =>
      played({ ...scene, terms: { threshold: 'break-even', breakEven: () => breakEven } }).fills.length;
    assert.deepEqual([at(0.6), at(0.66), at(null)], [1, 0, 0]);
  });

  it('ticks at closes when signals fill there, and leaves a gapped stop at the open', () => {
    const rows: Row[] = [FLAT, FLAT, [90, 91, 89, 90], FLAT];
    const run = played({ rows, signs: '.+', hive: { fill: 'signal-close' } });
    assert.deepEqual(shortFills(run.fills), ['1 buy ENTRY_SIGNAL 0.75 @ 100', '2 sell EXIT_STOP 0.75 @ 90']);
    // Bought at hour 48, the close of bar 1, which is the open of bar 2 as well.
    assert.deepEqual(ticksOf(run).slice(2, 5), ['24 EPOCH_DECIDED', '48 ENTRY_SIGNAL', '48 EXIT_STOP']);
  });

  it('closes what is left when the bars end, outside of the journal', () => {
    const rows: Row[] = [FLAT, [100, 102, 99, 101]];
    const ends = (closeAtEnd: ExecutionModel['closeAtEnd'], signs: string) =>
      played({ rows, signs, hive: { closeAtEnd } });
    const closed = ends('last-close', '+');
    assert.equal(shortFills(closed.fills).at(-1), '1 sell END_OF_DATA 0.75 @ 101');
    assert.equal(times(closed).length, 1);
    assert.deepEqual([...closed.equity], [10_000, 10_000.75]);
    // Nothing is bought at the very open at which it would be sold.
    const last = ends('last-open', '+');
    assert.deepEqual([last.fills.length, ticksOf(last).at(-1), last.rejected], [0, '24 END_OF_DATA', {}]);
  });

  it('does the same without keeping its journal', () => {
    const scene = { rows: [FLAT, FLAT, FLAT], signs: '+-' };
    const quiet = played({ ...scene, terms: { keepsEntries: false } });
    assert.deepEqual(quiet.entries, []);
    assert.deepEqual(listOf(quiet.fills), listOf(played(scene).fills));
  });

  it('keeps playing a symbol that is held when another has no bars', () => {
    const input = oneSymbol({ rows: [FLAT, FLAT, FLAT], signs: '+..', cash: 10_000, track: BET });
    const [only] = input.symbols;
    const late = { ...only!, symbol: 'ETH/USD', firstBar: 3 };
    const execution = { ...input.execution, sizing: { kind: 'hive' as const } };
    const run = runReplay({ ...input, execution, symbols: [only!, late] }, TERMS);
    const outcomes = run.entries.flatMap(each => (isEntry(each, 'TICK') ? [each.data.outcomes] : []));
    assert.deepEqual(
      outcomes.map(([btc, eth]) => [btc!.reason, eth!.reason]),
      [
        ['NO_BARS', 'NO_QUOTE'],
        ['ENTRY_SIGNAL', 'NO_QUOTE'],
        ['EXIT_TIME', 'NO_QUOTE'],
      ],
    );
  });
});
