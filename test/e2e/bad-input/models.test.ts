import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelSummary } from '../../../src/lib/app/models.ts';
import type { TickReport } from '../../../src/lib/app/tick/run-tick.ts';
import { hive } from '../../support/cli.ts';
import { assertNoTemps, assertRefused, assertRefusedInBoth, dataOf } from '../../support/refusal.ts';
import { modelNames, trainedHome } from '../../support/small-home.ts';
import { filesOf } from '../../support/traded-home.ts';

const NOW = '2026-09-22T00:06:00Z';
const TOMORROW = '2026-09-23T00:06:00Z';

interface Forecasts {
  readonly forecasts: readonly { readonly symbol: string; readonly reason?: string }[];
}

/** Damages the crypto model at `model` or the pointer at `pointer`. */
type Damage = (files: { readonly model: string; readonly pointer: string }) => void;

const edit =
  (change: (text: string) => string): Damage =>
  ({ model }) =>
    writeFileSync(model, change(readFileSync(model, 'utf8')));

const cutAt =
  (share: number): Damage =>
  ({ model }) =>
    truncateSync(model, Math.floor(readFileSync(model).length * share));

const replacedBy =
  (make: (path: string) => void): Damage =>
  ({ model }) => {
    rmSync(model);
    make(model);
  };

const DAMAGES: Readonly<Record<string, Damage>> = {
  'is gone': replacedBy(() => undefined),
  'is empty': cutAt(0),
  'is cut in the middle': cutAt(0.5),
  'lacks its last bytes': cutAt(0.999),
  'has a flipped digit': edit(text => text.replace(/0\.1/, '0.2')),
  'is {}': edit(() => '{}'),
  'has 17 MiB': edit(() => ' '.repeat(17 * 1024 * 1024)),
  'holds __proto__': edit(text => text.replace('{', '{"__proto__":{"rows":1},')),
  'has null for numbers': edit(text => text.replace(/"medians":\[[^,]*/, '"medians":[null')),
  'is of other features': edit(text => text.replace(/("featureSet":\{"hash":")[0-9a-f]{4}/, '$10000')),
  'is a folder': replacedBy(path => mkdirSync(path)),
  'is a symbolic link': replacedBy(path => symlinkSync('/etc/passwd', path)),
  'is not the one that is named': ({ pointer }) =>
    writeFileSync(pointer, readFileSync(pointer, 'utf8').replace(/"crypto-[^"]+"/, '"crypto-nothere"')),
};

const POINTERS: Readonly<Record<string, string>> = {
  'is half written': '{"crypto":"crypto-',
  'is a list': '[]',
  'holds __proto__': '{"__proto__":{"crypto":"crypto-x"}}',
  'names a path': '{"crypto":"../../etc/passwd"}',
};

/** A trained home, and where its crypto model is. */
async function homeWithModel() {
  const home = await trainedHome();
  const [name = ''] = modelNames(home, 'crypto');
  const { models, pointer } = filesOf(home);
  return { home, name, model: join(models, `${name}.json`), pointer };
}

const reasonsOf = ({ forecasts }: Forecasts) => forecasts.map(made => made.reason ?? null);
const predictAt = (home: string, at: string) => dataOf<Forecasts>(['predict', '--as-of', at], { home });

/** Whatever it is: a tick holds and says why. */
async function assertHolds(home: string, stock: 'MODEL_INVALID' | null): Promise<void> {
  const [forecasts, tick] = await Promise.all([
    predictAt(home, NOW),
    dataOf<TickReport>(['trade', 'tick', '--as-of', NOW], { home }),
  ]);
  assert.deepEqual(reasonsOf(forecasts), [stock, 'MODEL_INVALID', 'MODEL_INVALID']);
  assert.deepEqual(
    tick.outcomes.map(({ reason }) => reason),
    ['MODEL_INVALID', 'MODEL_INVALID'],
  );
}

/** The next cycle, due or not, trains models that work. */
async function assertHeals(home: string): Promise<void> {
  await dataOf(['train', 'cycle', '--as-of', TOMORROW], { home });
  assert.deepEqual(reasonsOf(await predictAt(home, TOMORROW)), [null, null, null]);
  assertNoTemps(home);
}

describe('a bad model', () => {
  for (const [title, damage] of Object.entries(DAMAGES)) {
    it(`trades nothing: it ${title}`, async () => {
      const files = await homeWithModel();
      damage(files);
      await assertHolds(files.home, null);
    });
  }

  for (const title of ['is gone', 'is cut in the middle', 'is a folder']) {
    it(`is replaced by the next cycle: it ${title}`, async () => {
      const files = await homeWithModel();
      DAMAGES[title]?.(files);
      await assertHeals(files.home);
    });
  }

  it('is listed with what is wrong, and shown in one sentence', async () => {
    const { home, name, model } = await homeWithModel();
    writeFileSync(model, '{');
    const { models } = await dataOf<{ models: ModelSummary[] }>(['models', 'list'], { home });
    assert.match(models.find(entry => entry.name === name)?.trouble ?? '', /Could not read .*JSON/);
    const expected = { exit: 4, code: 'MODEL_UNREADABLE', says: /\.json: /, next: /train cycle/ };
    await assertRefusedInBoth(['models', 'show', name], { home }, expected);
  });

  it('that is not there, or has the name of a path, is refused by name', async () => {
    const { home } = await homeWithModel();
    await assertRefused(
      ['models', 'show', 'nope'],
      { home },
      { exit: 4, code: 'MODEL_MISSING', says: /"nope"/ },
    );
    const path = '../../etc/passwd';
    await assertRefused(['models', 'show', path], { home }, { exit: 4, code: 'BAD_MODEL_NAME', says: /etc/ });
  });
});

describe('a bad current.json', () => {
  for (const [title, content] of Object.entries(POINTERS)) {
    it(`trades nothing: it ${title}`, async () => {
      const { home, pointer } = await homeWithModel();
      writeFileSync(pointer, content);
      const expected = { exit: 4, code: 'MODEL_UNREADABLE', says: /current\.json/, next: /train cycle/ };
      await assertRefused(['models', 'list'], { home }, expected);
      await assertHolds(home, 'MODEL_INVALID');
    });
  }

  it('is replaced by the next cycle', async () => {
    const { home, pointer } = await homeWithModel();
    writeFileSync(pointer, '{"crypto":"crypto-');
    await assertHeals(home);
  });

  it('that is a folder is named by the cycle, which goes on once it is moved away', async () => {
    const { home, pointer } = await homeWithModel();
    rmSync(pointer);
    mkdirSync(pointer);
    const expected = {
      exit: 4,
      code: 'WRITE_FAILED',
      says: /current\.json/,
      next: /Move the folder .* away/,
    };
    const cycle = ['train', 'cycle', '--quiet', '--as-of', TOMORROW];
    await assertRefused(cycle, { home }, expected);
    rmSync(pointer, { recursive: true });
    assert.equal((await hive(cycle, { home })).code, 0);
  });

  it('in a models folder that is a file holds, too', async () => {
    const { home } = await homeWithModel();
    rmSync(filesOf(home).models, { recursive: true });
    writeFileSync(filesOf(home).models, '');
    assert.deepEqual(reasonsOf(await predictAt(home, NOW)), [
      'MODEL_INVALID',
      'MODEL_INVALID',
      'MODEL_INVALID',
    ]);
    const { code } = await hive(['status', '--as-of', NOW], { home });
    assert.equal(code, 0);
  });
});
