import { decimal, NONE, percent, usd } from '../../../../output/numbers.ts';
import { span } from '../../../../output/times.ts';
import type { LiveFeed } from '../../shared/state.ts';
import type { Fact } from './facts.ts';

type Limits = LiveFeed['limits'];
export type Limit = Limits['limits'][number];

const WRITERS: Readonly<Record<Limit['unit'], (value: number) => string>> = {
  usd,
  count: value => decimal(value, 0),
  share: value => percent(value),
  seconds: value => span(value * 1_000),
  bps: value => `${decimal(value, 1)} bp`,
};

/** A value in the unit of its limit. */
export const limitValue = ({ unit }: Limit, value: number | null): string =>
  value === null ? NONE : WRITERS[unit](value);

/** `$150.00 of $1,500.00`; of a floor: `at least 70 %`. */
export function limitText(limit: Limit): string {
  const most = limitValue(limit, limit.limit);
  if (limit.kind === 'floor') return `at least ${most}`;
  return limit.used === null ? `at most ${most}` : `${limitValue(limit, limit.used)} of ${most}`;
}

export const limitFacts = ({ limits }: Limits): readonly Fact[] =>
  limits.map((limit): Fact => [limit.name, limitText(limit)]);
