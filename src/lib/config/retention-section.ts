import { z } from 'zod';

const days = (usual: number, least = 1) => z.number().int().min(least).max(36_500).default(usual);

/** How long what grows is kept. Nothing here reaches the journal, the ledger of tries or a model. */
export const retention = z.strictObject({
  intradayBarDays: days(730, 30).describe(
    'Days that bars shorter than a day are kept, after they were fetched too; bars of a day, and what you imported, stay.',
  ),
  sampleDays: days(730, 30).describe('Days that samples are kept; the newest 20,000 of a class stay.'),
  cycleDays: days(30, 7).describe('Days that every training cycle is kept; of older days one stays.'),
  equityDays: days(90, 7).describe(
    'Days that equity is kept for each tick; then for each hour, and after eight times as long for each day.',
  ),
  runDays: days(35, 8).describe('Days that it is kept how runs of jobs ended.'),
  reportDays: days(400, 8).describe('Days that written reports are kept.'),
  repairDays: days(90).describe('Days that torn ends of the journal are kept, which were moved aside.'),
  backtests: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(0)
    .describe('Newest backtests and sweeps that are kept; 0 is all of them.'),
});
