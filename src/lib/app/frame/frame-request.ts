import { usageError } from '../../core/errors.ts';
import { type Instrument, parseInstrument } from '../../core/instrument.ts';
import type { Interval } from '../../core/interval.ts';

export const FRAME_KINDS = ['bars', 'features', 'samples', 'trades'] as const;
export type FrameKind = (typeof FRAME_KINDS)[number];

export interface FrameRequest {
  readonly what: FrameKind;
  /** Any spelling of a symbol. */
  readonly symbol: string;
  /** Of bars and features; without it `market.interval`. */
  readonly interval?: Interval | undefined;
  /** Of bars and features; needed only where bars of several sources are stored. */
  readonly source?: string | undefined;
}

/**
 * The instrument that is asked for.
 * @throws HiveError (usage) when it is none, or when an interval or source is named that the kind does not have.
 */
export function wantedInstrument({ what, symbol, interval, source }: FrameRequest): Instrument {
  const hasBars = what === 'bars' || what === 'features';
  if (!hasBars && (interval !== undefined || source !== undefined))
    throw usageError({
      code: 'USAGE',
      message: `The ${what} of a home are of one interval and source, so none can be named.`,
      next: 'Leave --interval and --source out, or ask for --what bars.',
    });
  return parseInstrument(symbol);
}
