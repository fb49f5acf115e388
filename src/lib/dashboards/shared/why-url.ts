import { slotOf } from '../../core/slot.ts';
import type { LiveFeed } from './state.ts';

type Fill = LiveFeed['fills'][number];

/** Where the reasons of the tick are that ordered a trade: orders are made in one tick and may fill in a later one. */
export function whyUrl({ orders }: LiveFeed, fill: Pick<Fill, 'order' | 'at'>): string {
  const ordered = orders.orders.find(({ order }) => order === fill.order);
  return whyAt(ordered?.at ?? fill.at);
}

/** The same for a decision whose trade is known by the time it was made. */
export function decisionUrl(feed: LiveFeed, { decision, at }: { decision: string; at: string }): string {
  const fill = feed.fills.find(each => each.decision === decision && each.purpose === 'entry');
  return fill ? whyUrl(feed, fill) : whyAt(at);
}

const whyAt = (at: string): string => `/api/crypto/why?tick=${slotOf(Date.parse(at))}`;
