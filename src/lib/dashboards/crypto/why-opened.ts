import type { LiveFeed, PageState } from '../shared/state.ts';
import { whyUrl } from '../shared/why-url.ts';

export type Fill = LiveFeed['fills'][number];

/** Most trades that are open at once; each is a question to the server. */
const MOST = 8;
const PREFIX = 'why:';

export const whyKey = ({ seq }: Fill): string => `${PREFIX}${seq}`;

/** The answers that the trades which a reader has opened need. */
export function openedWhys({ feed, ui }: PageState): readonly string[] {
  const opened = feed.fills.filter(fill => ui[whyKey(fill)] === 'open').slice(0, MOST);
  return [...new Set(opened.map(fill => whyUrl(feed, fill)))];
}
