import type { EngineFill } from './engine-run.ts';
import type { ExecutionModel } from './execution.ts';

const PPM = 1e6;

/** True for a target that rested as a limit order: it pays neither spread nor slippage. */
const isResting = (fill: Pick<EngineFill, 'reason'>, { fees }: ExecutionModel): boolean =>
  fill.reason === 'EXIT_TARGET' && fees.makerPpm !== null;

function spreadShare(purpose: EngineFill['purpose'], { spread }: ExecutionModel): number {
  if (spread.on === 'both') return spread.ppm / PPM / 2;
  return purpose === 'entry' ? spread.ppm / PPM : 0;
}

/**
 * The middle price that a fill met, in the unit of its price: what is left when the spread and the slippage of the
 * execution model are taken out again. Exact but for the rounding of prices to 1e-9.
 */
export function middlePrice(
  fill: Pick<EngineFill, 'side' | 'purpose' | 'reason' | 'priceNanos'>,
  execution: ExecutionModel,
): number {
  if (isResting(fill, execution)) return fill.priceNanos;
  const worse = fill.side === 'buy' ? 1 : -1;
  const side = 1 + worse * spreadShare(fill.purpose, execution);
  const slip = 1 + (worse * execution.slippage.ppm) / PPM;
  return fill.priceNanos / (side * slip);
}
