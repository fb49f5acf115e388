import type { ExecutionModel, ExitModel } from '../../src/lib/backtest/execution.ts';

export const NO_EXITS: ExitModel = {
  stopLossPpb: null,
  takeProfitPpb: null,
  trailingStopPpb: null,
  maxBars: null,
  inside: true,
};

/** Market orders at the next open, without any cost, all the cash in; tests change what they are about. */
export const FREE: ExecutionModel = {
  fill: 'next-open',
  fees: { takerPpm: 0, makerPpm: null, takenIn: 'cash' },
  spread: { ppm: 0, on: 'both' },
  slippage: { ppm: 0 },
  volume: { capPpm: null },
  exits: NO_EXITS,
  entry: { triggerPpb: null },
  side: 'long-only',
  sizing: { kind: 'all-in' },
  unitNanos: 1,
  closeAtEnd: 'keep',
};
