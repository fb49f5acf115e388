import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { seriesFromBars } from '../../../../src/lib/core/bar-series.ts';
import type { Interval } from '../../../../src/lib/core/interval.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { OldSamples } from '../../../../src/lib/store/sqlite/upkeep/old-samples.ts';
import { openUpkeep } from '../../../../src/lib/store/sqlite/upkeep/upkeep.ts';
import type { ChoreName, Cutoffs } from '../../../../src/lib/store/upkeep.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);
const NEVER: Cutoffs = {
  ...{ intradayBarsMs: 0, samplesMs: 0, cyclesMs: 0, equityHourlyMs: 0, equityDailyMs: 0, sweepsMs: 0 },
  runs: 0,
};

const folder = tempFolder();
const path = () => join(folder(), 'hive.db');

/** Runs chores to their end. @returns what each had removed. */
function tidy(cutoffs: Partial<Cutoffs>): Partial<Record<ChoreName, number>> {
  const upkeep = openUpkeep(path());
  const removed: Partial<Record<ChoreName, number>> = {};
  for (const chore of upkeep.chores({ ...NEVER, ...cutoffs })) {
    const before = chore.count();
    while (chore.step() > 0);
    assert.equal(chore.count(), 0);
    if (before > 0) removed[chore.name] = (removed[chore.name] ?? 0) + before;
  }
  upkeep.close();
  return removed;
}

function inStore<T>(work: (store: ReturnType<typeof openStore>) => T): T {
  const store = openStore(path());
  try {
    return work(store);
  } finally {
    store.close();
  }
}

describe('old training cycles', () => {
  const document = (trained: boolean) => JSON.stringify({ trained: trained ? [{}] : null });
  /** Five a day; the second and the fourth of each day trained. */
  const fill = (days: number) =>
    inStore(({ cycles }) => {
      for (let each = 0; each < 5 * days; each++)
        cycles.append({
          atMs: START + Math.floor(each / 5) * DAY + (each % 5) * HOUR,
          document: document(each % 2 === 1 && each % 5 < 4),
        });
    });
  const numbers = () => inStore(({ cycles }) => cycles.last(1_000).map(({ number }) => number));

  it('go but for the last of each day that trained; the number of cycles stays', () => {
    fill(3);
    assert.deepEqual(tidy({ cyclesMs: START + 2 * DAY }), { cycles: 8 });
    // By hand: of numbers 1-5 only 2 and 4 trained; of 6-10 (each index 5-9) 6 and 8 did.
    assert.deepEqual(numbers(), [4, 8, 11, 12, 13, 14, 15]);
    assert.equal(
      inStore(({ cycles }) => cycles.count()),
      15,
    );
    assert.deepEqual(tidy({ cyclesMs: START + 2 * DAY }), {});
  });

  it('never go with the newest, whose number the next one follows', () => {
    fill(2);
    tidy({ cyclesMs: START + 100 * DAY });
    assert.equal(numbers().at(-1), 10);
    assert.equal(
      inStore(({ cycles }) => cycles.append({ atMs: START + DAY, document: '{}' })),
      11,
    );
  });

  it('go too where a document is no JSON', () => {
    inStore(({ cycles }) => {
      for (const text of ['{"trained":[', document(true), 'x', '{}'])
        cycles.append({ atMs: START, document: text });
    });
    tidy({ cyclesMs: START + DAY });
    assert.deepEqual(numbers(), [2, 4]);
  });
});

describe('old equity', () => {
  it('is thinned to the last point of each hour, then of each day, whatever was written', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 8 * 24 * 60 - 1 }), { maxLength: 300 });
    fc.assert(
      fc.property(minutes, offsets => {
        const points = offsets.map(minute => START + minute * 60_000).sort((a, b) => a - b);
        inStore(({ equity }) => {
          equity.clear();
          equity.append(
            points.flatMap(atMs =>
              ['main', 'control'].map(book => ({ book, atMs, equityCents: BigInt(atMs), cashCents: 1n })),
            ),
          );
        });
        const [daily, hourly] = [START + 3 * DAY, START + 6 * DAY];
        tidy({ equityDailyMs: daily, equityHourlyMs: hourly });
        const lastOf = (step: number, atMs: number) =>
          points.findLast(other => Math.floor(other / step) === Math.floor(atMs / step)) === atMs;
        const wanted = points.filter(atMs => atMs >= hourly || lastOf(atMs < daily ? DAY : HOUR, atMs));
        for (const book of ['main', 'control'])
          assert.deepEqual(
            inStore(({ equity }) => equity.range(book).map(({ atMs }) => atMs)),
            wanted,
          );
      }),
      { numRuns: 12 },
    );
  });
});

describe('old bars', () => {
  const key = (source: string, interval: Interval) => ({ source, symbol: 'BTC/USD', interval });
  function write(source: string, interval: Interval, options: { rows: number; step: number; atMs: number }) {
    const bars = Array.from({ length: options.rows }, (_, n) => ({
      ...{ timeMs: START + n * options.step, open: 2, high: 3, low: 1, close: 2, volume: 1 },
    }));
    const closes = Float64Array.from(bars, () => 2);
    const fetched = {
      ...{ vendor: source, request: 'GET /bars', prices: 'raw' as const },
      ...{ rawClose: closes, adjustedClose: closes },
    };
    inStore(store =>
      store.bars.write(source, seriesFromBars('BTC/USD', interval, bars), {
        ...{ origin: source, atMs: options.atMs },
        ...(source === 'csv' ? {} : { fetched }),
      }),
    );
  }
  const rows = (source: string, interval: Interval) =>
    inStore(({ bars }) => bars.load(key(source, interval)).length);
  const cut = START + 60 * DAY;

  it('go by whole pages where they are shorter than a day, with the notes on where they came from', () => {
    write('yahoo', '1h', { rows: 24 * 90, step: HOUR, atMs: START });
    const removed = tidy({ intradayBarsMs: cut });
    const left = rows('yahoo', '1h');
    assert.equal(removed.bars, 24 * 90 - left);
    // Whole pages of 256 bars: less than one of them stays beyond the 30 days that are younger.
    assert.ok(left >= 24 * 30 && left < 24 * 30 + 256, String(left));
    const notes = inStore(({ bars }) => bars.provenance(key('yahoo', '1h')).length);
    assert.equal(notes, left);
  });

  it('stay where they are of a day, imported, or were fetched lately', () => {
    write('yahoo', '1d', { rows: 60, step: DAY, atMs: START });
    write('csv', '1h', { rows: 1_000, step: HOUR, atMs: START });
    write('alpaca', '1h', { rows: 1_000, step: HOUR, atMs: cut + DAY });
    assert.deepEqual(tidy({ intradayBarsMs: cut }), {});
    assert.deepEqual([rows('yahoo', '1d'), rows('csv', '1h'), rows('alpaca', '1h')], [60, 1_000, 1_000]);
  });
});

describe('old samples', () => {
  const scope = { source: 's', interval: '1h', featureSet: 'f', labelSet: 'l' } as const;
  const label = { y: 1, netReturn: 0, resolvedMs: START, barrier: 'time' } as const;

  it('go but for the newest that a window may ask for, and those that wait for their label', () => {
    const [kept, rows] = [20, 60];
    const written = Array.from({ length: rows }, (_, each) => ({
      ...{ symbol: 'BTC/USD', assetClass: 'crypto' as const, atMs: START + each * HOUR },
      ...{ features: new Float64Array(8), label: each === 3 ? null : label },
    }));
    inStore(({ samples }) => samples.upsert(scope, written));
    const removedBefore = (hour: number) => {
      const db = new DatabaseSync(path());
      const chore = new OldSamples(db, START + hour * HOUR, kept);
      const old = chore.count();
      while (chore.step() > 0);
      db.close();
      return old;
    };
    assert.equal(removedBefore(10), 9);
    // Of the 59 with a label the 20 newest stay, however old.
    assert.equal(removedBefore(1_000), 59 - 9 - kept);
    const [count] = inStore(({ samples }) => samples.counts(scope));
    assert.deepEqual([count?.total, count?.matured], [kept + 1, kept]);
    assert.equal(
      inStore(({ samples }) => samples.oldestPending(scope, 'BTC/USD')),
      START + 3 * HOUR,
    );
  });
});

describe('room within the store', () => {
  const grow = () =>
    inStore(({ cycles }) => {
      for (let each = 0; each < 200; each++)
        cycles.append({ atMs: START + each, document: `"${'x'.repeat(20_000)}"` });
    });

  it('is given back in steps by a store that this HIVE made', () => {
    grow();
    tidy({ cyclesMs: START + DAY });
    const upkeep = openUpkeep(path());
    const before = upkeep.space();
    assert.ok(before.shrinks && before.freeBytes > 3_000_000);
    for (let left = before.freeBytes + 1; upkeep.space().freeBytes < left; ) {
      left = upkeep.space().freeBytes;
      upkeep.shrink(100);
    }
    upkeep.flush();
    const { bytes, freeBytes, walBytes } = upkeep.space();
    upkeep.close();
    assert.deepEqual([freeBytes, walBytes], [0, 0]);
    assert.ok(bytes < before.bytes - 3_000_000);
    assert.equal(
      inStore(({ cycles }) => cycles.count()),
      200,
    );
  });

  it('is given back by a store of before when it is written anew, which then goes on in steps', () => {
    grow();
    const old = new DatabaseSync(path());
    old.exec('PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = NONE; VACUUM');
    old.close();
    tidy({ cyclesMs: START + DAY });
    const upkeep = openUpkeep(path());
    assert.equal(upkeep.space().shrinks, false);
    upkeep.rewrite();
    const { freeBytes, shrinks } = upkeep.space();
    upkeep.close();
    assert.deepEqual([freeBytes, shrinks], [0, true]);
  });
});
