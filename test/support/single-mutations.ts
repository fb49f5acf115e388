import type { BrokerBooks } from '../../src/lib/audit/broker-books.ts';
import {
  cents,
  formatCents,
  formatPrice,
  formatQty,
  parseCents,
  parsePrice,
  parseQty,
  price,
  qty,
} from '../../src/lib/core/money.ts';
import type { SealedRecord } from '../../src/lib/journal/sealed-record.ts';
import type { Pair } from './audited-books.ts';

export interface Mutation {
  readonly name: string;
  readonly pair: Pair;
}

type Json = Readonly<Record<string, unknown>>;

const bump = {
  cents: (text: string, by: bigint) => formatCents(cents(parseCents(text) + by)),
  qty: (text: string, by: bigint) => formatQty(qty(parseQty(text) + by)),
  price: (text: string, by: bigint) => formatPrice(price(parsePrice(text) + by)),
};

/** The amounts of each kind of record. `referencePrice` is what the decision saw, not what happened. */
const AMOUNTS: Readonly<Record<string, Readonly<Record<string, keyof typeof bump>>>> = {
  GENESIS: { startingCash: 'cents' },
  INTENT: { notional: 'cents', qty: 'qty', value: 'cents' },
  FILL: { qty: 'qty', price: 'price', cash: 'cents', net: 'qty', fee: 'cents' },
  CLOSED: { filledQty: 'qty' },
  ACCEPTED: {},
  REFUSED: {},
  FEE: { qty: 'qty', cash: 'cents' },
  ADJUSTED: { cash: 'cents' },
  BALANCE: { cash: 'cents' },
};

const UNIT = [1n, -1n];

/** Every way in which one record of the books is lost, there twice, or has one amount that is one unit off. */
export function singleMutations(pair: Pair): Mutation[] {
  return [...journalMutations(pair), ...brokerMutations(pair)];
}

function journalMutations(pair: Pair): Mutation[] {
  const { records } = pair;
  const put = (at: number, ...instead: SealedRecord[]): Pair => ({
    ...pair,
    records: [...records.slice(0, at), ...instead, ...records.slice(at + 1)],
  });
  return records.flatMap((record, at) => {
    const amounts = AMOUNTS[record.type];
    if (!amounts) return [];
    const name = `journal ${record.type} ${record.seq}`;
    const data: Json = record.data;
    const changed = Object.entries(amounts).flatMap(([key, unit]) =>
      typeof data[key] === 'string'
        ? UNIT.map(by => ({ key, by, text: bump[unit](data[key] as string, by) }))
        : [],
    );
    return [
      { name: `${name} lost`, pair: put(at) },
      { name: `${name} twice`, pair: put(at, record, record) },
      ...changed.map(({ key, by, text }) => ({
        name: `${name} ${key} ${by}`,
        pair: put(at, { ...record, data: { ...record.data, [key]: text } }),
      })),
    ];
  });
}

const LISTS = {
  orders: ['notional', 'qty', 'filledQty', 'filledAvgPrice'],
  fills: ['qty', 'price'],
  fees: ['qty', 'cash'],
  positions: ['qty'],
} as const;

function brokerMutations(pair: Pair): Mutation[] {
  const { broker } = pair;
  const withBroker = (change: Partial<BrokerBooks>): Pair => ({ ...pair, broker: { ...broker, ...change } });
  const lists = (Object.keys(LISTS) as (keyof typeof LISTS)[]).flatMap(list =>
    broker[list].flatMap((item, at) => {
      const put = (...instead: Json[]) =>
        withBroker({ [list]: [...broker[list].slice(0, at), ...instead, ...broker[list].slice(at + 1)] });
      const name = `broker ${list} ${at}`;
      const one: Json = { ...item };
      const changed = LISTS[list].flatMap(key =>
        typeof one[key] === 'bigint' ? UNIT.map(by => ({ key, by, value: (one[key] as bigint) + by })) : [],
      );
      return [
        { name: `${name} lost`, pair: put() },
        { name: `${name} twice`, pair: put(one, one) },
        ...changed.map(({ key, by, value }) => ({
          name: `${name} ${key} ${by}`,
          pair: put({ ...one, [key]: value }),
        })),
      ];
    }),
  );
  const cash = UNIT.map(by => ({
    name: `broker cash ${by}`,
    pair: withBroker({ account: { ...broker.account, cash: cents(broker.account.cash + by) } }),
  }));
  return [...lists, ...cash];
}
