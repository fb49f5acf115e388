import assert from 'node:assert/strict';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import { ModelHome } from '../support/model-home.ts';
import { assertNoTemps } from '../support/refusal.ts';
import { modelNames, trainedHome } from '../support/small-home.ts';
import { hiveUnderStrace, needsStrace } from '../support/strace.ts';

const INVALID = ['MODEL_INVALID', 'MODEL_INVALID'];
const THURSDAY = '2026-09-24T00:05:00Z';

interface Forest {
  edges: unknown[][];
  trees: unknown[][];
}

/** Changes the forest within a model. */
const forest = (change: (forest: Forest) => void) => (document: Record<string, unknown>) =>
  change(document.model as Forest);

const firstTree = (codes: unknown[]) => forest(({ trees }) => trees.splice(0, 1, codes));

describe('a model file that is not whole', function () {
  this.timeout(120_000);

  it('D8 cut at every 4 KiB, and empty: HOLD, never a default prediction', async () => {
    const home = await ModelHome.make();
    const text = readFileSync(home.model, 'utf8');
    for (let bytes = Math.floor((text.length - 1) / 4_096) * 4_096; bytes >= 0; bytes -= 4_096) {
      truncateSync(home.model, bytes);
      assert.deepEqual(await home.reasonsAfter(), INVALID, `cut at ${bytes}`);
    }
    writeFileSync(home.model, text);
    assert.ok(!(await home.reasonsAfter()).includes('MODEL_INVALID'));
  });

  it('D8 with the hash of another model: HOLD', async () => {
    const home = await ModelHome.make();
    const { hash } = home.document;
    const other = `${hash[0] === '0' ? '1' : '0'}${hash.slice(1)}`;
    writeFileSync(home.model, readFileSync(home.model, 'utf8').replace(hash, other));
    assert.deepEqual(await home.reasonsAfter(), INVALID);
  });

  it('D8 kill -9 at every rename of a training: the old model or the new one, and no temp stays', async function () {
    needsStrace(this);
    let renames = 0;
    for (let when = 1; ; when++) {
      const root = await trainedHome();
      const cycle = ['train', 'cycle', '--force-train', '--as-of', THURSDAY];
      const injection = { call: 'rename', what: 'signal=KILL', when, paths: [] };
      const { signal } = await hiveUnderStrace(cycle, root, injection);
      const current = JSON.parse(readFileSync(`${root}/models/current.json`, 'utf8')) as { crypto: string };
      assert.ok(modelNames(root, 'crypto').includes(current.crypto));
      const again = await hiveUnderStrace(cycle, root, { ...injection, what: 'error=EIO', when: 9_999 });
      assert.equal(again.code, 0, again.stderr);
      assertNoTemps(root);
      if (signal === null) break;
      renames += 1;
    }
    assert.ok(renames >= 4, `${renames} renames`);
  });

  it('D8 EIO from every rename of a training: the old model stays current, exit 4', async function () {
    needsStrace(this);
    const root = await trainedHome();
    const before = readFileSync(`${root}/models/current.json`, 'utf8');
    const injection = { call: 'rename', what: 'error=EIO', when: '1+' as const, paths: [] };
    const cycle = ['train', 'cycle', '--force-train', '--as-of', THURSDAY];
    const { code, stderr } = await hiveUnderStrace(cycle, root, injection);
    assert.equal(code, 4, stderr);
    assert.match(stderr, /^Error: Could not write .*EIO.+\nNext: .+\n$/m);
    assert.equal(readFileSync(`${root}/models/current.json`, 'utf8'), before);
    assertNoTemps(root);
  });
});

describe('a model file that is whole and absurd', function () {
  this.timeout(60_000);

  for (const [what, change] of [
    ['null for a number', forest(({ edges }) => edges[0]!.splice(0, 1, null))],
    ['edges that do not rise', forest(({ edges }) => edges[0]!.reverse())],
    ['a split on feature 99', firstTree([99 * 256, -1, -1])],
    ['a tree without its leaves', firstTree([0, -1])],
    ['a tree that goes on after its leaves', firstTree([0, -1, -1, -1])],
    ['a tree a thousand splits deep', firstTree([...Array(1_000).fill(0), ...Array(1_001).fill(-1)])],
    ['a leaf above probability 1', firstTree([0, -1, -100_000])],
    ['no trees', forest(({ trees }) => trees.splice(0))],
    ['an unknown member', (document: Record<string, unknown>) => Object.assign(document, { extra: 1 })],
  ] as const) {
    it(`D9 ${what}, well sealed: refused by the strict parse, HOLD`, async () => {
      const home = await ModelHome.make();
      home.replaceBy(change);
      assert.deepEqual(await home.reasonsAfter(), INVALID);
    });
  }

  for (const [what, text] of [
    ['a nesting of a million lists', '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
    ['__proto__', '{"__proto__":{"model":{}}}'],
    ['1e400', '{"model":1e400}'],
  ] as const) {
    it(`D9 ${what}: refused, HOLD, and no prototype is touched`, async () => {
      const home = await ModelHome.make();
      writeFileSync(home.model, text);
      assert.deepEqual(await home.reasonsAfter(), INVALID);
      assert.equal(({} as { model?: unknown }).model, undefined);
    });
  }
});

describe('a model that is old', function () {
  this.timeout(60_000);

  it('D10 trained on samples of 31 days ago: HOLD', async () => {
    const home = await ModelHome.make();
    assert.deepEqual(await home.reasonsAfter(31 * DAY_MS), ['MODEL_STALE', 'MODEL_STALE']);
  });

  it('D10 of another feature set: HOLD', async () => {
    const home = await ModelHome.make();
    home.replaceBy(document => Object.assign(document.featureSet as object, { id: 'hive-7/1' }));
    assert.deepEqual(await home.reasonsAfter(), INVALID);
  });
});
