import { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import type { AssetClass } from '../../core/instrument.ts';
import { isMatured, type MaturedSample } from '../../learning/sample.ts';
import { mean } from '../../performance/mean.ts';
import type { Reading } from '../reading.ts';
import { schema } from '../schemas/training-samples.ts';
import { sampleScope, usedClasses } from '../settings.ts';
import { endpoint } from './endpoint.ts';

export const trainingSamples = endpoint({
  path: '/api/training/samples',
  schema: 'training-samples',
  summary: 'Samples of each asset class, and how the bets of the newest ones ended.',
  command: null,
  query: z.strictObject({}),
  data: schema,
  read: async home => {
    const classes = usedClasses(home.config);
    return { classes: await Promise.all(classes.map(assetClass => samplesOf(home, assetClass))) };
  },
});

async function samplesOf(home: Reading, assetClass: AssetClass) {
  const { config } = home;
  const { samples } = await home.storeToRead();
  const scope = sampleScope(config, assetClass);
  const count = samples.counts(scope).find(entry => entry.assetClass === assetClass);
  const { window } = config.learning;
  const newest = samples.newestMatured(scope, assetClass, window).filter(isMatured);
  return {
    assetClass,
    total: count?.total ?? 0,
    matured: count?.matured ?? 0,
    window,
    inWindow: newest.length,
    paid: mean(newest.map(({ label }) => label.y)),
    barriers: barriersOf(newest),
    from: momentOf(newest[0]),
    to: momentOf(newest.at(-1)),
  };
}

function barriersOf(samples: readonly MaturedSample[]) {
  const counts = { target: 0, stop: 0, time: 0 };
  for (const { label } of samples) counts[label.barrier]++;
  return counts;
}

const momentOf = (sample: MaturedSample | undefined): string | null => (sample ? isoTime(sample.atMs) : null);
