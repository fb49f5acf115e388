import type { Random } from '../core/random.ts';

/** Shuffles in place, each order equally likely. */
export function shuffle(values: Int32Array, random: Random): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = values[i]!;
    values[i] = values[j]!;
    values[j] = kept;
  }
}

/**
 * Sets `count` of the first `size` bits, each choice equally likely. The rarer kind is drawn, so that a draw is seldom
 * in vain.
 */
function drawBits(bits: Int32Array, size: number, count: number, random: Random): void {
  const clear = count > size / 2;
  bits.fill(clear ? -1 : 0);
  // Bits beyond the size must not be found later.
  if (clear && size % 32 !== 0) bits[size >>> 5] = (1 << (size & 31)) - 1;
  let left = clear ? size - count : count;
  while (left > 0) {
    const at = Math.floor(random() * size);
    const word = bits[at >>> 5]!;
    const bit = 1 << (at & 31);
    if (((word & bit) !== 0) === clear) {
      bits[at >>> 5] = word ^ bit;
      left--;
    }
  }
}

/**
 * Puts stretches of the given lengths at random places of `steps` steps without overlap (one may begin where another
 * ends), every arrangement equally likely: the free steps and the stretches are put in a row, and it is drawn which of
 * them are stretches.
 */
export class RandomPlacement {
  private readonly lengths: Int32Array;
  private readonly size: number;
  private readonly bits: Int32Array;

  /** @throws RangeError when the stretches are longer than the steps. */
  constructor(lengths: Int32Array, steps: number) {
    const used = lengths.reduce((sum, length) => sum + length, 0);
    if (used > steps) throw new RangeError(`stretches of ${used} steps do not fit into ${steps}`);
    this.lengths = lengths;
    this.size = steps - used + lengths.length;
    this.bits = new Int32Array((this.size >>> 5) + 1);
  }

  /** Writes the first step of each stretch into `entries`; the k-th stretch is the one with length `order[k]`. */
  draw(entries: Int32Array, order: Int32Array, random: Random): void {
    const { bits, lengths, size } = this;
    drawBits(bits, size, order.length, random);
    let taken = 0;
    let k = 0;
    for (let w = 0; w < bits.length; w++) {
      let word = bits[w]!;
      while (word !== 0) {
        const bit = word & -word;
        word ^= bit;
        const slot = (w << 5) + 31 - Math.clz32(bit);
        entries[k] = slot - k + taken;
        taken += lengths[order[k]!]!;
        k++;
      }
    }
  }
}
