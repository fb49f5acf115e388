import { decimal, NONE, percent, quantity, signedPercent, signedUsd, usd } from '../../numbers.ts';
import { span, utcMinute } from '../../times.ts';
import { type Cell, signed } from '../cell.ts';
import type { Format } from './metric-lines.ts';

/** Seconds as a length of time that sorts by its length. */
export const seconds = (value: number | null): Cell => ({
  text: value === 0 ? '0m' : span(value === null ? null : value * 1_000),
  sort: value,
});

/** A cost as a share of one, with the digits that it has: 0.0025 is `0.25 %`. */
export const costText = (share: number): string => `${quantity(share * 100)} %`;

/** An ISO time to the minute, UTC. */
export const minuteOf = (iso: string | null): string => utcMinute(iso === null ? null : Date.parse(iso));

const WRITERS: Record<Exclude<Format, 'time' | 'text' | 'reasons'>, (value: number | null) => Cell> = {
  usd: value => ({ text: usd(value) }),
  'signed-usd': value => signed(signedUsd(value), value),
  percent: value => ({ text: percent(value) }),
  'signed-percent': value => signed(signedPercent(value), value),
  ratio: value => ({ text: decimal(value) }),
  probability: value => ({ text: decimal(value, 3) }),
  count: value => ({ text: decimal(value, 0) }),
  days: value => ({ text: quantity(value) }),
  span: seconds,
};

type Value = number | string | null | Readonly<Partial<Record<string, number>>>;

/** A figure as it is shown. */
export function written(value: Value, format: Format): Cell {
  if (value === null) return { text: NONE };
  if (typeof value === 'number') return numeric(value, format);
  if (typeof value === 'string') return { text: format === 'time' ? minuteOf(value) : value };
  const counts = Object.entries(value).map(([reason, count]) => `${reason} ${count}`);
  return { text: counts.join(', ') || NONE };
}

const numeric = (value: number, format: Format): Cell =>
  format === 'time' || format === 'text' || format === 'reasons'
    ? { text: String(value) }
    : WRITERS[format](value);
