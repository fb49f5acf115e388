import { z } from 'zod';
import { type ClassModels, classModels, type UsableModel } from '../class-models.ts';
import { schema } from '../schemas/training-evaluation.ts';
import { endpoint } from './endpoint.ts';

export const trainingEvaluation = endpoint({
  path: '/api/training/evaluation',
  schema: 'training-evaluation',
  summary: 'Out-of-sample record of the model in use beside that of the newest other one.',
  command: null,
  query: z.strictObject({}),
  data: schema,
  read: async home => ({ classes: (await classModels(home)).map(compared) }),
});

function compared({ assetClass, champion, trouble, models }: ClassModels) {
  const challenger = models.find(({ name }) => name !== champion?.name);
  return {
    assetClass,
    champion: champion && scored(champion),
    challenger: challenger ? scored(challenger) : null,
    breakEven: champion?.detail.breakEven?.pStar ?? null,
    trouble,
  };
}

const scored = ({ name, detail: { trainedTo, rows, evaluation } }: UsableModel) => ({
  model: name,
  trainedTo,
  rows,
  evaluation,
});
