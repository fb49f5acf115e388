import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { QueryDesk } from '../../../support/query-home.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('a model chosen by hand', () => {
  const folder = tempFolder();
  let desk: QueryDesk;
  let older: string;
  let newer: string;

  const inUse = async () => {
    const models = await desk.app.modelsList();
    return models.find(({ current, detail }) => current && detail?.assetClass === 'crypto')?.name;
  };
  const train = async () => {
    await desk.app.trainCycle({ forceTrain: true });
    return (await inUse()) ?? '';
  };

  beforeEach(async () => {
    desk = new QueryDesk(folder());
    older = await train();
    desk.clock.advance(DAY_MS);
    newer = await train();
  });
  afterEach(() => desk.close());

  it('stays in use until a rollback, whatever is trained', async () => {
    assert.notEqual(older, newer);
    const chosen = await desk.app.modelsPromote({ name: older, reason: 'a review' });
    assert.deepEqual([chosen.before, chosen.model, chosen.pinned], [newer, older, true]);
    desk.clock.advance(DAY_MS);
    assert.equal(await train(), older);
    const back = await desk.app.modelsRollback({ assetClass: 'crypto', reason: 'enough' });
    assert.deepEqual([back.before, back.pinned], [older, false]);
    assert.equal(await inUse(), back.model);
    assert.ok(![older, newer].includes(back.model));
  });

  it('is the one before the newest where none was chosen', async () => {
    const back = await desk.app.modelsRollback({ assetClass: 'crypto', reason: 'odd forecasts' });
    assert.deepEqual([back.before, back.model, back.pinned], [newer, older, true]);
    assert.equal(await inUse(), older);
  });

  it('is journalled with its reason once a journal has begun', async () => {
    assert.equal((await desk.app.modelsPromote({ name: older, reason: 'early' })).journalled, false);
    await desk.app.tradeTick({ dryRun: false });
    assert.ok((await desk.app.modelsPromote({ name: newer, reason: 'a review' })).journalled);
    const { report } = await desk.app.journalExport({
      ...{ format: 'jsonl', types: ['OVERRIDE'], out: null },
    });
    assert.deepEqual(
      report.records?.map(({ data }) => data),
      [{ assetClass: 'crypto', action: 'promote', model: newer, reason: 'a review' }],
    );
  });

  it('refuses an expert, a model that there is not, and a rollback behind the first', async () => {
    const models = await desk.app.modelsList();
    const expert = models.find(({ detail }) => detail?.variant === 'logistic')?.name ?? '';
    await assert.rejects(desk.app.modelsPromote({ name: expert, reason: 'x' }), hiveError('EXPERT_MODEL'));
    await assert.rejects(
      desk.app.modelsPromote({ name: 'crypto-none', reason: 'x' }),
      hiveError('MODEL_MISSING'),
    );
    await desk.app.modelsPromote({ name: older, reason: 'x' });
    await desk.app.modelsRollback({ assetClass: 'crypto', reason: 'x' });
    await desk.app.modelsRollback({ assetClass: 'crypto', reason: 'x' });
    assert.equal(await inUse(), older);
    const fresh = new QueryDesk(join(folder(), 'fresh'));
    await fresh.app.trainCycle({ forceTrain: true });
    await assert.rejects(
      fresh.app.modelsRollback({ assetClass: 'crypto', reason: 'x' }),
      hiveError('NO_MODEL_BEFORE'),
    );
    fresh.close();
  });
});
