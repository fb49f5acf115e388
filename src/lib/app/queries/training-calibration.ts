import { z } from 'zod';
import { classModels } from '../class-models.ts';
import { schema } from '../schemas/training-calibration.ts';
import { endpoint } from './endpoint.ts';

export const trainingCalibration = endpoint({
  path: '/api/training/calibration',
  schema: 'training-calibration',
  summary: 'What the model in use said with each probability, and how often it came true.',
  command: null,
  query: z.strictObject({}),
  data: schema,
  read: async home => ({
    classes: (await classModels(home)).map(({ assetClass, champion }) => {
      const evaluation = champion?.detail.evaluation;
      return {
        assetClass,
        model: champion?.name ?? null,
        method: champion?.detail.calibration ?? null,
        calibrationError: evaluation?.calibrationError ?? null,
        reliability: evaluation?.reliability ?? null,
        confusion: evaluation?.confusion ?? null,
      };
    }),
  }),
});
