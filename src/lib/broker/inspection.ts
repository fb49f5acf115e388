import type { Qty } from '../core/money.ts';

/** What the broker says of one instrument. */
export interface BrokerAsset {
  readonly symbol: string;
  readonly tradable: boolean;
  readonly status: string;
  /** Null where the broker does not say. */
  readonly minOrderQty: Qty | null;
  readonly qtyIncrement: Qty | null;
}

/** What only a check-up asks of a broker. Reads throw HiveError (broker) when the answer cannot be trusted. */
export interface BrokerInspection {
  asset(symbol: string): Promise<BrokerAsset>;
  /** Addresses to which coins may be withdrawn: the keys that trade could send everything there. */
  whitelistedAddresses(): Promise<readonly string[]>;
}
