import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineFill, EngineInput } from '../../../../src/lib/backtest/engine-run.ts';
import { type ReplayRun, runReplay } from '../../../../src/lib/backtest/replay/run-replay.ts';
import { limitsFrom } from '../../../../src/lib/risk/limits.ts';
import { listOf } from '../../../support/engine-input.ts';
import { SETTINGS as RISK } from '../../../support/orders.ts';
import { anyInput, cutAt } from '../../../support/random-engine-input.ts';
import { SETTINGS } from '../../../support/tick-desk.ts';

const RUNS = { numRuns: 200 };

/** What a fill changes of the position, in units of 1e-9: a fee in coins is not received. */
function netOf({ side, purpose, qtyNanos }: EngineFill, { execution }: EngineInput): number {
  if (side === 'sell') return -qtyNanos;
  const { takerPpm, takenIn } = execution.fees;
  const inCoins = purpose === 'entry' && takenIn === 'asset';
  return qtyNanos - (inCoins ? Number((BigInt(qtyNanos) * BigInt(takerPpm) + 999_999n) / 1_000_000n) : 0);
}

/** Open time of a fill's bar. */
const timeOf = ({ symbol, bar }: EngineFill, { symbols }: EngineInput) => symbols[symbol]!.series.time[bar]!;

/** Positions after the fills of the bars up to `timeMs`. */
function heldAt(timeMs: number, fills: readonly EngineFill[], input: EngineInput): number[] {
  const held = input.symbols.map(() => 0);
  for (const fill of fills) if (timeOf(fill, input) <= timeMs) held[fill.symbol]! += netOf(fill, input);
  return held;
}

/** Cash and positions at the newest closes, from the fills and the bars alone. */
function equityAt(timeMs: number, fills: readonly EngineFill[], input: EngineInput): number {
  const held = heldAt(timeMs, fills, input);
  const cash = fills
    .filter(fill => timeOf(fill, input) <= timeMs)
    .reduce((sum, { cashCents }) => sum + cashCents, input.startingCents);
  return input.symbols.reduce((sum, { series }, symbol) => {
    const newest = series.time.filter(open => open <= timeMs).length - 1;
    return held[symbol] === 0 ? sum : sum + (held[symbol]! / 1e9) * series.close[newest]!;
  }, cash / 100);
}

const everyRun = (check: (input: EngineInput, run: ReplayRun) => void) =>
  fc.assert(
    fc.property(anyInput, input => check(input, runReplay(input))),
    RUNS,
  );

describe('any run on any market at any cost', function () {
  this.timeout(30_000);

  it('moves cash by its fills and nothing else', () => {
    everyRun((input, { fills, cashCents }) => {
      let cash = input.startingCents;
      for (const fill of listOf(fills)) {
        cash += fill.cashCents;
        assert.equal(fill.balanceCents, cash);
        // A buy costs at least its worth, a sale brings at most it, and a cash fee is on top.
        const worth = (BigInt(fill.qtyNanos) * BigInt(fill.priceNanos)) / 10n ** 16n;
        assert.ok(Math.abs(fill.cashCents) <= Number(worth) + 1 + fill.feeCents);
        if (fill.side === 'buy') assert.ok(-fill.cashCents >= Number(worth));
        else assert.ok(fill.cashCents <= Number(worth));
      }
      assert.equal(cashCents, cash);
    });
  });

  it('never sells what it does not hold, and is never short unless it may be', () => {
    everyRun((input, { fills }) => {
      const held = input.symbols.map(() => 0);
      for (const fill of listOf(fills)) {
        const before = held[fill.symbol]!;
        held[fill.symbol] = before + netOf(fill, input);
        const after = held[fill.symbol]!;
        if (fill.purpose === 'exit') assert.ok(before * after >= 0 && Math.abs(after) < Math.abs(before));
        else assert.equal(before, 0);
        if (input.execution.side === 'long-only') assert.ok(after >= 0);
      }
    });
  });

  it('never spends more than it has on an entry', () => {
    everyRun((_, { fills }) => {
      for (const { purpose, side, balanceCents } of listOf(fills))
        if (purpose === 'entry' && side === 'buy') assert.ok(balanceCents >= 0);
    });
  });

  it('has the equity that its fills and the closes give', () => {
    everyRun((input, { time, equity, fills, barsInMarket }) => {
      const list = listOf(fills);
      let inMarket = 0;
      time.forEach((timeMs, index) => {
        const expected = equityAt(timeMs, list, input);
        assert.ok(Math.abs(equity[index]! - expected) <= 1e-9 * Math.max(1, Math.abs(expected)));
        if (heldAt(timeMs, list, input).some(held => held !== 0)) inMarket += 1;
      });
      assert.equal(barsInMarket, inMarket);
    });
  });

  it('has trades that add up to what the cash has gained, once all are closed', () => {
    everyRun((input, { trades, fills, cashCents }) => {
      const list = listOf(trades);
      assert.equal(list.length, listOf(fills).filter(({ purpose }) => purpose === 'entry').length);
      if (list.some(({ exitBar }) => exitBar === null)) return;
      const profit = list.reduce((sum, { profitCents }) => sum + profitCents, 0);
      assert.equal(profit, cashCents - input.startingCents);
    });
  });

  it('fills within the bars, made worse by spread and slippage at most', () => {
    everyRun((input, { fills }) => {
      const { spread, slippage } = input.execution;
      const dearer = (1 + spread.ppm / 1e6) * (1 + slippage.ppm / 1e6);
      const cheaper = (1 - spread.ppm / 1e6) * (1 - slippage.ppm / 1e6);
      for (const fill of listOf(fills)) {
        const { series, detail } = input.symbols[fill.symbol]!;
        if (detail) continue;
        const price = fill.priceNanos / 1e9;
        assert.ok(price <= series.high[fill.bar]! * dearer * (1 + 1e-7), 'above the bar');
        assert.ok(price >= series.low[fill.bar]! * cheaper * (1 - 1e-7), 'below the bar');
      }
    });
  });

  it('does before any moment what it does when the future after it is cut off', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(60), (drawn, at) => {
        const input = { ...drawn, execution: { ...drawn.execution, closeAtEnd: 'keep' as const } };
        const { time } = runReplay(input);
        const untilMs = time[Math.min(at, time.length - 1)] ?? 0;
        assertPrefix(runReplay(cutAt(input, untilMs)), runReplay(input), { input, untilMs });
      }),
      RUNS,
    );
  });

  it('of HIVE does the same, and journals the same', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(60), (drawn, at) => {
        const execution = {
          ...drawn.execution,
          sizing: { kind: 'hive' as const },
          closeAtEnd: 'keep' as const,
        };
        const input = { ...drawn, execution };
        const symbols = input.symbols.map(({ symbol }) => symbol);
        const terms = { ...SETTINGS, symbols, limits: limitsFrom({ ...RISK, maxSpreadBps: 500, symbols }) };
        const whole = runReplay(input, terms);
        const untilMs = whole.time[Math.min(at, whole.time.length - 1)] ?? 0;
        const cut = runReplay(cutAt(input, untilMs), terms);
        assertPrefix(cut, whole, { input, untilMs });
        assert.deepEqual(cut.entries, whole.entries.slice(0, cut.entries.length));
      }),
      { numRuns: 50 },
    );
  });
});

function assertPrefix(
  cut: ReplayRun,
  whole: ReplayRun,
  { input, untilMs }: { input: EngineInput; untilMs: number },
): void {
  const before = listOf(whole.fills).filter(fill => timeOf(fill, input) < untilMs);
  assert.deepEqual(listOf(cut.fills), before);
  assert.deepEqual([...cut.equity], [...whole.equity.subarray(0, cut.equity.length)]);
}
