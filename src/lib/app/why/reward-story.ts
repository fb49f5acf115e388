import { formatCents, parseCents, parseQty } from '../../core/money.ts';
import { isEntry, toEntry } from '../../journal/entry.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';

/** What a decision brought: the fills of its position, until nothing of it was left. */
export interface RewardStory {
  /** Dollars, fees included. */
  readonly net: string;
  readonly fees: string;
  readonly fills: number;
  readonly closedAt: string;
}

/**
 * The reward of the entry that the first of `records` filled; null while the position is open, or where there was no
 * fill. `records` begin with the tick of the decision.
 */
export function rewardStory(records: Iterable<SealedRecord>, symbol: string): RewardStory | null {
  let [held, net, fees, fills] = [0n, 0n, 0n, 0];
  for (const record of records) {
    const entry = toEntry(record);
    // What a person moved is nobody's decision.
    if (isEntry(entry, 'BALANCE') && fills > 0) return null;
    if (!isEntry(entry, 'FILL') || entry.data.symbol !== symbol) continue;
    held += parseQty(entry.data.net);
    net += parseCents(entry.data.cash);
    fees += parseCents(entry.data.fee);
    fills += 1;
    if (held <= 0n)
      return fills === 1 ? null : { net: text(net), fees: text(fees), fills, closedAt: entry.data.at };
  }
  return null;
}

const text = (amount: bigint): string => formatCents(amount as ReturnType<typeof parseCents>);
