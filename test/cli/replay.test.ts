import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Replay } from '../../src/lib/app/replay/trade-replay.ts';
import { formatLine, GENESIS, seal } from '../../src/lib/journal/chain.ts';
import type { ChainLink, SealedRecord } from '../../src/lib/journal/sealed-record.ts';
import { assertEnvelope, assertErrorEnvelope, hive } from '../support/cli.ts';
import { TUESDAY, trainedHome } from '../support/small-home.ts';
import { copyOf, filesOf, fingerprint, tradedHome } from '../support/traded-home.ts';

const recordsOf = (home: string): SealedRecord[] =>
  readFileSync(filesOf(home).journal, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));

/** Writes the journal anew, with hashes that hold: as somebody would who knows how. */
function forge(home: string, change: (record: SealedRecord) => SealedRecord): void {
  let link: ChainLink = GENESIS;
  const lines = recordsOf(home).map(record => {
    const sealed = seal(link, change(record));
    link = sealed;
    return formatLine(sealed);
  });
  writeFileSync(filesOf(home).journal, `${lines.join('\n')}\n`);
  // The checkpoint knows the old hashes.
  rmSync(filesOf(home).store);
}

const changed = (record: SealedRecord, type: string, change: object): SealedRecord =>
  record.type === type && record.data.book !== 'control'
    ? { ...record, data: { ...record.data, ...change } }
    : record;

let forest: Promise<string> | undefined;

/** A home whose forest has decided once. */
async function forestHome(): Promise<string> {
  forest ??= (async () => {
    const home = await trainedHome();
    const { code } = await hive(['trade', 'tick', '--quiet', '--as-of', TUESDAY], { home });
    assert.equal(code, 0);
    return home;
  })();
  return copyOf(await forest);
}

async function replays(
  home: string,
  ...args: string[]
): Promise<{ code: number | null; all: readonly Replay[] }> {
  const { code, stdout } = await hive(['trade', 'replay', ...args, '--json'], { home });
  const { replays: all } = (await assertEnvelope(stdout, 'trade-replay')).data as {
    replays: readonly Replay[];
  };
  return { code, all };
}

const membersOf = (all: readonly Replay[]): string[] => [
  ...new Set(all.flatMap(({ differences }) => differences.map(({ member }) => member))),
];

describe('hive trade replay', () => {
  it('makes every decision of both books again, the forest asked again', async () => {
    for (const home of [await forestHome(), await tradedHome()]) {
      const { code, all } = await replays(home, '--all');
      const decisions = recordsOf(home).filter(({ type }) => type === 'DECISION');
      assert.deepEqual([code, all.length, membersOf(all)], [0, decisions.length, []]);
      assert.ok(all.length >= 4);
    }
  });

  it('finds one by its id, by the number of its record, and the newest of the account', async () => {
    const home = await tradedHome();
    const last = (await replays(home, '--last')).all[0]!;
    assert.equal(last.decision.book, 'main');
    for (const name of [last.decision.id, String(last.seq)])
      assert.deepEqual((await replays(home, name)).all, [last]);
  });

  it('changes nothing', async () => {
    const home = await forestHome();
    const before = fingerprint(home);
    await replays(home, '--all');
    assert.equal(fingerprint(home), before);
  });

  it('tells a person that it is equal', async () => {
    const { stdout } = await hive(['trade', 'replay', '--last'], { home: await forestHome() });
    assert.match(stdout, /^Replay +equal to the last bit$/m);
    assert.match(stdout, /^Model +crypto-/m);
  });

  for (const [what, type, change, member] of [
    [
      'signal',
      'DECISION',
      { signal: { action: 'BUY', confidence: 0.99, probabilityUp: 0.99 } },
      'signal.confidence',
    ],
    ['features', 'DECISION', { features: [9, 9, 9, 9, 9, 9, 9, 9] }, 'signal.probabilityUp'],
    ['costs', 'DECISION', { costs: { feeRate: 0.001, spreadBps: 8 } }, 'costs.feeRate'],
    ['epoch', 'DECISION', { epoch: 1 }, 'epoch'],
  ] as const) {
    it(`exits 7 and shows both sides where somebody forged the ${what}`, async () => {
      const home = await forestHome();
      forge(home, record => changed(record, type, change));
      const { code, all } = await replays(home, '--all');
      assert.equal(code, 7);
      assert.ok(membersOf(all).includes(member), membersOf(all).join());
    });
  }

  it('exits 7 where the order is not the one that was decided', async () => {
    const home = await tradedHome();
    forge(home, record => changed(record, 'INTENT', { referencePrice: '1.00' }));
    const { code, all } = await replays(home, '--all');
    assert.deepEqual([code, membersOf(all)], [7, ['order.referencePrice']]);
  });

  it('exits 4 and names the line where one byte of a decision was changed', async () => {
    const home = await forestHome();
    const text = readFileSync(filesOf(home).journal, 'utf8');
    const at = text.indexOf('"features":[') + '"features":['.length + 4;
    const digit = text[at] === '1' ? '2' : '1';
    writeFileSync(filesOf(home).journal, text.slice(0, at) + digit + text.slice(at + 1));
    const { code, stdout } = await hive(['trade', 'replay', '--last', '--json'], { home });
    assert.deepEqual([code, assertErrorEnvelope(stdout).code], [4, 'JOURNAL_DAMAGED']);
  });

  it('exits 4 with a sentence where the model is gone, or one byte of it was changed', async () => {
    const home = await forestHome();
    const { model } = (await replays(home, '--last')).all[0]!.decision;
    const file = join(filesOf(home).models, `${model?.name}.json`);
    const text = readFileSync(file, 'utf8');
    const at = text.indexOf('"rows":') + '"rows":'.length;
    writeFileSync(file, text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1));
    const changedFile = await hive(['trade', 'replay', '--last', '--json'], { home });
    assert.deepEqual([changedFile.code, assertErrorEnvelope(changedFile.stdout).code], [4, 'MODEL_INVALID']);
    rmSync(file);
    const gone = await hive(['trade', 'replay', '--last', '--json'], { home });
    const { code, message } = assertErrorEnvelope(gone.stdout);
    assert.deepEqual([gone.code, code], [4, 'MODEL_GONE']);
    assert.match(message, /^Decision main-ETHUSD-\d+ was made by model crypto-.*, which is no longer in /);
  });

  it('exits 4 for a decision that there is not, and 2 without a choice', async () => {
    const home = await forestHome();
    const unknown = await hive(['trade', 'replay', 'main-BTCUSD-1', '--json'], { home });
    assert.deepEqual([unknown.code, assertErrorEnvelope(unknown.stdout).code], [4, 'NO_DECISION']);
    for (const args of [[], ['7', '--last']])
      assert.equal((await hive(['trade', 'replay', ...args], { home })).code, 2);
  });
});
