import type { HiveState } from './state.ts';

/*
 * How far an account may differ from the journal where fees are estimates until they are posted. Only the fills of
 * the last days count.
 */

/** Half a cent of rounding each for the amount and the fee of a fill. */
const CENTS_A_FILL = 1n;

/** Cents: each fill may be off by one, and by its fee in dollars, which is taken at the end of the day. */
export const cashSlack = ({ recentFills }: HiveState): bigint =>
  recentFills.reduce((sum, { feeCash }) => sum + feeCash + CENTS_A_FILL, 0n);

/** Billionths of a coin: n + 1 after n fills, none without a fill. */
export function coinSlack({ recentFills }: HiveState, symbol: string): bigint {
  const fills = recentFills.filter(fill => fill.symbol === symbol).length;
  return fills === 0 ? 0n : BigInt(fills + 1);
}

/** Whether two amounts of one unit are at most `slack` apart. */
export const isNear = (a: bigint, b: bigint, slack: bigint): boolean => a - b <= slack && b - a <= slack;
