import type { Random } from '../../src/lib/core/random.ts';

const SIZE = 624;
const SHIFT = 397;

/** The start of a state from a whole number: init_by_array with one word. */
function initial(seed: number): Uint32Array {
  const state = new Uint32Array(SIZE);
  state[0] = 19650218;
  const mix = (i: number): number => state[i - 1]! ^ (state[i - 1]! >>> 30);
  for (let i = 1; i < SIZE; i++) state[i] = Math.imul(mix(i), 1812433253) + i;
  let at = 1;
  const wrap = (): void => {
    if (++at < SIZE) return;
    state[0] = state[SIZE - 1]!;
    at = 1;
  };
  for (let i = 0; i < SIZE; i++, wrap()) state[at] = (state[at]! ^ Math.imul(mix(at), 1664525)) + seed;
  for (let i = 1; i < SIZE; i++, wrap()) state[at] = (state[at]! ^ Math.imul(mix(at), 1566083941)) - at;
  state[0] = 0x80000000;
  return state;
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < SIZE; i++) {
    const y = (state[i]! & 0x80000000) | (state[(i + 1) % SIZE]! & 0x7fffffff);
    state[i] = state[(i + SHIFT) % SIZE]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
}

/**
 * The draws of Python's `random.Random(seed).random()`.
 * @see Matsumoto and Nishimura (1998), Mersenne Twister, ACM TOMACS 8(1)
 */
export function pythonRandom(seed: number): Random {
  const state = initial(seed);
  let at = SIZE;
  const word = (): number => {
    if (at === SIZE) {
      twist(state);
      at = 0;
    }
    let y = state[at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
  return () => {
    const high = word() >>> 5;
    return (high * 67108864 + (word() >>> 6)) / 9007199254740992;
  };
}
