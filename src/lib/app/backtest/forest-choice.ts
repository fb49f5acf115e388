import { availableParallelism } from 'node:os';
import type { SignalTrack } from '../../trading/signals.ts';
import { parseParams } from '../../trading/strategies/params.ts';
import type { Adapters } from '../adapters.ts';
import { MEMORY_BARS } from '../bars/bar-feed.ts';
import { epochMs } from '../settings.ts';
import type { Choice } from './choice.ts';
import { forestParams } from './forest-params.ts';
import { forestTracks } from './forest-tracks.ts';
import type { LoadedBars } from './loaded-bars.ts';

/** Bars that a full window and the memory of the features take at most: with two coins a bar gives two samples. */
const warmUpOf = (window: number): number => window + MEMORY_BARS;

/** The forest, walk-forward: trained on what had ended by then, as live training does it. */
export async function forestChoice(adapters: Adapters, given: readonly string[]): Promise<Choice> {
  const { config } = adapters;
  const params = parseParams({ id: 'forest', params: forestParams(config) }, given);
  const learner = await adapters.learner();
  return {
    name: 'forest',
    params,
    moduleSha256: null,
    isHives: true,
    warmUpBars: warmUpOf(Number(params.window)),
    epochMs: epochMs(config),
    async tracks(bars, { onProgress, workers = availableParallelism() }) {
      const { symbols } = bars;
      const { tracks, breakEven, walkForward } = await forestTracks({
        symbols: symbols.map(({ instrument, series }) => ({ ...instrument, series })),
        config,
        params,
        learner,
        seed: config.seed,
        firstMs: firstMoment(bars),
        workers,
        onProgress,
      });
      return { tracks, breakEven, walkForward, firstBars: hasWarmUp(bars) ? null : firstOpinions(tracks) };
    },
  };
}

const hasWarmUp = ({ symbols }: LoadedBars): boolean => symbols.some(({ firstBar }) => firstBar > 0);

/** The open of the first bar that may trade is the first close that may be acted on. */
const firstMoment = ({ symbols }: LoadedBars): number =>
  Math.min(...symbols.map(({ series, firstBar }) => series.time[firstBar] ?? Number.POSITIVE_INFINITY));

/** Where no bars are set apart to learn from, a symbol begins to trade with the first opinion there is of it. */
const firstOpinions = (tracks: readonly SignalTrack[]): number[] =>
  tracks.map(({ confidence, codes }) => {
    const first = confidence?.findIndex(value => !Number.isNaN(value)) ?? 0;
    return first < 0 ? codes.length - 1 : first;
  });
