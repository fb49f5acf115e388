import type { ExecutionModel } from '../../src/lib/backtest/execution.ts';

export const CASH_CENTS = 1_000_000_000;

/** The costs of coins: 0.25 % in coins, and a spread. A fixed amount of so large an account never runs out of cash. */
export const MODEL: ExecutionModel = {
  fill: 'next-open',
  fees: { takerPpm: 2_500, makerPpm: null, takenIn: 'asset' },
  spread: { ppm: 300, on: 'both' },
  slippage: { ppm: 0 },
  volume: { capPpm: null },
  exits: { stopLossPpb: null, takeProfitPpb: null, trailingStopPpb: null, maxBars: null, inside: true },
  entry: { triggerPpb: null },
  side: 'long-only',
  sizing: { kind: 'notional', cents: 100_000 },
  unitNanos: 1,
  closeAtEnd: 'last-close',
};
