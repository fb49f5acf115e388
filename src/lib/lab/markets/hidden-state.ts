import { hashKey, mulberry32 } from '../../core/random.ts';
import { autoregressive } from './autoregressive.ts';
import type { Market } from './path.ts';

const STAY = 0.995;

export interface HiddenStateMarket extends Market {
  /** 1 at ticks of the state that has the edge. */
  readonly state: Uint8Array;
}

/** S2: a two-state Markov chain (200 ticks a stay on average); returns follow the last one in one state only. */
export function hiddenState(seed: number, ticks: number, phi: number): HiddenStateMarket {
  const random = mulberry32(hashKey(seed, 2));
  const state = new Uint8Array(ticks);
  let now = random() < 0.5 ? 1 : 0;
  for (let t = 0; t < ticks; t++) {
    if (random() >= STAY) now = 1 - now;
    state[t] = now;
  }
  return { ...autoregressive(seed, ticks, tick => phi * state[tick]!), state };
}
