import type { Reply } from '../exchange.ts';
import { anyText, type FaultKind } from './fault-kind.ts';

type Members = Readonly<Record<string, unknown>>;

/** Changes the object of an answer, or each object of a list; errors stay as they are. */
function changed(reply: Reply, change: (members: Members) => Members): Reply {
  if (reply.status !== 200) return reply;
  const one = (item: unknown) => (typeof item === 'object' && item !== null ? change(item as Members) : item);
  return { ...reply, body: Array.isArray(reply.body) ? reply.body.map(one) : one(reply.body) };
}

const setting = (members: Members) => (reply: Reply) => changed(reply, old => ({ ...old, ...members }));

const POST = 'POST /v2/orders';
const simple = (summary: string, path: string, edit: (reply: Reply) => Reply): FaultKind => ({
  summary,
  path,
  argument: null,
  edit,
});

const halved = (text: unknown): string => (Number(text) / 2).toFixed(9);

/** FIELD=VALUE; a value that is JSON counts as that, everything else is text. */
function setMember(reply: Reply, argument: string): Reply {
  const [, field = '', text = ''] = /^([a-z_]+)=(.*)$/s.exec(argument) ?? [];
  return changed(reply, old => ({ ...old, [field]: jsonOr(text) }));
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Answers that arrive whole and say something wrong. */
export const ANSWER_FAULTS = {
  set: {
    summary: 'A member of the answer has another value, in each element of a list.',
    path: '*',
    argument: { meaning: 'FIELD=VALUE', pattern: /^[a-z_]+=.*$/s, fallback: null },
    edit: setMember,
  },
  drop: {
    summary: 'A member of the answer is missing, in each element of a list.',
    path: '*',
    argument: anyText('FIELD', null),
    edit: (reply, field) =>
      changed(reply, old => Object.fromEntries(Object.entries(old).filter(([name]) => name !== field))),
  },
  'other-client-id': simple('The order in the answer has another client id.', POST, reply =>
    changed(reply, old => ({ ...old, client_order_id: `${String(old.client_order_id)}x` })),
  ),
  'other-symbol': simple('The order in the answer is of another coin.', POST, reply =>
    changed(reply, old => ({ ...old, symbol: old.symbol === 'BTC/USD' ? 'ETH/USD' : 'BTC/USD' })),
  ),
  'other-side': simple('The order in the answer goes the other way.', POST, reply =>
    changed(reply, old => ({ ...old, side: old.side === 'buy' ? 'sell' : 'buy' })),
  ),
  'other-size': simple('The order in the answer is of another size.', POST, reply =>
    changed(reply, old => ({ ...old, ...(old.qty === null ? { notional: '1234.5' } : { qty: '1.25' }) })),
  ),
  'unknown-status': simple(
    'Orders are in a state that no one has heard of.',
    '/v2/orders*',
    setting({ status: 'triaged' }),
  ),
  'unknown-fields': simple(
    'Answers have members that no one has heard of.',
    '*',
    setting({ zz_new_member: { list: [1, null, 'x'] } }),
  ),
  'pdt-fields': simple(
    'The account still has the members about day traders that went in 2026.',
    'GET /v2/account',
    setting({ pattern_day_trader: false, daytrade_count: 0, daytrading_buying_power: '0' }),
  ),
  'filled-qty-down': simple(
    'The filled quantity of orders is half of what it was.',
    'GET /v2/orders*',
    reply => changed(reply, old => ({ ...old, filled_qty: halved(old.filled_qty) })),
  ),
  'stale-account': {
    summary: 'The account answers what it answered when this fault first struck.',
    path: 'GET /v2/account',
    argument: null,
    edit: (_, __, kept) => kept,
  },
} satisfies Record<string, FaultKind>;
