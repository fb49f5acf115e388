/** One-sided 5 %. */
const LINE = 1.645;
/** Gains before the first look: with fewer the normal law does not hold. */
const FIRST_LOOK = 20;

/** The usual test of a mean above zero, wrongly looked at after every gain. */
export class ZTest {
  #count = 0;
  #sum = 0;
  #squares = 0;

  /** Mean over its standard error. */
  get score(): number {
    const mean = this.#sum / this.#count;
    const variance = this.#squares / this.#count - mean * mean;
    return variance > 0 ? mean / Math.sqrt(variance / this.#count) : 0;
  }

  passes(gain: number): boolean {
    this.#count += 1;
    this.#sum += gain;
    this.#squares += gain * gain;
    return this.#count >= FIRST_LOOK && this.score > LINE;
  }
}
