import type { schema } from '../../app/schemas/equity.ts';
import { answer, type DataOf, type LiveFeed, type PageState } from '../shared/state.ts';

export const EQUITY_URL = '/api/equity';

/** All of the account's equity; that of the last day while the whole is not there. */
export const equityOf = (state: PageState): LiveFeed['equity'] =>
  answer<DataOf<typeof schema>>(state, EQUITY_URL) ?? state.feed.equity;
