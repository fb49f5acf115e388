import { z } from 'zod';
import { type ClassModels, classModels } from '../class-models.ts';
import { schema } from '../schemas/training-importance.ts';
import { endpoint } from './endpoint.ts';

export const trainingImportance = endpoint({
  path: '/api/training/importance',
  schema: 'training-importance',
  summary: 'Share of each feature in the splits of the model in use, and its range over the kept models.',
  command: null,
  query: z.strictObject({}),
  data: schema,
  read: async home => ({ classes: (await classModels(home)).map(importanceOf) }),
});

function importanceOf({ assetClass, champion, models }: ClassModels) {
  if (!champion) return { assetClass, model: null, models: 0, features: [] };
  // Shares of other features would not compare.
  const alike = models.filter(({ detail }) => detail.featureSet === champion.detail.featureSet);
  const features = champion.detail.importance.map(({ feature, share }) => {
    const shares = alike.flatMap(({ detail }) =>
      detail.importance.filter(other => other.feature === feature).map(other => other.share),
    );
    return { feature, share, low: Math.min(...shares), high: Math.max(...shares) };
  });
  return { assetClass, model: champion.name, models: alike.length, features };
}
