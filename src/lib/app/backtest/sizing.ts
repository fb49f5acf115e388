import type { SizingModel } from '../../backtest/execution.ts';
import { usageError } from '../../core/errors.ts';
import { parseAmount, parseShare, ppm } from './shares.ts';

const MOST_DOLLARS = 1_000_000_000;
const MOST_UNITS = 9_000_000;

/**
 * `all-in`, `fraction:0.5`, `notional:1000`, `qty:10` or `hive`.
 * @throws HiveError (usage) that lists them.
 */
export function parseSizing(text: string): SizingModel {
  const [kind, value = '', ...rest] = text.split(':');
  if (rest.length === 0) {
    if ((kind === 'all-in' || kind === 'hive') && value === '') return { kind };
    if (kind === 'fraction') return { kind, ppm: ppm(fraction(value)) };
    if (kind === 'notional') return { kind, cents: Math.round(dollars(value) * 100) };
    if (kind === 'qty') return { kind, nanos: Math.round(units(value) * 1e9) };
  }
  throw usageError({
    code: 'USAGE',
    message: `--sizing "${text}" is unknown.`,
    next: 'Use all-in, fraction:0.5, notional:1000, qty:10 or hive.',
  });
}

const dollars = (text: string) =>
  parseAmount(text, { flag: 'sizing notional', min: 0.01, max: MOST_DOLLARS });
const units = (text: string) => parseAmount(text, { flag: 'sizing qty', min: 1e-9, max: MOST_UNITS });

function fraction(text: string): number {
  const share = parseShare(text, { flag: 'sizing fraction', max: 1 });
  if (ppm(share) > 0) return share;
  throw usageError({
    code: 'USAGE',
    message: `--sizing "fraction:${text}" buys nothing.`,
    next: 'Write a share above 0, for example fraction:0.5.',
  });
}

/** The way `parseSizing` reads back. */
export function sizingText(sizing: SizingModel): string {
  switch (sizing.kind) {
    case 'fraction':
      return `fraction:${sizing.ppm / 1e6}`;
    case 'notional':
      return `notional:${sizing.cents / 100}`;
    case 'qty':
      return `qty:${sizing.nanos / 1e9}`;
    default:
      return sizing.kind;
  }
}
