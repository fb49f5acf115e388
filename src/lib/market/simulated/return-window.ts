const LONG = 20;
const SHORT = 5;

/** The newest twenty daily returns of a symbol, for the one feature that a planted edge hangs on. */
export class ReturnWindow {
  private readonly returns = new Float64Array(LONG);
  private count = 0;

  push(value: number): void {
    this.returns[this.count % LONG] = value;
    this.count++;
  }

  /**
   * Mean of the last five returns over the population standard deviation of the last twenty: the argument of
   * the tanh in the feature `sentiment5`. Null before twenty returns are known or when they are all alike.
   */
  trend(): number | null {
    if (this.count < LONG) return null;
    let recent = 0;
    for (let back = 1; back <= SHORT; back++) recent += this.returns[(this.count - back) % LONG]!;
    const deviation = populationDeviation(this.returns);
    return deviation > 0 ? recent / SHORT / deviation : null;
  }
}

function populationDeviation(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
