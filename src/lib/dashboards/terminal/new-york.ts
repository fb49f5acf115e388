import { DAY_MS } from '../../core/interval.ts';
import { session, startOfDay } from '../../market/sessions.ts';

/** The American stock market by its clock and its calendar. */
export interface NewYork {
  /** `07:00:30` there. */
  readonly time: string;
  readonly isOpen: boolean;
  /** When it opens, or closes, next: UTC epoch milliseconds. */
  readonly changesAtMs: number;
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', timeStyle: 'medium' });

export function newYork(nowMs: number): NewYork {
  const time = clock.format(nowMs);
  for (let day = startOfDay(nowMs); ; day += DAY_MS) {
    const hours = session(day);
    if (!hours || hours.closeMs <= nowMs) continue;
    const isOpen = hours.openMs <= nowMs;
    return { time, isOpen, changesAtMs: isOpen ? hours.closeMs : hours.openMs };
  }
}
