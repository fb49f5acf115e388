import type { BrokerAccount, BrokerPosition } from '../broker/broker.ts';
import { type Cents, cents, minCents, type Qty, qty } from '../core/money.ts';
import { lotsQty } from '../core/position.ts';
import { type HiveState, symbolState } from '../journal/state.ts';

/** What an account can do, by what was read of it when the tick began and by the journal's state of now. */
export interface AccountView {
  buyingPower(state: HiveState): Cents;
  available(state: HiveState, symbol: string): Qty;
  /** Whether the account holds other coins of the symbol than the journal says: it is then left alone. */
  drifted(symbol: string): boolean;
}

export interface Holdings {
  readonly account: BrokerAccount;
  readonly positions: readonly BrokerPosition[];
}

/** The account at the broker: the lower of its own and our view of now, less the money of unresolved buys. */
export const brokerView = (
  { account, positions }: Holdings,
  drift: ReadonlySet<string> = new Set(),
): AccountView => ({
  buyingPower: state => buyingPower(state, account),
  available: (_state, symbol) =>
    positions.find(position => position.symbol === symbol)?.qtyAvailable ?? qty(0),
  drifted: symbol => drift.has(symbol),
});

function buyingPower(state: HiveState, account: BrokerAccount): Cents {
  const reserved = Object.values(state.open).reduce(
    (sum, open) => sum + (open.side === 'buy' ? open.value : 0n),
    0n,
  );
  const lowest = minCents(account.cash, account.nonMarginableBuyingPower, state.books.main.cash);
  return cents(lowest - reserved);
}

/** The control arm's account: its own book, as if it were the broker's. */
export const controlView: AccountView = {
  buyingPower: ({ books }) => books.control.cash,
  available: ({ books }, symbol) => lotsQty(symbolState(books.control, symbol).lots),
  drifted: () => false,
};
