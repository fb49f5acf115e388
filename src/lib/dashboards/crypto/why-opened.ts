import { slotOf } from '../../core/slot.ts';
import type { LiveFeed, PageState } from '../shared/state.ts';

export type Fill = LiveFeed['fills'][number];

/** Most trades that are open at once; each is a question to the server. */
const MOST = 8;
const PREFIX = 'why:';

export const whyKey = ({ seq }: Fill): string => `${PREFIX}${seq}`;

/** Where the reasons of the tick are that ordered a trade: orders are made in one tick and may fill in a later one. */
export function whyUrl({ orders }: LiveFeed, fill: Fill): string {
  const ordered = orders.orders.find(({ order }) => order === fill.order);
  return `/api/crypto/why?tick=${slotOf(Date.parse(ordered?.at ?? fill.at))}`;
}

/** The answers that the trades which a reader has opened need. */
export function openedWhys({ feed, ui }: PageState): readonly string[] {
  const opened = feed.fills.filter(fill => ui[whyKey(fill)] === 'open').slice(0, MOST);
  return [...new Set(opened.map(fill => whyUrl(feed, fill)))];
}
