import type { BrokerAccount } from '../../broker/broker.ts';
import { refusedError } from '../../core/errors.ts';
import { formatCents, formatQty, qty } from '../../core/money.ts';
import { lotsQty } from '../../core/position.ts';
import { type AccountView, brokerView, type Holdings } from '../../tick/account-view.ts';
import type { TickPorts } from './ports.ts';
import { stopTrading } from './stop-trading.ts';

/**
 * S3: what the account can do, after checking that it holds what the journal says.
 * @throws HiveError (refused) after switching trading off when the two differ by a cent or a coin.
 */
export async function viewAccount(ports: TickPorts): Promise<AccountView> {
  const { broker, journal } = ports;
  const account = await broker.account();
  const positions = await broker.positions();
  refuseBlocked(account);
  if (Object.keys(journal.state.open).length === 0) reconcile(ports, { account, positions });
  return brokerView({ account, positions });
}

function refuseBlocked({ blocked }: BrokerAccount): void {
  if (blocked === null) return;
  throw refusedError({
    code: 'ACCOUNT_BLOCKED',
    message: `The account may not trade: ${blocked}.`,
    next: 'Ask the broker to lift it; nothing was sent.',
  });
}

function reconcile(ports: TickPorts, { account, positions }: Holdings): void {
  const book = ports.journal.state.books.main;
  if (account.cash !== book.cash) {
    throw drift(
      ports,
      `cash is ${formatCents(account.cash)} at the broker, ${formatCents(book.cash)} in the journal`,
    );
  }
  const symbols = new Set([...Object.keys(book.symbols), ...positions.map(({ symbol }) => symbol)]);
  for (const symbol of symbols) {
    const held = positions.find(position => position.symbol === symbol)?.qty ?? qty(0);
    const expected = lotsQty(book.symbols[symbol]?.lots ?? []);
    if (held === expected) continue;
    throw drift(
      ports,
      `${symbol} is ${formatQty(held)} at the broker, ${formatQty(expected)} in the journal`,
    );
  }
}

const drift = (ports: TickPorts, difference: string) =>
  stopTrading(ports, {
    code: 'ACCOUNT_DRIFT',
    message: `The account differs from the journal: ${difference}.`,
    next: 'Find out what moved the account (the embedded one is in state/paper-broker.db)',
  });
