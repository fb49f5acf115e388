import type { Broker } from '../broker/broker.ts';
import { formatCents, formatQty, qty } from '../core/money.ts';
import { lotsQty } from '../core/position.ts';
import { toEntry } from '../journal/entry.ts';
import { project } from '../journal/project.ts';
import type { HiveState } from '../journal/state.ts';
import type { Adapters } from './adapters.ts';
import { bookView } from './book-view.ts';
import { wholeJournal } from './read-journal.ts';

export interface VerifyOptions {
  readonly onProgress?: (records: number) => void;
}

export interface JournalVerdict {
  readonly records: number;
  readonly lastHash: string | null;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly trades: number;
  /** Identities that were recomputed from the first record on; all hold, or `faults` names those that do not. */
  readonly checks: readonly string[];
  readonly faults: readonly string[];
}

const PROGRESS_EVERY = 10_000;

/**
 * Reads the whole journal: the newest checkpoint's record, the hash chain, every record's meaning, the money identities, and, where nothing
 * is open, cash and coins against the broker's own books.
 * @throws HiveError (data, JOURNAL_DAMAGED …) naming file and line when the chain does not hold.
 */
export async function journalVerify(
  adapters: Adapters,
  { onProgress }: VerifyOptions,
): Promise<JournalVerdict> {
  let state: HiveState | null = null;
  let first: { at: string } | null = null;
  let last: { at: string; hash: string } | null = null;
  let records = 0;
  for (const record of await wholeJournal(adapters)) {
    state = project(state, toEntry(record));
    first ??= record;
    last = record;
    records += 1;
    if (records % PROGRESS_EVERY === 0) onProgress?.(records);
  }
  const faults = [...(state ? identities(state) : []), ...(await againstBroker(adapters, state))];
  return {
    records,
    lastHash: last?.hash ?? null,
    firstAt: first?.at ?? null,
    lastAt: last?.at ?? null,
    trades: state?.books.main.trades ?? 0,
    checks: [
      'hash chain',
      'order of records',
      'nothing is missing since the newest checkpoint',
      'realised + unrealised = equity - starting cash',
      ...(hasOpenOrders(state) ? [] : ['cash and coins equal the broker']),
    ],
    faults,
  };
}

/** Money that the journal says was made must be what cash and lots say, to the cent, in both books. */
function identities({ books, startingCash }: HiveState): string[] {
  return (['main', 'control'] as const).flatMap(name => {
    const view = bookView(books[name], startingCash, {});
    const made = Math.round((view.realised + view.unrealised) * 100);
    return made === Math.round(view.profit * 100)
      ? []
      : [`${name}: realised + unrealised is ${made / 100}, equity less starting cash is ${view.profit}`];
  });
}

/** While the outcome of an order is not known, the journal and the broker may differ. */
const hasOpenOrders = (state: HiveState | null): boolean => Object.keys(state?.open ?? {}).length > 0;

/** Opening the embedded broker makes its books when there are none, which a look must not do. */
async function againstBroker(adapters: Adapters, state: HiveState | null): Promise<string[]> {
  const { existsSync } = await import('node:fs');
  const { paperBroker } = adapters.paths;
  if (!existsSync(paperBroker))
    return state ? [`${paperBroker} with the books of the broker is missing`] : [];
  if (!state) return ordersWithoutJournal(await adapters.broker());
  return hasOpenOrders(state) ? [] : brokerFaults(await adapters.broker(), state);
}

async function ordersWithoutJournal(broker: Broker): Promise<string[]> {
  const [first] = await broker.ordersSince(0);
  const order = first?.clientOrderId;
  return order === undefined ? [] : [`there is no journal, but the broker has orders, the first is ${order}`];
}

async function brokerFaults(broker: Broker, { books }: HiveState): Promise<string[]> {
  const account = await broker.account();
  const positions = await broker.positions();
  const cash =
    account.cash === books.main.cash
      ? []
      : [`cash: broker ${formatCents(account.cash)}, journal ${formatCents(books.main.cash)}`];
  const symbols = new Set([...Object.keys(books.main.symbols), ...positions.map(({ symbol }) => symbol)]);
  const coins = [...symbols].flatMap(symbol => {
    const held = positions.find(position => position.symbol === symbol)?.qty ?? qty(0);
    const expected = lotsQty(books.main.symbols[symbol]?.lots ?? []);
    return held === expected ? [] : [`${symbol}: broker ${formatQty(held)}, journal ${formatQty(expected)}`];
  });
  return [...cash, ...coins];
}
