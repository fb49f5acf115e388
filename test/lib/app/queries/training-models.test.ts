import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainingEvaluation } from '../../../../src/lib/app/queries/training-evaluation.ts';
import { trainingModel, trainingModels } from '../../../../src/lib/app/queries/training-models.ts';
import { tempHome } from '../../../support/cli.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { QueryDesk } from '../../../support/query-home.ts';

describe('models that are asked for again and again', () => {
  let desk: QueryDesk;
  let name = '';
  const fileOf = (model: string) => join(desk.paths.models, `${model}.json`);
  beforeEach(async () => {
    desk = new QueryDesk(tempHome());
    await desk.app.trainCycle({ forceTrain: true });
    const { models } = await desk.ask(trainingModels);
    name = models.find(model => model.name.startsWith('crypto-'))!.name;
  });
  afterEach(() => desk.close());

  it('are read again when their file is another', async () => {
    const text = readFileSync(fileOf(name), 'utf8');
    writeFileSync(fileOf(name), text.replace('"rows":', '"rows":1'));
    const { models } = await desk.ask(trainingModels);
    assert.match(models.find(model => model.name === name)!.trouble!, /rows|hash/);
    await assert.rejects(desk.ask(trainingModel, { name }), hiveError('MODEL_INVALID'));
    writeFileSync(fileOf(name), text);
    assert.equal((await desk.ask(trainingModel, { name })).model.trouble, null);
  });

  it('are gone when their file is', async () => {
    rmSync(fileOf(name));
    assert.ok((await desk.ask(trainingModels)).models.every(model => model.name !== name));
    await assert.rejects(desk.ask(trainingModel, { name }), hiveError('MODEL_MISSING'));
  });

  it('are not listed where the pointer is damaged, and evaluation says so', async () => {
    writeFileSync(join(desk.paths.models, 'current.json'), '{"crypto":');
    await assert.rejects(desk.ask(trainingModels), hiveError('MODEL_UNREADABLE'));
    const [crypto] = (await desk.ask(trainingEvaluation)).classes;
    assert.deepEqual([crypto?.champion, crypto?.challenger?.model], [null, name]);
    assert.match(crypto!.trouble!, /current\.json/);
  });

  it('have names that lead nowhere else', async () => {
    for (const bad of ['../hive.config', 'current', 'A', '%2e%2e'])
      await assert.rejects(desk.ask(trainingModel, { name: bad }), hiveError('BAD_MODEL_NAME'));
  });
});
