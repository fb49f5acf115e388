import { formatQty, qty } from '../core/money.ts';
import { lotsQty } from '../core/position.ts';
import { coinSlack, isNear } from '../journal/rounding.ts';
import { type HiveState, symbolState } from '../journal/state.ts';
import type { BrokerBooks } from './broker-books.ts';
import { type Finding, Findings } from './finding.ts';

/** What an account holds, and whether its books follow ours to the last unit. */
export type AccountBooks = Pick<BrokerBooks, 'account' | 'positions' | 'settlesExactly'>;

/** Whose account it is. */
export function checkAccount({ account }: HiveState, broker: AccountBooks): Finding {
  const findings = new Findings('account');
  findings.count();
  findings.equal('account number', account, broker.account.accountNumber);
  return findings.finding;
}

/** Coins of every symbol on either side. Rounding of fees is let pass where they are estimates. */
export function checkPositions(state: HiveState, { positions, settlesExactly }: AccountBooks): Finding {
  const findings = new Findings('positions');
  const { main } = state.books;
  const symbols = new Set([...Object.keys(main.symbols), ...positions.map(({ symbol }) => symbol)]);
  for (const symbol of symbols) {
    if (Object.values(state.open).some(open => open.symbol === symbol)) {
      findings.pending(`${symbol}, of which an order is open`);
      continue;
    }
    findings.count();
    const held = positions.reduce((sum, one) => (one.symbol === symbol ? sum + one.qty : sum), 0n);
    const expected = lotsQty(symbolState(main, symbol).lots);
    if (!isNear(held, expected, settlesExactly ? 0n : coinSlack(state, symbol)))
      findings.differs(symbol, formatQty(expected), formatQty(qty(held)));
  }
  return findings.finding;
}
