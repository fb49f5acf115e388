import { type Cents, cents, parseCents, parseQty, type Qty, qty } from '../../core/money.ts';
import type { AccountStanding, Desk } from '../desk.ts';
import { readOrder } from '../orders/order-request.ts';
import { NO_OMEN, placeOrder } from '../routes/place-order.ts';
import { anyText, type FaultKind } from './fault-kind.ts';

const standing = (summary: string, is: Partial<AccountStanding>): FaultKind => ({
  summary,
  path: '*',
  argument: null,
  standing: () => is,
});

const SIGNED = { dollars: /^-?\d{1,12}(\.\d{1,2})?$/, coins: /^(BTC|ETH)\/USD,-?\d{1,9}(\.\d{1,9})?$/ };

const moved = (desk: Desk, symbol: string | null, amount: { qty?: Qty; cash?: Cents }) =>
  desk.books.transfer(symbol, { qty: qty(0), cash: cents(0), ...amount }, desk.nowMs);

/** An order that someone else placed in this account, by hand or with another tool. */
async function placeByHand(desk: Desk, argument: string): Promise<void> {
  const [symbol, side, size = ''] = argument.split(',');
  const amount = side === 'buy' ? { notional: size } : { qty: size };
  const order = readOrder(JSON.stringify({ symbol, side, type: 'market', time_in_force: 'gtc', ...amount }));
  if (!('status' in order)) await placeOrder(desk, order, { ...NO_OMEN, isForeign: true });
}

/** What happens to the account, or is said of it. */
export const ACCOUNT_FAULTS = {
  'other-account': {
    summary: 'The keys lead to another account.',
    path: '*',
    argument: anyText('account number', 'PA0OTHER0000'),
    standing: accountNumber => ({ accountNumber }),
  },
  'account-blocked': standing('The account is blocked.', { accountBlocked: true }),
  'trading-blocked': standing('Trading is blocked for the account.', { tradingBlocked: true }),
  'account-inactive': standing('The account is not active.', { status: 'INACTIVE', tradingBlocked: true }),
  'crypto-inactive': standing('The account may not trade crypto.', { cryptoStatus: 'INACTIVE' }),
  'account-suspended': standing('Its owner has suspended trading.', { suspended: true }),
  'foreign-order': {
    summary: 'Someone places a market order by hand: a buy in dollars or a sale in coins.',
    path: '*',
    argument: {
      meaning: 'SYMBOL,SIDE,SIZE',
      pattern: /^(BTC|ETH)\/USD,(buy|sell),[\d.]+$/,
      fallback: 'BTC/USD,buy,50',
    },
    isOnce: true,
    before: placeByHand,
  },
  deposit: {
    summary: 'Dollars come in; with a minus they go out.',
    path: '*',
    argument: { meaning: 'dollars', pattern: SIGNED.dollars, fallback: '1000' },
    isOnce: true,
    before: (desk, dollars) => moved(desk, null, { cash: parseCents(dollars) }),
  },
  'coin-transfer': {
    summary: 'Coins come in; with a minus they go out.',
    path: '*',
    argument: { meaning: 'SYMBOL,COINS', pattern: SIGNED.coins, fallback: 'BTC/USD,0.01' },
    isOnce: true,
    before: (desk, argument) => {
      const [symbol = '', coins = ''] = argument.split(',');
      moved(desk, symbol, { qty: parseQty(coins) });
    },
  },
} satisfies Record<string, FaultKind>;
