import { cents } from '../../core/money.ts';
import { proceedsOf } from '../amounts.ts';
import { assetBySymbol } from '../assets.ts';
import type { Desk } from '../desk.ts';
import { invalid, ok, type Reply, type SandboxRequest } from '../exchange.ts';
import { jsonObject } from '../orders/order-request.ts';
import { exactQuote } from '../prices.ts';
import { accountView, configurationView } from '../views/account-view.ts';

export async function getAccount(desk: Desk): Promise<Reply> {
  let value = 0n;
  for (const { symbol, qty } of desk.books.positions.values()) {
    const quote = await exactQuote(desk.prices, assetBySymbol(symbol), desk.nowMs);
    if (quote) value += proceedsOf(qty, quote.bid);
  }
  return ok(accountView(desk, cents(value)));
}

export const getConfiguration = ({ settings }: Desk): Reply => ok(configurationView(settings.suspendTrade));

/** Takes `suspend_trade`; what else a client sends is left as it is. */
export function patchConfiguration({ settings, books }: Desk, request: SandboxRequest): Reply {
  const body = jsonObject(request.body);
  const suspend = body?.suspend_trade ?? settings.suspendTrade;
  if (body === null || typeof suspend !== 'boolean') return invalid('suspend_trade must be a boolean');
  settings.suspendTrade = suspend;
  books.revision++;
  return ok(configurationView(suspend));
}

/** Nothing may be withdrawn from a sandbox. */
export const getWhitelists = (): Reply => ok([]);
