import { durationMs } from '../core/interval.ts';
import { type Cents, cents, type Rounding } from '../core/money.ts';
import type { RiskLimits } from './rule.ts';

/** The risk section of the configuration, with the two settings that live in other sections. */
export interface RiskSettings {
  readonly maxOrderUsd: number;
  /** Share of buying power, 0.02 = 2 %. */
  readonly maxOrderShare: number;
  readonly minBuyingPowerUsd: number;
  readonly dailyNotionalUsd: number;
  readonly dailyOrders: number;
  /** A duration such as `2m`. */
  readonly cooldown: string;
  readonly dailyLossUsd: number;
  readonly maxQuoteAgeSeconds: number;
  readonly maxSpreadBps: number;
  readonly minConfidence: number;
  readonly symbols: readonly string[];
}

/** Alpaca refuses crypto buys below it: "cost basis must be >= minimal amount of order 10". */
export const BROKER_MINIMUM: Cents = cents(1_000);

/**
 * Exact limits of the settings. A setting finer than its unit is rounded against us: caps down, minimums up.
 * @throws RangeError on a negative, non-finite or absurd number, or a cooldown that is not a duration.
 */
export function limitsFrom(settings: RiskSettings): RiskLimits {
  return {
    symbols: [...settings.symbols],
    maxOrder: cents(scaled(settings.maxOrderUsd, 2, 'floor')),
    maxOrderSharePpm: scaled(settings.maxOrderShare, 6, 'floor'),
    minBuyingPower: cents(scaled(settings.minBuyingPowerUsd, 2, 'ceil')),
    brokerMinimum: BROKER_MINIMUM,
    dailyNotional: cents(scaled(settings.dailyNotionalUsd, 2, 'floor')),
    dailyOrders: settings.dailyOrders,
    cooldownMs: milliseconds(settings.cooldown),
    dailyLoss: cents(scaled(settings.dailyLossUsd, 2, 'floor')),
    maxQuoteAgeMs: settings.maxQuoteAgeSeconds * 1_000,
    maxSpreadBps: settings.maxSpreadBps,
    minConfidence: settings.minConfidence,
  };
}

const PLAIN = /^(\d+)(?:\.(\d+))?$/;
/** JavaScript's shortest text of a number below 1e-6. */
const TINY = /^\d(?:\.\d+)?e-\d+$/;

/**
 * `value` × 10^decimals as an integer. It reads the decimal digits the user wrote: 0.29 × 100 in doubles
 * is 28.999999999999996, and would lose a cent.
 */
function scaled(value: number, decimals: number, rounding: Rounding): bigint {
  const text = String(value);
  if (TINY.test(text)) return rounding === 'ceil' ? 1n : 0n;
  const match = PLAIN.exec(text);
  if (!match) throw new RangeError(`${text} is not a limit`);
  const fraction = match[2] ?? '';
  const whole = BigInt(match[1]! + fraction.slice(0, decimals).padEnd(decimals, '0'));
  const rest = fraction.length > decimals;
  return rest && rounding === 'ceil' ? whole + 1n : whole;
}

function milliseconds(duration: string): number {
  const ms = durationMs(duration);
  if (ms === null) throw new RangeError(`"${duration}" is not a duration`);
  return ms;
}
