import assert from 'node:assert/strict';
import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { JournalFollower } from '../../../../src/lib/app/watch/journal-follower.ts';
import { tickRecords } from '../../../../src/lib/app/why/tick-records.ts';
import { tickStory } from '../../../../src/lib/app/why/trade-why.ts';
import { scanJournal } from '../../../../src/lib/store/files/scan-journal.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { writeLongJournal } from '../../../support/long-journal.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Everything that a follower knows, as plain values. */
const knowledge = (follower: JournalFollower) => ({
  state: follower.state,
  records: follower.records,
  bytes: follower.bytes,
  lastAt: follower.lastAt,
  trouble: follower.trouble,
  revision: follower.revision,
  equity: Object.values(follower.equity).map(column => (typeof column === 'number' ? column : [...column])),
  orders: follower.orders,
  events: follower.events,
  signals: follower.signals,
  trades: follower.trades({ last: null }),
});

async function followed(path: string): Promise<JournalFollower> {
  const follower = new JournalFollower(path);
  await follower.follow();
  return follower;
}

describe('JournalFollower', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'journal.jsonl');
  const other = () => join(folder(), 'other.jsonl');

  it('takes a missing file for a journal that has not begun, and makes none', async () => {
    const follower = await followed(path());
    assert.deepEqual([follower.state, follower.records, follower.trouble], [null, 0, null]);
    assert.equal(statSync(path(), { throwIfNoEntry: false }), undefined);
  });

  it('knows the same however the file grew', async () => {
    writeLongJournal(other(), 700);
    const whole = readFileSync(other());
    const atOnce = knowledge(await followed(other()));
    assert.equal(atOnce.trades.total > 5, true);
    const cuts = fc.uniqueArray(fc.nat({ max: whole.length }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(cuts, async places => {
        rmSync(path(), { force: true });
        const follower = new JournalFollower(path());
        const ends = [...places.sort((a, b) => a - b), whole.length];
        for (const [index, end] of ends.entries()) {
          appendFileSync(path(), whole.subarray(ends[index - 1] ?? 0, end));
          await follower.follow();
        }
        assert.deepEqual(knowledge(follower), atOnce);
      }),
      { numRuns: 20 },
    );
  });

  it('does not take a torn last line for a record until it is whole', async () => {
    writeLongJournal(path(), 50);
    const follower = await followed(path());
    const before = follower.records;
    writeLongJournal(other(), before + 10);
    const rest = readFileSync(other()).subarray(follower.bytes);
    appendFileSync(path(), rest.subarray(0, 100));
    await follower.follow();
    assert.deepEqual([follower.records, follower.trouble], [before, null]);
    appendFileSync(path(), rest.subarray(100));
    await follower.follow();
    assert.deepEqual([follower.records > before, follower.trouble], [true, null]);
  });

  it('lets a torn line go that was moved aside', async () => {
    writeLongJournal(path(), 50);
    const whole = readFileSync(path());
    appendFileSync(path(), '{"account":');
    const follower = await followed(path());
    writeFileSync(path(), whole);
    await follower.follow();
    assert.deepEqual([follower.bytes, follower.trouble], [whole.length, null]);
  });

  it('gives any page of records as the file has them, by type too', async () => {
    writeLongJournal(path(), 900);
    const follower = await followed(path());
    const all = [...scanJournal(path())];
    assert.deepEqual(follower.page({ last: 7 }), all.slice(-7));
    assert.deepEqual(follower.page({ last: 7, before: 4 }), all.slice(0, 3));
    const fills = all.filter(({ type }) => type === 'FILL');
    assert.deepEqual(follower.page({ last: 3, type: 'FILL' }), fills.slice(-3));
    const decisions = all.filter(({ type, seq }) => type === 'DECISION' && seq < 500);
    assert.deepEqual(follower.page({ last: 500, type: 'DECISION', before: 500 }), decisions);
    assert.deepEqual(follower.page({ last: 5, type: 'HALT' }), []);
  });

  it('finds every tick as reading the whole journal does', async () => {
    writeLongJournal(path(), 400);
    const follower = await followed(path());
    const all = [...scanJournal(path())];
    const ticks = all.filter(({ type }) => type === 'TICK');
    for (const { seq, data } of ticks.filter((_, index) => index % 17 === 0))
      for (const id of [seq, Number(data.slot)])
        assert.deepEqual(tickStory(follower.tick(id)), tickStory(tickRecords(all, id)));
    assert.deepEqual(tickStory(follower.tick(null)), tickStory(tickRecords(all, null)));
    assert.throws(() => follower.tick(1), hiveError('NO_TICK'));
  });

  it('says that the journal was cut and keeps what it read, until it is written on', async () => {
    writeLongJournal(path(), 200);
    const follower = await followed(path());
    const before = follower.records;
    const lines = readFileSync(path(), 'utf8').split('\n');
    writeFileSync(path(), `${lines.slice(0, 100).join('\n')}\n`);
    await follower.follow();
    assert.match(follower.trouble ?? '', /journal\.jsonl was cut: it had \d+ records and has 100;/);
    assert.equal(follower.records, before);
    await follower.follow();
    assert.match(follower.trouble ?? '', /was cut/);
    appendFileSync(path(), `${lines.slice(100, 110).join('\n')}\n`);
    await follower.follow();
    assert.deepEqual([follower.records, follower.trouble], [110, null]);
  });

  it('says that the journal is gone and keeps what it read', async () => {
    writeLongJournal(path(), 200);
    const follower = await followed(path());
    rmSync(path());
    await follower.follow();
    assert.match(follower.trouble ?? '', /is gone: it had \d+ records/);
    assert.notEqual(follower.state, null);
  });

  it('reads another whole file anew', async () => {
    writeLongJournal(path(), 200);
    const follower = await followed(path());
    writeLongJournal(other(), 60);
    renameSync(other(), path());
    await follower.follow();
    assert.equal(follower.trouble, null);
    assert.deepEqual(knowledge(follower), knowledge(await followed(path())));
    assert.equal(follower.records < 100, true);
  });

  it('names the line that was damaged and keeps what it read', async () => {
    writeLongJournal(path(), 200);
    const follower = await followed(path());
    const before = follower.records;
    const text = readFileSync(path(), 'utf8');
    const lines = text.split('\n');
    lines[20] = lines[20]!.replace('50000.00', '50001.00').replace('"slot"', '"slat"');
    writeFileSync(path(), lines.join('\n'));
    await follower.follow();
    assert.match(follower.trouble ?? '', /line 21 is damaged/);
    assert.equal(follower.records, before);
    writeFileSync(path(), text);
    await follower.follow();
    assert.deepEqual([follower.records, follower.trouble], [before, null]);
  });

  it('does not go on after a damaged new record, and goes on once it is put right', async () => {
    writeLongJournal(path(), 100);
    const follower = await followed(path());
    const before = follower.records;
    writeLongJournal(other(), before + 5);
    const rest = readFileSync(other()).subarray(follower.bytes).toString();
    appendFileSync(path(), rest.replace('TICK', 'TOCK'));
    await follower.follow();
    assert.match(follower.trouble ?? '', new RegExp(`line ${before + 1} is damaged`));
    assert.equal(follower.records, before);
    copyFileSync(other(), path());
    await follower.follow();
    assert.deepEqual([follower.records > before, follower.trouble], [true, null]);
  });

  it('is not troubled by a file that was only touched', async () => {
    writeLongJournal(path(), 100);
    const follower = await followed(path());
    const before = knowledge(follower);
    utimesSync(path(), 1_000, 1_000);
    await follower.follow();
    assert.deepEqual(knowledge(follower), before);
  });

  it('lets others have their turn while it reads', async () => {
    writeLongJournal(path(), 3_000);
    const follower = new JournalFollower(path());
    const reading = follower.follow();
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    await new Promise(resolve => setImmediate(resolve));
    assert.match(follower.trouble ?? '', /still being read: \d+ records so far/);
    await reading;
    clearInterval(counting);
    assert.ok(turns > 3, `${turns} turns`);
    assert.equal(follower.trouble, null);
  });

  it('keeps the newest orders from their intent to their end', async () => {
    writeLongJournal(path(), 900);
    const [newest] = (await followed(path())).orders;
    assert.equal(newest?.state, 'closed');
    const fills = [...scanJournal(path())].filter(
      ({ type, data }) => type === 'FILL' && data.order === newest?.order,
    );
    assert.deepEqual(
      fills.map(({ data }) => data.qty),
      [newest?.filledQty],
    );
    assert.deepEqual(
      fills.map(({ data }) => Number(data.price)),
      [newest?.averagePrice],
    );
  });
});
