import { span, utcMinute } from '../../../../output/times.ts';
import { h, type ViewNode } from '../node.ts';

/** How long ago, in one or two units; "now" below two seconds, clocks being what they are. */
export function ageText(atMs: number, nowMs: number): string {
  const age = nowMs - atMs;
  return age < 2_000 ? 'now' : `${span(age)} ago`;
}

/** A moment as its age, the moment itself to be had by pointing at it or by a screen reader. */
export function age(at: string | null, nowMs: number): ViewNode {
  if (at === null) return h('span', { class: 'age' }, 'never');
  const atMs = Date.parse(at);
  return h('time', { class: 'age', datetime: at, title: utcMinute(atMs) }, ageText(atMs, nowMs));
}

/** A moment in UTC to the minute. */
export const moment = (at: string): ViewNode => h('time', { datetime: at }, utcMinute(Date.parse(at)));

/** Time of day in UTC to the second, for lists of one day. */
export const clockTime = (at: string): ViewNode =>
  h('time', { datetime: at, title: utcMinute(Date.parse(at)) }, `${at.slice(11, 19)}Z`);
