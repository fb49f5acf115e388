import { type Cents, cents, type Price, qty } from '../../core/money.ts';
import { averagePrice, plainCents, plainPrice, plainQty, proceedsOf } from '../amounts.ts';
import { assetBySymbol } from '../assets.ts';
import type { Books } from '../books/books.ts';
import { heldQty } from '../books/reserved.ts';
import type { SandboxPosition } from '../books/state.ts';

/** A position as Alpaca's API writes it; `bid` and `lastBid` are the prices of now and of a day ago. */
export function positionView(
  books: Books,
  position: SandboxPosition,
  prices: { bid: Price; lastBid: Price },
) {
  const asset = assetBySymbol(position.symbol);
  const value = proceedsOf(position.qty, prices.bid);
  const basis = cents(position.cost / 10n ** 16n);
  const profit = cents(value - basis);
  const dayProfit = cents(value - proceedsOf(position.qty, prices.lastBid));
  return {
    asset_id: asset.id,
    symbol: asset.glued,
    exchange: 'CRYPTO',
    asset_class: 'crypto',
    asset_marginable: false,
    qty: plainQty(position.qty),
    qty_available: plainQty(qty(position.qty - heldQty(books, position.symbol))),
    avg_entry_price: plainPrice(averagePrice(position.cost, position.qty)),
    side: 'long',
    market_value: plainCents(value),
    cost_basis: plainCents(basis),
    unrealized_pl: plainCents(profit),
    unrealized_plpc: ratio(profit, basis),
    unrealized_intraday_pl: plainCents(dayProfit),
    unrealized_intraday_plpc: ratio(dayProfit, cents(value - dayProfit)),
    current_price: plainPrice(prices.bid),
    lastday_price: plainPrice(prices.lastBid),
    change_today: (Number(prices.bid) / Number(prices.lastBid) - 1).toFixed(16),
  };
}

const ratio = (part: Cents, whole: Cents): string =>
  whole === 0n ? '0' : (Number(part) / Number(whole)).toFixed(16);
