import { decimal, NONE, percent, usd } from '../../../output/numbers.ts';
import { span } from '../../../output/times.ts';
import type { LiveFeed } from './state.ts';

export type Limit = LiveFeed['limits']['limits'][number];

const WRITERS: Readonly<Record<Limit['unit'], (value: number) => string>> = {
  usd,
  count: value => decimal(value, 0),
  share: value => percent(value),
  seconds: value => span(value * 1_000),
  bps: value => `${decimal(value, 1)} bp`,
};

const valueIn = ({ unit }: Limit, value: number | null): string =>
  value === null ? NONE : WRITERS[unit](value);

/** `$150.00 of $1,500.00`; `at most $75.00` where what stands against it is only known in a tick. */
export function limitText(limit: Limit): string {
  const bound = valueIn(limit, limit.limit);
  if (limit.kind === 'floor')
    return limit.used === null ? `at least ${bound}` : `${valueIn(limit, limit.used)}, at least ${bound}`;
  return limit.used === null ? `at most ${bound}` : `${valueIn(limit, limit.used)} of ${bound}`;
}

/** Share of a cap from which on it is near. */
const NEAR = 0.8;

/** How a limit stands: used up or broken, near, or far; null where that is only known in a tick. */
export function limitLevel({ kind, used, limit, share }: Limit): 'plain' | 'warning' | 'problem' | null {
  if (used === null) return null;
  if (kind === 'floor') return used < limit ? 'problem' : 'plain';
  if (share === null) return used > 0 ? 'problem' : 'plain';
  return share >= 1 ? 'problem' : share >= NEAR ? 'warning' : 'plain';
}
