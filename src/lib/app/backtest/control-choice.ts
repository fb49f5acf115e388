import { controlTrack } from '../../trading/strategies/make-track.ts';
import { parseParams } from '../../trading/strategies/params.ts';
import type { Adapters } from '../adapters.ts';
import { epochMs } from '../settings.ts';
import type { Choice } from './choice.ts';

/** The seeded random arm, once an epoch as it trades. It has no parameters. */
export function controlChoice({ config }: Adapters, given: readonly string[]): Choice {
  return {
    name: 'control',
    params: parseParams({ id: 'control', params: {} }, given),
    moduleSha256: null,
    isHives: true,
    warmUpBars: 0,
    epochMs: epochMs(config),
    tracks: async ({ symbols }) => ({
      tracks: symbols.map(({ instrument: { symbol }, series }) =>
        controlTrack({ seed: config.seed, symbol, series, epochMs: epochMs(config) }),
      ),
      walkForward: null,
      firstBars: null,
      breakEven: null,
    }),
  };
}
