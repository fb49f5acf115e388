import { type Audit, audit } from '../../audit/audit.ts';
import type { BrokerBooks } from '../../audit/broker-books.ts';
import type { Difference, Pending } from '../../audit/finding.ts';
import type { Broker } from '../../broker/broker.ts';
import { isoTime } from '../../core/clock.ts';
import { DAY_MS } from '../../core/interval.ts';
import type { Adapters } from '../adapters.ts';
import { hasBooks } from './has-books.ts';
import { readBooks } from './read-books.ts';

export interface AuditOptions {
  /** Orders, fills and fees from this moment on; null is all of them. */
  readonly sinceMs: number | null;
  readonly onProgress: (records: number) => void;
}

export interface AuditReport extends Audit {
  readonly account: string | null;
  readonly broker: string;
  readonly records: number;
  /** First moment of the orders, fills and fees that were compared. */
  readonly from: string;
  /** Whether a tick wrote while the two were read. */
  readonly tickRunning: boolean;
}

/** The broker is asked from before the first moment that is judged: its clock may differ, and fees bear the date of a day. */
const MARGIN_MS = DAY_MS;
/** How often both are read again when a tick wrote in between. */
const ATTEMPTS = 3;

/**
 * Holds the whole journal against the broker. Changes nothing and takes no lock; a tick may run meanwhile.
 * Null where there is nothing to compare: no record, and no books of the embedded broker.
 * @throws HiveError (data) for a damaged journal or missing books of the embedded broker; (broker) as it answers.
 */
export async function tradeAudit(adapters: Adapters, options: AuditOptions): Promise<AuditReport | null> {
  for (let attempt = 1; ; attempt++) {
    const size = await journalSize(adapters);
    const journal = await readBooks(adapters, options.onProgress);
    if (!(await hasBooks(adapters, journal.state !== null))) return null;
    const broker = await adapters.broker();
    const sinceMs = Math.max(options.sinceMs ?? 0, journal.state?.startedMs ?? 0);
    const said = await ask(broker, { sinceMs, startedMs: journal.state?.startedMs ?? 0 });
    const tickRunning = (await journalSize(adapters)) !== size;
    if (tickRunning && attempt < ATTEMPTS) continue;
    const result = audit(journal, said, { sinceMs, nowMs: adapters.clock.now() });
    return {
      ...(tickRunning ? undecided(result) : result),
      account: journal.state?.account ?? null,
      broker: broker.name,
      records: journal.records,
      from: isoTime(sinceMs),
      tickRunning,
    };
  }
}

/** The journal only grows, so that its size says whether a tick has written. */
async function journalSize({ paths }: Adapters): Promise<number> {
  const { statSync } = await import('node:fs');
  return statSync(paths.journal, { throwIfNoEntry: false })?.size ?? 0;
}

interface Moments {
  readonly sinceMs: number;
  readonly startedMs: number;
}

/** Positions and cash first: what is filled while the rest is read is then of an order that is seen. */
const ask = async (broker: Broker, { sinceMs, startedMs }: Moments): Promise<BrokerBooks> => ({
  settlesExactly: broker.settlesExactly,
  account: await broker.account(),
  positions: await broker.positions(),
  orders: await broker.ordersSince(earlier(sinceMs)),
  fills: await broker.fillsSince(earlier(sinceMs)),
  // All of them: the day that a fee bears may not be that of its fill.
  fees: await broker.feesSince(earlier(startedMs)),
});

const earlier = (atMs: number): number => Math.max(0, atMs - MARGIN_MS);

/** What differs from the broker while a tick writes may be what the tick has just done. */
function undecided(result: Audit): Audit {
  const isOpen = ({ against }: Difference) => against === 'broker';
  const moved = ({ check, what }: Difference): Pending => ({ check, what: `${what}, while a tick runs` });
  const findings = result.findings.map(finding => ({
    ...finding,
    differences: finding.differences.filter(one => !isOpen(one)),
    pending: [...finding.pending, ...finding.differences.filter(isOpen).map(moved)],
  }));
  return {
    ...result,
    findings,
    differences: findings.flatMap(({ differences }) => differences),
    pending: findings.flatMap(({ pending }) => pending),
  };
}
