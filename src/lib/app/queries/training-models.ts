import { z } from 'zod';
import { gateOfModel } from '../learn/gate-view.ts';
import { listModels, showModel } from '../models.ts';
import { schema as list } from '../schemas/models-list.ts';
import { schema as show } from '../schemas/models-show.ts';
import { endpoint } from './endpoint.ts';

export const trainingModels = endpoint({
  path: '/api/training/models',
  schema: 'models-list',
  summary: 'Model files, newest first.',
  command: 'hive models list',
  query: z.strictObject({}),
  data: list,
  read: async home => ({ models: await listModels(home) }),
});

export const trainingModel = endpoint({
  path: '/api/training/models/:name',
  schema: 'models-show',
  summary: 'One model: what it was made of, and how it did out of sample.',
  command: 'hive models show',
  query: z.strictObject({ name: z.string().min(1).max(64) }),
  data: show,
  read: async (home, { name }) => {
    const model = await showModel(home, name);
    return { model, gate: gateOfModel(home, home.journal.state, model) };
  },
});
