import { isDeepStrictEqual } from 'node:util';
import { HiveError } from '../../../src/lib/core/errors.ts';
import { lotsQty } from '../../../src/lib/core/position.ts';
import type { Random } from '../../../src/lib/core/random.ts';
import { GENESIS, parseLine } from '../../../src/lib/journal/chain.ts';
import { type TimedEntry, toEntry } from '../../../src/lib/journal/entry.ts';
import { project } from '../../../src/lib/journal/project.ts';
import type { ChainLink } from '../../../src/lib/journal/sealed-record.ts';
import { decodeState, encodeState, type HiveState, symbolState } from '../../../src/lib/journal/state.ts';
import { CrashPlan } from '../crash-plan.ts';
import { JournalDisk } from '../journal-disk.ts';
import { Life } from '../life.ts';
import type { Verdicts } from '../verdicts.ts';
import type { Facts } from './facts.ts';

const fold = (from: HiveState | null, entries: readonly TimedEntry[]): HiveState | null =>
  entries.reduce<HiveState | null>(project, from);

/** I24: the lots of the state add up to the coins that the journal's records do, and no lot is negative. */
export function i24Lots(verdicts: Verdicts, state: HiveState, facts: Facts): void {
  for (const symbol of ['BTC/USD', 'ETH/USD']) {
    const { lots } = symbolState(state.books.main, symbol);
    const isKept = lotsQty(lots) === facts.coins(symbol) && lots.every(({ qty }) => qty > 0n);
    verdicts.check(
      'I24',
      isKept,
      () => `lots of ${symbol} are ${lotsQty(lots)}e-9, not ${facts.coins(symbol)}e-9`,
    );
  }
  verdicts.check('I24', state.books.main.cash === facts.cash, () => `cash is ${state.books.main.cash}`);
}

/** I9: the journal folded at once, or in two parts with a checkpoint between, gives the state of the last tick. */
export function i9Replays(
  verdicts: Verdicts,
  state: HiveState,
  { entries, random }: { entries: readonly TimedEntry[]; random: Random },
): void {
  const cut = Math.floor(random() * entries.length);
  const before = fold(null, entries.slice(0, cut));
  const restored = before && decodeState(encodeState(before));
  verdicts.check(
    'I9',
    isDeepStrictEqual(fold(null, entries), state),
    () => 'the journal folds to another state',
  );
  const inParts = fold(restored, entries.slice(cut));
  verdicts.check(
    'I9',
    isDeepStrictEqual(inParts, state),
    () => `cut at record ${cut}, it folds to another state`,
  );
}

/** I10: numbered from 1 without a gap, each hash covering the record before. */
export function i10Chain(verdicts: Verdicts, lines: readonly string[]): void {
  let link: ChainLink = GENESIS;
  try {
    for (const line of lines) link = parseLine(line, link);
  } catch (error) {
    verdicts.check('I10', false, () => `record ${link.seq + 1}: ${String(error)}`);
  }
}

/** I12: with one byte changed the journal is refused, or it says the same. */
export function i12Flipped(
  verdicts: Verdicts,
  state: HiveState,
  { bytes, random }: { bytes: Buffer; random: Random },
): void {
  const changed = Buffer.from(bytes);
  const at = Math.floor(random() * changed.length);
  changed[at]! ^= 1 << Math.floor(random() * 8);
  const disk = new JournalDisk(random);
  disk.bytes = changed;
  try {
    const { records, repaired } = disk.open(null, new Life(new CrashPlan('none', random)));
    // The last newline turned into something else makes the last line a torn one.
    const isSame = isDeepStrictEqual(fold(null, records.map(toEntry)), state);
    verdicts.check('I12', isSame || repaired !== null, () => `byte ${at} changed unnoticed`);
  } catch (error) {
    verdicts.check('I12', error instanceof HiveError, () => `byte ${at} changed: ${String(error)}`);
  }
}
