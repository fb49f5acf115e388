import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalVerdict } from '../../../src/lib/app/journal-verify.ts';
import { hive } from '../../support/cli.ts';
import { assertRefused, assertRefusedInBoth, dataOf, type Refusal } from '../../support/refusal.ts';
import { CONTROL } from '../../support/small-home.ts';
import {
  AFTER,
  copyOf,
  fileNames,
  filesOf,
  fingerprint,
  NEXT_DAY,
  tradedHome,
} from '../../support/traded-home.ts';

const TICK = ['trade', 'tick', '--as-of', NEXT_DAY];
const LOOKS = [['positions'], ['trades'], ['status'], ['journal', 'verify']];

type Damage = (journal: string) => void;

const rolledBack: Omit<Refusal, 'exit'> = {
  code: 'JOURNAL_ROLLED_BACK',
  says: /journal\.jsonl no longer holds record \d+ at byte \d+/,
  next: /put the newest copy back/,
};
const damaged = (line: number): Omit<Refusal, 'exit'> => ({
  code: 'JOURNAL_DAMAGED',
  says: new RegExp(`journal\\.jsonl line ${line} is damaged`),
  next: /backup/,
});

const linesOf = (journal: string): string[] => readFileSync(journal, 'utf8').trimEnd().split('\n');
const keepLines =
  (count: number): Damage =>
  journal =>
    writeFileSync(journal, `${linesOf(journal).slice(0, count).join('\n')}\n`);

const LOST: Readonly<Record<string, Damage>> = {
  'was deleted': journal => rmSync(journal),
  'was emptied': journal => truncateSync(journal, 0),
  'lost its last record': keepLines(-1),
  'lost a part of its last record': journal => truncateSync(journal, readFileSync(journal).length - 40),
  'is an older copy': keepLines(9),
};

function flipByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);
}

/** The tick and every command that looks refuse, and nothing of the home changes; the old file heals it. */
async function assertStops(damage: Damage, expected: Omit<Refusal, 'exit'>): Promise<void> {
  const home = await tradedHome();
  const { journal } = filesOf(home);
  const whole = readFileSync(journal);
  damage(journal);
  const before = fingerprint(home);
  const looks = LOOKS.map(look => [...look, '--as-of', AFTER]);
  await Promise.all(
    [TICK, ...looks].map(args => assertRefused(args, { home, ...CONTROL }, { exit: 4, ...expected })),
  );
  assert.equal(fingerprint(home), before);
  rmSync(journal, { force: true, recursive: true });
  writeFileSync(journal, whole);
  assert.equal((await hive(TICK, { home, ...CONTROL })).code, 0);
}

/** Records of the home that has traded. */
const RECORDS = 34;

describe('a journal that lost records', () => {
  for (const [title, damage] of Object.entries(LOST))
    it(`stops everything until the newest copy is back: it ${title}`, () => assertStops(damage, rolledBack));

  it('is noticed without the store too: the broker knows of orders', async () => {
    const home = await tradedHome();
    const { journal, store } = filesOf(home);
    rmSync(journal);
    rmSync(store);
    const verdict = JSON.parse((await hive(['journal', 'verify', '--json'], { home })).stdout);
    assert.match(verdict.data.faults[0], /no journal, but the broker has orders/);
    const expected = { exit: 3, code: 'JOURNAL_MISSING', says: /already has orders/, next: /backup/ };
    await assertRefusedInBoth(TICK, { home, ...CONTROL }, expected);
    assert.equal(readFileSync(journal, 'utf8'), '');
  });

  it('is noticed without the store when it is older: it did not make all orders, and trading is halted', async () => {
    const home = await tradedHome();
    const { journal, store } = filesOf(home);
    keepLines(9)(journal);
    rmSync(store);
    const expected = {
      exit: 6,
      code: 'FOREIGN_ORDER',
      says: /which this journal did not make/,
      next: /halted/,
    };
    await assertRefused(TICK, { home, ...CONTROL }, expected);
    assert.ok(fileNames(home).includes('state/HALT'));
  });
});

describe('a damaged journal', () => {
  it('stops everything: a line of garbage at its end', () =>
    assertStops(journal => appendFileSync(journal, 'garbage\n'), damaged(RECORDS + 1)));

  it('stops everything: a folder in its place', () => {
    const says = /journal\.jsonl: it is not a plain file/;
    const damage = (journal: string) => {
      rmSync(journal);
      mkdirSync(journal);
    };
    return assertStops(damage, { code: 'JOURNAL_UNREADABLE', says, next: /journal\.jsonl/ });
  });

  it('is found by verify and by trades: a flipped byte before the checkpoint', async () => {
    const home = await tradedHome();
    flipByte(filesOf(home).journal, 9_000);
    for (const look of [['journal', 'verify'], ['trades']])
      await assertRefused(look, { home }, { exit: 4, ...damaged(10) });
  });

  it('stops everything that has no checkpoint: a flipped byte', async () => {
    const home = await tradedHome();
    flipByte(filesOf(home).journal, 9_000);
    rmSync(filesOf(home).store);
    await assertRefused(TICK, { home, ...CONTROL }, { exit: 4, ...damaged(10) });
  });

  it('does not keep trading from being halted', async () => {
    const home = await tradedHome();
    appendFileSync(filesOf(home).journal, 'garbage\n');
    const { code, stderr } = await hive(['trade', 'halt'], { home });
    assert.deepEqual([code, stderr], [0, 'Warning: The halt is on; the journal has no record of it.\n']);
    const resume = ['trade', 'resume', '--reason', 'checked'];
    await assertRefused(resume, { home }, { exit: 4, ...damaged(RECORDS + 1) });
    assert.ok(fileNames(home).includes('state/HALT'));
  });
});

describe('a hostile reason', () => {
  it('is journalled like any other: __proto__', async () => {
    const home = await tradedHome();
    const { code, stderr } = await hive(['trade', 'halt', '--reason', '__proto__'], { home });
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal((await hive(['trade', 'resume', '--reason', '"__proto__":1'], { home })).code, 0);
    assert.equal((await hive(['journal', 'verify'], { home })).code, 0);
  });
});

describe('a journal whose last line was being written', () => {
  const torn = '{"account":"SIM';

  it('is read as if the line were not there', async () => {
    const home = await tradedHome();
    const before = await Promise.all(LOOKS.map(look => hive([...look, '--as-of', AFTER], { home })));
    appendFileSync(filesOf(home).journal, torn);
    const after = await Promise.all(LOOKS.map(look => hive([...look, '--as-of', AFTER], { home })));
    assert.deepEqual(after, before);
  });

  it('is repaired by the next tick: the bytes are kept, a REPAIR is recorded, nothing is lost', async () => {
    const home = await tradedHome();
    const { journal, state } = filesOf(home);
    const whole = readFileSync(journal, 'utf8');
    appendFileSync(journal, torn);
    assert.equal((await hive(TICK, { home, ...CONTROL })).code, 0);
    assert.equal(readFileSync(join(state, `journal.jsonl.torn-${RECORDS + 1}`), 'utf8'), torn);
    const text = readFileSync(journal, 'utf8');
    assert.ok(text.startsWith(whole));
    assert.equal(JSON.parse(linesOf(journal)[RECORDS] ?? '').type, 'REPAIR');
    const verdict = await dataOf<JournalVerdict>(['journal', 'verify'], { home });
    assert.deepEqual(verdict.faults, []);
  });

  it('leaves the same positions with and without a checkpoint', async () => {
    const home = await tradedHome();
    appendFileSync(filesOf(home).journal, torn);
    const other = copyOf(home);
    rmSync(filesOf(other).store);
    const [with_, without] = await Promise.all(
      [home, other].map(each => hive(['positions', '--as-of', AFTER], { home: each })),
    );
    assert.deepEqual(with_, without);
  });
});
