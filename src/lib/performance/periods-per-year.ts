import type { AssetClass } from '../core/instrument.ts';

const CRYPTO_DAYS = 365;
const STOCK_DAYS = 252;

/**
 * Days that a year of daily returns counts: 365 when any symbol is a coin (it trades every day), else the 252
 * sessions of a year of stocks. Means are scaled by it, deviations by its root.
 */
export const periodsPerYear = (classes: readonly AssetClass[]): number =>
  classes.includes('crypto') ? CRYPTO_DAYS : STOCK_DAYS;
