import type { BrokerAccount } from '../../broker/broker.ts';
import { refusedError } from '../../core/errors.ts';
import { formatCents, formatQty } from '../../core/money.ts';
import { lotsQty } from '../../core/position.ts';
import { entry } from '../../journal/entry.ts';
import { type HiveState, symbolState } from '../../journal/state.ts';
import { type AccountView, brokerView, type Holdings } from '../../tick/account-view.ts';
import { type Difference, differenceOf, explain, isNothing } from '../../tick/reconcile.ts';
import type { TickPorts } from './ports.ts';
import { stopTrading } from './stop-trading.ts';

export interface SeenAccount {
  readonly view: AccountView;
  /** Differences from the journal that stay, in words. */
  readonly warnings: readonly string[];
}

/**
 * S3: what the account can do, after comparing it with the journal. While an order is open the two may differ.
 * @throws HiveError (refused) after switching trading off when books that settle exactly differ.
 */
export async function viewAccount(ports: TickPorts, account: BrokerAccount): Promise<SeenAccount> {
  const { broker, journal } = ports;
  const positions = await broker.positions();
  refuseBlocked(account);
  const holdings = { account, positions };
  if (Object.keys(journal.state.open).length > 0) return { view: brokerView(holdings), warnings: [] };
  return broker.settlesExactly ? exactly(ports, holdings) : roughly(ports, holdings);
}

function refuseBlocked({ blocked }: BrokerAccount): void {
  if (blocked === null) return;
  throw refusedError({
    code: 'ACCOUNT_BLOCKED',
    message: `The account may not trade: ${blocked}.`,
    next: 'Ask the broker to lift it; nothing was sent.',
  });
}

function exactly(ports: TickPorts, holdings: Holdings): SeenAccount {
  const difference = differenceOf(ports.journal.state, holdings);
  if (isNothing(difference)) return { view: brokerView(holdings), warnings: [] };
  throw stopTrading(ports, {
    code: 'ACCOUNT_DRIFT',
    message: `The account differs from the journal: ${inWords(ports.journal.state, difference)}.`,
    next: 'Find out what moved the account (the embedded one is in state/paper-broker.db)',
  });
}

/**
 * Fees are estimates until they are posted, balances may be late, and a person may use the account too. Rounding
 * is followed, to the cent; a symbol whose coins differ beyond it is left alone until a person has looked.
 */
function roughly({ journal }: TickPorts, holdings: Holdings): SeenAccount {
  const { rounding, drift } = explain(differenceOf(journal.state, holdings), journal.state);
  if (!isNothing(rounding)) {
    const coins = Object.fromEntries(
      [...rounding.coins].map(([symbol, change]) => [symbol, formatQty(change)]),
    );
    journal.record(entry('ADJUSTED', { cash: formatCents(rounding.cash), coins }));
  }
  const view = brokerView(holdings, new Set(drift.coins.keys()));
  if (isNothing(drift)) return { view, warnings: [] };
  return {
    view,
    warnings: [
      `The account differs from the journal: ${inWords(journal.state, drift)}. Compare: hive trade audit. Take it as it is: hive positions accept.`,
    ],
  };
}

/** Both sides of each difference. */
function inWords({ books }: HiveState, { cash, coins }: Difference): string {
  const { main } = books;
  const sides = (what: string, journal: bigint, change: bigint, format: (amount: never) => string) =>
    `${what} is ${format((journal + change) as never)} at the broker, ${format(journal as never)} in the journal`;
  return [
    ...(cash === 0n ? [] : [sides('cash', main.cash, cash, formatCents)]),
    ...[...coins].map(([symbol, change]) =>
      sides(symbol, lotsQty(symbolState(main, symbol).lots), change, formatQty),
    ),
  ].join('; ');
}
