import { join } from 'node:path';
import { isoTime } from '../../src/lib/core/clock.ts';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import { type Entry, entry, toEntry } from '../../src/lib/journal/entry.ts';
import { project } from '../../src/lib/journal/project.ts';
import type { SealedRecord } from '../../src/lib/journal/sealed-record.ts';
import type { HiveState } from '../../src/lib/journal/state.ts';
import { writeHalt } from '../../src/lib/store/files/halt-file.ts';
import { openJournal } from '../../src/lib/store/files/journal-file.ts';
import { openStore } from '../../src/lib/store/sqlite/store.ts';
import { exitIntent, intent } from './journal-entries.ts';
import { AFTER, filesOf, tradedHome } from './traded-home.ts';

/** A text that would run in a page which took it for HTML; `place` says where it was planted. */
export const hostile = (place: string): string =>
  `</script><script>window.hacked="${place}"</script><img src=x onerror='window.hacked="${place}"'>"'\`&{{7*7}}`;

/** When the hostile records were made, a quarter of an hour after the last tick of a traded home. */
export const HOSTILE_AT = Date.parse(AFTER) + 15 * 60_000;

/** A traded home in which every text that comes from a person, a broker or a vendor is hostile. */
export async function hostileHome(): Promise<string> {
  const home = await tradedHome();
  const files = filesOf(home);
  writeHalt(files.state, { reason: hostile('halt file'), atMs: HOSTILE_AT });
  appendHostileRecords(files.journal);
  spoilStore(join(home, 'state', 'hive.db'));
  return home;
}

function appendHostileRecords(path: string): void {
  const { journal, records } = openJournal(path);
  const { mode, account } = records.at(-1)!;
  const at = isoTime(HOSTILE_AT);
  const entries = hostileEntries();
  assertFoldable(records, entries);
  journal.append(entries.map(({ type, data }) => ({ at, mode, account, type, data })));
  journal.close();
}

/** A journal that cannot be folded would show nothing at all, hostile or not. */
function assertFoldable(records: readonly SealedRecord[], entries: readonly Entry[]): void {
  const before = records.map(toEntry).reduce<HiveState | null>(project, null);
  entries.reduce((state, next) => project(state, { ...next, atMs: HOSTILE_AT }), before);
}

const hostileEntries = (): Entry[] => [
  entry('INTENT', intent(hostile('order id'), { symbol: 'ETH/USD' })),
  entry('REFUSED', { order: hostile('order id'), code: hostile('code'), message: hostile('message') }),
  entry('INTENT', { ...exitIntent('hive-x-2', '0.001', '50.00') }),
  entry('UNKNOWN', { order: 'hive-x-2', detail: hostile('detail'), requestId: hostile('request id') }),
  entry('ABSENT', { order: 'hive-x-2', reason: hostile('absent') }),
  entry('EXTERNAL', {
    ...{ brokerId: hostile('broker id'), order: hostile('foreign order'), symbol: hostile('symbol') },
    side: 'buy',
  }),
  entry('HALT', { reason: hostile('halt') }),
  entry('RESUME', { reason: hostile('resume') }),
  entry('DISARMED', { reason: hostile('disarmed') }),
  entry('FLATTEN', { symbols: [], reason: hostile('flatten') }),
  entry('REPAIR', { movedTo: hostile('repair'), bytes: 7 }),
];

/** Texts of the store that a vendor or an older version may have written. */
function spoilStore(path: string): void {
  const store = openStore(path);
  const [last] = store.cycles.last(1);
  const document = JSON.parse(last!.document) as {
    collected: { note: string | null }[];
    trained: { refused: string | null; model: string | null }[] | null;
  };
  for (const each of document.collected) each.note = hostile('vendor note');
  for (const each of document.trained ?? []) each.refused = hostile('refusal');
  store.cycles.append({ atMs: HOSTILE_AT, document: JSON.stringify(document) });
  for (const { id, kind, fingerprint, summary } of hostileRuns())
    store.runs.put({ id, kind, atMs: HOSTILE_AT, fingerprint, summary, document: '{}' });
  store.close();
}

function hostileRuns() {
  const summary = {
    ...{ id: 'a'.repeat(12), fingerprint: 'a'.repeat(64), strategy: hostile('strategy') },
    ...{ params: { [hostile('parameter')]: hostile('value') }, market: hostile('market') },
    ...{ symbols: [hostile('pair')], interval: '1d', from: isoTime(HOSTILE_AT - DAY_MS) },
    ...{ to: isoTime(HOSTILE_AT), total_trades: 1, profit_total: 0.1, sharpe: null },
    ...{ max_drawdown_account: 0.1, profit_factor: null, p_value: null },
  };
  const { id, fingerprint } = summary;
  return [{ id, fingerprint, kind: 'backtest' as const, summary: JSON.stringify(summary) }];
}
