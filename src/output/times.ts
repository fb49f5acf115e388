import { isoTime } from '../lib/core/clock.ts';
import { NONE } from './numbers.ts';

/** `2026-11-22 09:00Z`: UTC to the minute. */
export const utcMinute = (timeMs: number | null): string =>
  timeMs === null ? NONE : `${isoTime(timeMs).slice(0, 16).replace('T', ' ')}Z`;

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** Length of time in its two largest units: `3d 4h`, `2m 5s`, `350ms`. */
export function span(ms: number | null): string {
  if (ms === null || !Number.isFinite(ms)) return NONE;
  if (Math.abs(ms) < 1_000) return `${Math.round(ms)}ms`;
  const parts: string[] = [];
  let left = Math.floor(Math.abs(ms) / 1_000) * 1_000;
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return (ms < 0 ? '-' : '') + parts.slice(0, 2).join(' ');
}
