import { isoTime } from '../../core/clock.ts';
import { fitText, plainLine } from '../fit-text.ts';
import { lineOf, titleOf } from '../words.ts';
import type { Encode } from './posting.ts';

const MOST_TEXT = 4_000;

const iso = (timeMs: number | null): string | null => (timeMs === null ? null : isoTime(timeMs));
const text = (line: string): string => fitText(plainLine(line), { most: MOST_TEXT });

/** `hive.alert/1`, our own form; docs/alerts.md describes it. */
export const json: Encode = (message, { url }) => {
  const { home, mode, atMs, alerts } = message;
  const body = {
    schema: 'hive.alert/1',
    at: isoTime(atMs),
    home: text(home),
    mode,
    title: text(titleOf(message)),
    alerts: alerts.map(alert => ({
      kind: alert.kind,
      key: alert.key,
      says: text(alert.says),
      todo: alert.todo === null ? null : text(alert.todo),
      text: text(lineOf(alert)),
      at: isoTime(alert.atMs),
      since: iso(alert.sinceMs),
      until: iso(alert.untilMs),
      reminder: alert.isReminder,
    })),
  };
  return { url, body: JSON.stringify(body) };
};
