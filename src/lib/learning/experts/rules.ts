/** An expert that is a rule on closes. */
export interface RuleExpert {
  readonly id: string;
  /**
   * Direction for the bar after `index`, from positive closes up to `index`: 1 up, -1 down, 0 none; null when there
   * are not enough bars.
   */
  readonly exposure: (close: ArrayLike<number>, index: number) => number | null;
}

/** Prices as near to each other as this, in shares, are one: the rest is rounding. */
const SAME = 1e-12;

/** 1 when `price` is above `level`, -1 below, 0 at it. */
function side(price: number, level: number): number {
  if (price > level * (1 + SAME)) return 1;
  return price < level * (1 - SAME) ? -1 : 0;
}

const long: RuleExpert = { id: 'long', exposure: () => 1 };

/** The direction of the last `bars` bars goes on. */
const momentum = (bars: number): RuleExpert => ({
  id: `momentum-${bars}`,
  exposure: (close, index) => (index < bars ? null : side(close[index]!, close[index - bars]!)),
});

/** The move of the last `bars` bars turns back. */
const reversal = (bars: number): RuleExpert => ({
  id: `reversal-${bars}`,
  exposure: (close, index) => (index < bars ? null : side(close[index - bars]!, close[index]!)),
});

/** The side of the mean of the last `bars` closes, its own included, that the close is on. */
const meanCross = (bars: number): RuleExpert => ({
  id: `mean-cross-${bars}`,
  exposure(close, index) {
    if (index < bars - 1) return null;
    let sum = 0;
    for (let age = 0; age < bars; age++) sum += close[index - age]!;
    return side(close[index]!, sum / bars);
  },
});

/** Bars that a breakout counts for: a fixed reach, so that older history does not matter. */
const BREAKOUT_BARS = 40;

/**
 * The direction of the newest close beyond all of the `bars` closes before it (Donchian's channel), within the last
 * 40 bars; 0 when there was none.
 */
const breakout = (bars: number): RuleExpert => ({
  id: `breakout-${bars}`,
  exposure(close, index) {
    if (index < bars + BREAKOUT_BARS - 1) return null;
    for (let age = 0; age < BREAKOUT_BARS; age++) {
      const direction = breakoutAt(close, index - age, bars);
      if (direction !== 0) return direction;
    }
    return 0;
  },
});

function breakoutAt(close: ArrayLike<number>, index: number, bars: number): number {
  const price = close[index]!;
  const direction = side(price, close[index - 1]!);
  for (let age = 2; age <= bars; age++) {
    if (direction === 0 || side(price, close[index - age]!) !== direction) return 0;
  }
  return direction;
}

/**
 * Rules that are always in the pool beside what is trained: with a plain autocorrelation they find it several times
 * sooner. Each reads closes only, the newest one included, and does not care what the price is counted in.
 */
export const RULE_EXPERTS: readonly RuleExpert[] = [
  long,
  momentum(1),
  momentum(5),
  momentum(20),
  momentum(60),
  reversal(1),
  reversal(5),
  meanCross(50),
  breakout(20),
];
