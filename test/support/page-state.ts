import { firstState } from '../../src/lib/dashboards/shared/page.ts';
import type { LiveFeed, PageName, PageState } from '../../src/lib/dashboards/shared/state.ts';
import { SAMPLE_NOW, sampleFeed } from './sample-feed.ts';

/** The state of a page that is connected, half a minute after the last tick of its feed. */
export const pageState = (
  page: PageName,
  feed: LiveFeed = sampleFeed(),
  change: Partial<PageState> = {},
): PageState => ({
  ...firstState(page, { feed, nowMs: SAMPLE_NOW }),
  connection: { state: 'live' },
  ...change,
});

/** A feed whose status is changed. */
export const withStatus = (change: Partial<LiveFeed['status']>, feed: LiveFeed = sampleFeed()): LiveFeed =>
  sampleFeed({ ...feed, status: { ...feed.status, ...change } });
