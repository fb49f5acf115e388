import { growDoubles, growIntegers, grownRoom } from './columns.ts';

/**
 * Rising times in few bytes: a run of bars that follow each other at the interval takes one row, whatever its length.
 */
export class TimeAxis {
  length = 0;
  #stepMs = 0;
  #runs = 0;
  #start = new Float64Array(0);
  #count = new Int32Array(0);
  #expected = Number.NEGATIVE_INFINITY;

  /** Adds the times from `from` on. @throws RangeError when one is not above the one before */
  append(times: Float64Array, from: number, stepMs: number): void {
    this.#stepMs = stepMs;
    let k = from;
    while (k < times.length) {
      let expected = this.#expected;
      const begin = k;
      while (k < times.length && times[k] === expected) {
        expected += stepMs;
        k++;
      }
      if (k > begin) this.#count[this.#runs - 1]! += k - begin;
      this.#expected = expected;
      if (k < times.length) this.#startRun(times[k++]!);
    }
    this.length += times.length - from;
  }

  #startRun(time: number): void {
    const before = this.#expected - this.#stepMs;
    if (!(time > before)) throw new RangeError(`a bar at ${time} follows one at ${before}`);
    if (this.#runs === this.#start.length) {
      const room = grownRoom(this.#runs, this.#runs + 1);
      this.#start = growDoubles(this.#start, room);
      this.#count = growIntegers(this.#count, room);
    }
    this.#start[this.#runs] = time;
    this.#count[this.#runs] = 1;
    this.#runs++;
    this.#expected = time + this.#stepMs;
  }

  toArray(): Float64Array<ArrayBuffer> {
    const times = new Float64Array(this.length);
    let at = 0;
    for (let run = 0; run < this.#runs; run++) {
      const start = this.#start[run]!;
      const count = this.#count[run]!;
      for (let i = 0; i < count; i++) times[at++] = start + i * this.#stepMs;
    }
    return times;
  }
}
