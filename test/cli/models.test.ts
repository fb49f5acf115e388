import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelSummary } from '../../src/lib/app/models.ts';
import { assertEnvelope, assertErrorEnvelope, hive } from '../support/cli.ts';
import { modelNames, trainedHome } from '../support/small-home.ts';

describe('hive models list', () => {
  it('names the command to run when there are none', async () => {
    const { code, stdout } = await hive(['models', 'list']);
    assert.equal(code, 0);
    assert.match(stdout, /^There are no models yet\. Run: hive train cycle$/m);
  });

  it('lists them with their record', async () => {
    const { stdout } = await hive(['models', 'list', '--json'], { home: await trainedHome() });
    const { models } = (await assertEnvelope(stdout, 'models-list')).data as { models: ModelSummary[] };
    const own = models.filter(({ detail }) => detail?.variant === null);
    assert.deepEqual(own.map(({ detail }) => detail?.assetClass).sort(), ['crypto', 'stock']);
    assert.ok(own.every(({ current, detail }) => current && (detail?.evaluation?.n ?? 0) > 0));
    const experts = models.filter(({ detail }) => detail?.variant !== null);
    assert.equal(experts.length, 6);
    assert.ok(experts.every(({ current }) => !current));
  });

  it('shows what is wrong with a damaged one', async () => {
    const home = await trainedHome();
    const [name] = modelNames(home, 'crypto');
    writeFileSync(join(home, 'models', `${name}.json`), '{"schema":');
    const { code, stdout } = await hive(['models', 'list'], { home });
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^${name} +INVALID`, 'm'));
    assert.match(stdout, new RegExp(`^${name}: .+`, 'm'));
    const json = await hive(['models', 'list', '--json'], { home });
    await assertEnvelope(json.stdout, 'models-list');
  });
});

describe('hive models show', () => {
  it('shows what a model was made of and its record', async () => {
    const home = await trainedHome();
    const name = modelNames(home, 'crypto')[0]!;
    const { stdout } = await hive(['models', 'show', name, '--json'], { home });
    const { model } = (await assertEnvelope(stdout, 'models-show')).data as { model: ModelSummary };
    assert.deepEqual([model.name, model.current, model.detail?.rows], [name, true, 200]);
    const text = await hive(['models', 'show', name], { home });
    assert.match(text.stdout, new RegExp(`^${name}, the current model$`, 'm'));
    assert.match(text.stdout, /^Share of splits$/m);
  });

  it('exits 4 when there is no such model', async () => {
    const { code, stdout } = await hive(['models', 'show', 'crypto-none', '--json']);
    assert.deepEqual([code, assertErrorEnvelope(stdout).code], [4, 'MODEL_MISSING']);
  });
});
