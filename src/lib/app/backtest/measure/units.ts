import { DAY_MS } from '../../../core/interval.ts';

/** UTC epoch milliseconds as the time of a result. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/**
 * A function as isoTime, several times as quick for whole seconds: it keeps the date of the day it wrote last, and times
 * of trades come in their order.
 */
export function isoWriter(): (ms: number) => string {
  let day = Number.NaN;
  let date = '';
  return ms => {
    if (Math.floor(ms / DAY_MS) !== day) {
      day = Math.floor(ms / DAY_MS);
      date = isoTime(day * DAY_MS).slice(0, -13);
    }
    const second = (ms - day * DAY_MS) / 1_000;
    if (!Number.isInteger(second)) return isoTime(ms);
    const minute = Math.floor(second / 60);
    return `${date}${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}.000Z`;
  };
}

/** Cents, whole or nearly so, as dollars. Sums are made in cents, so that they do not drift. */
export const dollarsOf = (cents: number): number => Math.round(cents) / 100;

/** Dollars of an equity curve as whole cents. */
export const centsOf = (dollars: number): number => Math.round(dollars * 100);

export const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1_000);
