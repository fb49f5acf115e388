import { checkHoldings, checkJournal } from '../audit/audit.ts';
import { CHECKS, differenceText, type Finding } from '../audit/finding.ts';
import type { JournalBooks } from '../audit/journal-books.ts';
import type { Adapters } from './adapters.ts';
import { hasBooks } from './audit/has-books.ts';
import { readBooks } from './audit/read-books.ts';

export interface VerifyOptions {
  readonly onProgress?: (records: number) => void;
}

export interface JournalVerdict {
  readonly records: number;
  readonly lastHash: string | null;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly trades: number;
  /** What was recomputed from the first record on; all of it holds, or `faults` says what does not. */
  readonly checks: readonly string[];
  readonly faults: readonly string[];
}

/**
 * Reads the whole journal: the newest checkpoint's record, the hash chain, every record's meaning, every amount
 * recomputed, and, for the embedded broker where nothing is open, cash and coins against its own books. A broker
 * behind a network is not asked: that is the audit's.
 * @throws HiveError (data, JOURNAL_DAMAGED …) naming file and line when the chain does not hold; (data,
 * BOOKS_MISSING) when the books of the embedded broker are gone.
 */
export async function journalVerify(
  adapters: Adapters,
  { onProgress = () => {} }: VerifyOptions,
): Promise<JournalVerdict> {
  const books = await readBooks(adapters, onProgress);
  const findings = [...checkJournal(books), ...(await againstEmbedded(adapters, books))];
  const orphan = await ordersWithoutJournal(adapters, books);
  return {
    records: books.records,
    lastHash: books.last?.hash ?? null,
    firstAt: books.first?.at ?? null,
    lastAt: books.last?.at ?? null,
    trades: books.fills.length,
    checks: [
      'hash chain',
      'order of records',
      'nothing is missing since the newest checkpoint',
      ...findings.flatMap(({ check, against }) =>
        against === 'broker' ? [`${CHECKS[check]} at the broker`] : [CHECKS[check]],
      ),
    ],
    faults: [...findings.flatMap(({ differences }) => differences.map(differenceText)), ...orphan],
  };
}

const isEmbedded = ({ config }: Adapters): boolean => config.broker.kind === 'simulated';

/** While the outcome of an order is not known, the journal and the broker may differ. */
async function againstEmbedded(adapters: Adapters, books: JournalBooks): Promise<Finding[]> {
  const { state } = books;
  if (!isEmbedded(adapters) || !state || Object.keys(state.open).length > 0) return [];
  await hasBooks(adapters, true);
  const broker = await adapters.broker();
  const { settlesExactly } = broker;
  const [account, positions] = [await broker.account(), await broker.positions()];
  return checkHoldings(books, { settlesExactly, account, positions });
}

async function ordersWithoutJournal(adapters: Adapters, { state }: JournalBooks): Promise<string[]> {
  if (state || !isEmbedded(adapters) || !(await hasBooks(adapters, false))) return [];
  const [first] = await (await adapters.broker()).ordersSince(0);
  if (first === undefined) return [];
  return [`there is no journal, but the broker has orders, the first is ${first.clientOrderId}`];
}
