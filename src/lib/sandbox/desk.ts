import type { Books } from './books/books.ts';
import type { SandboxPrices } from './prices.ts';

/** What the account is allowed to do, as the broker sees it at this request. */
export interface AccountStanding {
  readonly accountNumber: string;
  readonly status: string;
  readonly cryptoStatus: string;
  readonly tradingBlocked: boolean;
  readonly accountBlocked: boolean;
  /** `suspend_trade` of the configuration. */
  readonly suspended: boolean;
}

/** What a client may set of its account. */
export interface AccountSettings {
  suspendTrade: boolean;
}

/** All that a route works with. */
export interface Desk {
  readonly books: Books;
  readonly prices: SandboxPrices;
  readonly settings: AccountSettings;
  readonly accountId: string;
  readonly createdMs: number;
  readonly fillDelayMs: number;
  /** The moment of this request. */
  readonly nowMs: number;
  readonly standing: AccountStanding;
}
