import { toEntry } from '../journal/entry.ts';
import { project } from '../journal/project.ts';
import { decodeState, type HiveState } from '../journal/state.ts';
import { type Trade, tradeOf } from '../journal/trade.ts';
import type { Adapters } from './adapters.ts';

/** The state of now without changing anything: the checkpoint and the records after it. Null before the first tick. */
export async function readState(adapters: Adapters): Promise<HiveState | null> {
  const { scanJournal } = await import('../store/files/scan-journal.ts');
  const checkpoint = (await adapters.storeToRead()).checkpoints.load();
  let state = checkpoint ? decodeState(checkpoint.state) : null;
  for (const record of scanJournal(adapters.paths.journal, checkpoint ?? undefined))
    state = project(state, toEntry(record));
  return state;
}

/** Every trade of the journal, oldest first. */
export async function readTrades({ paths }: Adapters): Promise<Trade[]> {
  const { scanJournal } = await import('../store/files/scan-journal.ts');
  const trades: Trade[] = [];
  let state: HiveState | null = null;
  for (const record of scanJournal(paths.journal)) {
    const before: HiveState | null = state;
    state = project(before, toEntry(record));
    const trade = tradeOf(record, before, state);
    if (trade) trades.push(trade);
  }
  return trades;
}
