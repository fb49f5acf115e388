/** Sums over some of the blocks, for each configuration. */
export interface PartSums {
  readonly sum: Float64Array;
  readonly squares: Float64Array;
  /** Days in those blocks. */
  days: number;
}

export const emptySums = (configurations: number): PartSums => ({
  sum: new Float64Array(configurations),
  squares: new Float64Array(configurations),
  days: 0,
});

/** Sums and sums of squares of each block of days, of each configuration; blocks differ by at most one day. */
export class BlockSums {
  readonly total: PartSums;
  private readonly blocks: PartSums[] = [];

  constructor(returns: readonly Float64Array[], blocks: number) {
    const days = returns[0]!.length;
    for (let block = 0; block < blocks; block++) {
      const from = Math.floor((block * days) / blocks);
      const to = Math.floor(((block + 1) * days) / blocks);
      const part = emptySums(returns.length);
      part.days = to - from;
      returns.forEach((series, at) => {
        for (let day = from; day < to; day++) {
          part.sum[at]! += series[day]!;
          part.squares[at]! += series[day]! * series[day]!;
        }
      });
      this.blocks.push(part);
    }
    this.total = emptySums(returns.length);
    this.write(this.blocks.keys(), this.total);
  }

  /** Writes the sums over the blocks named into `out`. */
  write(chosen: Iterable<number>, out: PartSums): void {
    out.sum.fill(0);
    out.squares.fill(0);
    out.days = 0;
    for (const block of chosen) {
      const part = this.blocks[block]!;
      for (let at = 0; at < part.sum.length; at++) {
        out.sum[at]! += part.sum[at]!;
        out.squares[at]! += part.squares[at]!;
      }
      out.days += part.days;
    }
  }

  /** Writes the sums over all blocks but those of `part` into `out`. */
  writeRest(part: PartSums, out: PartSums): void {
    for (let at = 0; at < part.sum.length; at++) {
      out.sum[at] = this.total.sum[at]! - part.sum[at]!;
      out.squares[at] = this.total.squares[at]! - part.squares[at]!;
    }
    out.days = this.total.days - part.days;
  }
}
