import { DAY_MS } from '../../core/interval.ts';
import { qty } from '../../core/money.ts';
import { assetBySymbol, findAsset } from '../assets.ts';
import type { SandboxPosition } from '../books/state.ts';
import type { Desk } from '../desk.ts';
import { notFound, ok, type Reply, refusal } from '../exchange.ts';
import { exactQuote } from '../prices.ts';
import { positionView } from '../views/position-view.ts';
import { NO_OMEN, placeOrder } from './place-order.ts';

const NO_POSITION = 'position does not exist';

async function viewOf(desk: Desk, position: SandboxPosition) {
  const asset = assetBySymbol(position.symbol);
  const [now, dayAgo] = await Promise.all([
    exactQuote(desk.prices, asset, desk.nowMs),
    exactQuote(desk.prices, asset, desk.nowMs - DAY_MS),
  ]);
  return now && positionView(desk.books, position, { bid: now.bid, lastBid: dayAgo?.bid ?? now.bid });
}

export async function getPositions(desk: Desk): Promise<Reply> {
  const views = await Promise.all([...desk.books.positions.values()].map(position => viewOf(desk, position)));
  return views.includes(null) ? refusal(500, 50010000, 'internal server error occurred') : ok(views);
}

/** Found by `BTCUSD` or by the id of the asset; with a slash the broker says that there is none, even when there is. */
function positionOf({ books }: Desk, name: string): SandboxPosition | undefined {
  const asset = name.includes('/') ? undefined : findAsset(name);
  return asset && books.positions.get(asset.symbol);
}

export async function getPosition(desk: Desk, name: string): Promise<Reply> {
  const position = positionOf(desk, name);
  const view = position && (await viewOf(desk, position));
  return view ? ok(view) : notFound(NO_POSITION);
}

/** Sells the whole position at the market; what is left of it cannot be too small to be sold. */
export function deletePosition(desk: Desk, name: string): Promise<Reply> | Reply {
  const position = positionOf(desk, name);
  if (!position) return notFound(NO_POSITION);
  const order = {
    asset: assetBySymbol(position.symbol),
    side: 'sell',
    type: 'market',
    timeInForce: 'gtc',
    qty: qty(position.qty),
    notional: null,
    limitPrice: null,
    stopPrice: null,
    clientOrderId: null,
  } as const;
  return placeOrder(desk, order, NO_OMEN);
}
