import { utcDay } from '../../core/clock.ts';
import { type Cents, cents } from '../../core/money.ts';
import { plainCents } from '../amounts.ts';
import { availableCash } from '../books/reserved.ts';
import type { Desk } from '../desk.ts';
import { nanoTime } from './times.ts';

/** Buying power of a margin account: for stocks. Crypto goes by the cash alone. */
const MULTIPLIER = 2n;

/** The account as Alpaca's API writes it in 2026: without the fields about day traders. */
export function accountView(desk: Desk, coinsValue: Cents) {
  const { books, standing } = desk;
  const available = availableCash(books);
  const equity = plainCents(cents(books.cash + coinsValue));
  const power = plainCents(cents(available * MULTIPLIER));
  const value = plainCents(coinsValue);
  return {
    id: desk.accountId,
    admin_configurations: {},
    user_configurations: null,
    account_number: standing.accountNumber,
    status: standing.status,
    crypto_status: standing.cryptoStatus,
    currency: 'USD',
    buying_power: power,
    regt_buying_power: power,
    effective_buying_power: power,
    non_marginable_buying_power: plainCents(available),
    options_buying_power: plainCents(available),
    cash: plainCents(books.cash),
    accrued_fees: '0',
    pending_transfer_in: '0',
    portfolio_value: equity,
    trading_blocked: standing.tradingBlocked,
    transfers_blocked: false,
    account_blocked: standing.accountBlocked,
    created_at: nanoTime(desk.createdMs),
    trade_suspended_by_user: standing.suspended,
    multiplier: `${MULTIPLIER}`,
    shorting_enabled: true,
    equity,
    last_equity: equity,
    long_market_value: value,
    short_market_value: '0',
    position_market_value: value,
    initial_margin: '0',
    maintenance_margin: '0',
    last_maintenance_margin: '0',
    sma: plainCents(books.cash),
    balance_asof: utcDay(desk.nowMs - 86_400_000),
    crypto_tier: 1,
    intraday_adjustments: '0',
    pending_reg_taf_fees: '0',
  };
}

/** What `GET /v2/account/configurations` says. */
export const configurationView = (suspendTrade: boolean) => ({
  fractional_trading: true,
  max_margin_multiplier: '2',
  max_options_trading_level: null,
  no_shorting: false,
  ptp_no_exception_entry: false,
  suspend_trade: suspendTrade,
  trade_confirm_email: 'all',
});
