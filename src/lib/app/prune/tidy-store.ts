import { CHORES, type Chore, type ChoreName, type StoreUpkeep } from '../../store/upkeep.ts';

/** Ticks that wait to write get their turn in between. */
const PAUSE_MS = 5;
const PAGES_A_STEP = 512;
/** What a step moves is in the write-ahead log first, which on a full disk has little room. */
const PAGES_A_SMALL_STEP = 32;
const MEGABYTE = 1_000_000;
/** Free room within the file is used again: only more than this, and than a tenth of it, is worth giving back. */
const WORTH_BYTES = 8 * MEGABYTE;

export interface TidyHooks {
  readonly pause: (ms: number) => Promise<void>;
  /** Whether hardly anything is free: the write-ahead log is then emptied after every step. */
  readonly isFull: () => boolean;
}

export type RowCounts = Readonly<Record<ChoreName, number>>;

/** What would go, by kind. */
export const countRows = (chores: readonly Chore[]): RowCounts =>
  summed(chores.map(chore => [chore.name, chore.count()] as const));

/** Removes all that is old, in short steps. @returns how much of each kind there was. */
export async function tidyRows(
  upkeep: StoreUpkeep,
  chores: readonly Chore[],
  { pause, isFull }: TidyHooks,
): Promise<RowCounts> {
  const removed: (readonly [ChoreName, number])[] = [];
  for (const chore of chores) {
    const old = chore.count();
    removed.push([chore.name, old]);
    while (chore.step() > 0) {
      if (isFull()) upkeep.flush();
      await pause(PAUSE_MS);
    }
  }
  return summed(removed);
}

export type Shrinking = 'not-needed' | 'done' | 'rewrite';

/** Gives free room within the file back to the disk, where it is worth it. `rewrite`: only writing it anew would. */
export async function shrinkStore(upkeep: StoreUpkeep, { pause, isFull }: TidyHooks): Promise<Shrinking> {
  if (!isWorthIt(upkeep, isFull())) return 'not-needed';
  if (!upkeep.space().shrinks) return 'rewrite';
  for (let before = Number.POSITIVE_INFINITY; upkeep.space().freeBytes < before; ) {
    before = upkeep.space().freeBytes;
    upkeep.shrink(isFull() ? PAGES_A_SMALL_STEP : PAGES_A_STEP);
    upkeep.flush();
    await pause(PAUSE_MS);
  }
  return 'done';
}

function isWorthIt(upkeep: StoreUpkeep, isFull: boolean): boolean {
  const { bytes, freeBytes } = upkeep.space();
  return freeBytes > (isFull ? 0 : Math.max(WORTH_BYTES, bytes / 10));
}

const summed = (counts: readonly (readonly [ChoreName, number])[]): RowCounts => {
  const sumOf = (wanted: ChoreName) =>
    counts.reduce((sum, [name, count]) => (name === wanted ? sum + count : sum), 0);
  return Object.fromEntries(CHORES.map(name => [name, sumOf(name)])) as RowCounts;
};
