import { utcMinute } from '../../../output/times.ts';

const ISO_TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** A sentence as people read it: times to the minute, figures not torn from their per cent signs at a line's end. */
export const prose = (text: string): string =>
  text.replaceAll(ISO_TIME, at => utcMinute(Date.parse(at))).replaceAll(/(\d) %/g, '$1\u00a0%');

/** A sentence of a clause: a capital in front, a full stop behind. */
export const sentence = (clause: string): string =>
  prose(`${clause.charAt(0).toUpperCase()}${clause.slice(1)}${/[.!?]$/.test(clause) ? '' : '.'}`);
