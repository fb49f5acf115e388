import { utcDay } from '../../core/clock.ts';
import type { LiveFeed } from '../shared/state.ts';

type Point = LiveFeed['equity']['points'][number];

/** What a UTC day made of the account and of the control arm, in dollars. */
export interface DayResult {
  readonly day: string;
  /** At the end of the day. */
  readonly equity: number;
  readonly change: number;
  readonly controlChange: number;
}

/** Changes of equity by day, newest first; the first day counts from its first point. */
export function resultsByDay(points: readonly Point[]): readonly DayResult[] {
  const ends = new Map<string, Point>();
  for (const point of points) ends.set(utcDay(point[0]), point);
  let before = points[0];
  const days: DayResult[] = [];
  for (const [day, end] of ends) {
    const [, equity, control] = end;
    days.push({ day, equity, change: equity - before![1], controlChange: control - before![2] });
    before = end;
  }
  return days.reverse();
}
