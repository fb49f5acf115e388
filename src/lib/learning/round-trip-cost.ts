/**
 * Cost of getting in and out again as a fraction of the stake: the taker fee twice and the whole spread, half of
 * it paid on each side. `feeRate` is a fraction a side, `spreadBps` the full spread in basis points.
 */
export const roundTripCost = (feeRate: number, spreadBps: number): number => 2 * feeRate + spreadBps / 10_000;
