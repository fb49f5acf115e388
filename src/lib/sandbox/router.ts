import type { Desk } from './desk.ts';
import { notFound, type Reply, type SandboxRequest } from './exchange.ts';
import { getAccount, getConfiguration, getWhitelists, patchConfiguration } from './routes/account.ts';
import { getActivities } from './routes/activities.ts';
import { getBars, getLatestBars } from './routes/bars.ts';
import { deleteOrder, deleteOrders, getOrder, getOrderByClientId, getOrders } from './routes/orders.ts';
import { type OrderOmen, postOrder } from './routes/place-order.ts';
import { deletePosition, getPosition, getPositions } from './routes/positions.ts';
import { getHistory, getLatest } from './routes/quotes.ts';
import { getAsset, getAssets, getClock } from './routes/reference.ts';

type Answer = Reply | Promise<Reply>;
type Route = (desk: Desk, request: SandboxRequest, omen: OrderOmen) => Answer;
type NamedRoute = (desk: Desk, name: string, request: SandboxRequest) => Answer;

const CRYPTO = '/v1beta3/crypto/us';

const ROUTES = new Map<string, Route>([
  ['GET /v2/account', getAccount],
  ['GET /v2/account/configurations', getConfiguration],
  ['PATCH /v2/account/configurations', patchConfiguration],
  ['GET /v2/account/activities', (desk, request) => getActivities(desk, request, activityTypes(request))],
  ['GET /v2/clock', getClock],
  ['GET /v2/assets', (_, request) => getAssets(request)],
  ['GET /v2/wallets/whitelists', getWhitelists],
  ['GET /v2/positions', getPositions],
  ['GET /v2/orders', getOrders],
  ['POST /v2/orders', postOrder],
  ['DELETE /v2/orders', deleteOrders],
  ['GET /v2/orders:by_client_order_id', getOrderByClientId],
  ['GET /v2/stocks/bars', (desk, request) => getBars(desk, request, 'stock')],
  [`GET ${CRYPTO}/bars`, (desk, request) => getBars(desk, request, 'crypto')],
  [`GET ${CRYPTO}/latest/bars`, getLatestBars],
  [`GET ${CRYPTO}/latest/quotes`, (desk, request) => getLatest(desk, request, 'quotes')],
  [`GET ${CRYPTO}/latest/trades`, (desk, request) => getLatest(desk, request, 'trades')],
  [`GET ${CRYPTO}/quotes`, (desk, request) => getHistory(desk, request, 'quotes')],
  [`GET ${CRYPTO}/trades`, (desk, request) => getHistory(desk, request, 'trades')],
]);

/** Paths that end in a name, which may hold an encoded slash. */
const NAMED = new Map<string, NamedRoute>([
  ['GET /v2/orders/', getOrder],
  ['DELETE /v2/orders/', deleteOrder],
  ['GET /v2/positions/', getPosition],
  ['DELETE /v2/positions/', deletePosition],
  ['GET /v2/assets/', (_, name) => getAsset(name)],
  ['GET /v2/account/activities/', (desk, name, request) => getActivities(desk, request, [name])],
]);

const activityTypes = ({ query }: SandboxRequest): readonly string[] | null =>
  query.get('activity_types')?.split(',') ?? null;

/** Whether a path is of the data API, which has a host of its own at Alpaca and needs no keys here. */
export const isData = (path: string): boolean => path.startsWith(CRYPTO) || path.startsWith('/v2/stocks/');

/** Answers one request that is allowed and whose time has come. */
export function route(desk: Desk, request: SandboxRequest, omen: OrderOmen): Answer {
  const line = `${request.method} ${request.path}`;
  const exact = ROUTES.get(line);
  if (exact) return exact(desk, request, omen);
  for (const [prefix, named] of NAMED) {
    if (line.startsWith(prefix)) return named(desk, decoded(line.slice(prefix.length)), request);
  }
  return notFound(`endpoint not found: ${line}`);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
