import type { Endpoint } from './endpoint.ts';
import { equity } from './equity.ts';
import { health } from './health.ts';
import { journal } from './journal.ts';
import { journalEvents } from './journal-events.ts';
import { limits } from './limits.ts';
import { feed } from './live-feed.ts';
import { orders } from './orders.ts';
import { positions } from './positions.ts';
import { quotes } from './quotes.ts';
import { runs } from './runs.ts';
import { status } from './status.ts';
import { trades } from './trades.ts';
import { trainingEndpoints } from './training-endpoints.ts';
import { why } from './why.ts';

/** Everything that the API answers. */
export const ENDPOINTS: readonly Endpoint[] = [
  feed,
  status,
  positions,
  trades,
  orders,
  limits,
  why,
  quotes,
  equity,
  journal,
  journalEvents,
  health,
  runs,
  ...trainingEndpoints,
];
