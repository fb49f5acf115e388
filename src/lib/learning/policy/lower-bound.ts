/** Bet sizes as shares of the largest safe one, mixed in equal parts. */
const BETS = [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64];
/** Halvings of the interval: the bound is right to 2^-48 of it. */
const HALVINGS = 48;

/**
 * Lower confidence bound of the mean of non-negative numbers, valid at whatever time one looks: the largest m at
 * which betting on "the mean is above m" has not multiplied its stake by 1/alpha. The wealth at m is the mean over
 * bets l of prod (1 + l (z - m)), l at most 1 / (2 (m - floor)), so no factor is below one half. Numbers may be as
 * large as they like: only losses are bounded. The bound is never below 0.
 * @param floors for numbers that may be negative: a sure lower bound of each, known before it was drawn, at most 0
 * @see Waudby-Smith & Ramdas (2024), Estimating means of bounded random variables by betting.
 * @see Waudby-Smith, Wu, Ramdas, Karampatziakis & Mineiro (2022), Anytime-valid off-policy inference.
 * @throws RangeError on an alpha outside (0, 1), numbers that are not finite or lie below their floors
 */
export function lowerBound(values: readonly number[], alpha: number, floors?: readonly number[]): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`an alpha of ${alpha}`);
  checkFloors(values, floors);
  const limit = Math.log(1 / alpha);
  let low = 0;
  let high = values.reduce((most, value) => Math.max(most, value), 0);
  for (let i = 0; i < HALVINGS && high > low; i++) {
    const middle = (low + high) / 2;
    // Wealth falls as m rises, so that the refuted means are all those below the bound.
    if (lnWealthAt(middle, values, floors) >= limit) low = middle;
    else high = middle;
  }
  return low;
}

function checkFloors(values: readonly number[], floors: readonly number[] | undefined): void {
  if (floors !== undefined && floors.length !== values.length) {
    throw new RangeError(`${floors.length} floors for ${values.length} values`);
  }
  for (let i = 0; i < values.length; i++) {
    const floor = floors?.[i] ?? 0;
    if (!(floor <= 0 && floor > -Infinity)) throw new RangeError(`a floor of ${floor}`);
    // The estimates a floor is made of and those of its value may round apart.
    if (!(values[i]! >= floor - 1e-9 && values[i]! < Infinity)) {
      throw new RangeError(`value ${i} is ${values[i]}, its floor ${floor}`);
    }
  }
}

/** ln of the mean over bets of the wealth against "the mean is at most `mean`". */
function lnWealthAt(mean: number, values: readonly number[], floors: readonly number[] | undefined): number {
  const logs = BETS.map(bet => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) {
      const reach = mean - (floors?.[i] ?? 0);
      sum += Math.log1p((bet / 2) * ((values[i]! - mean) / reach));
    }
    return sum;
  });
  const top = Math.max(...logs);
  return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0) / BETS.length);
}
