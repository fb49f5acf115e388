import { mulberry32 } from '../../src/lib/core/random.ts';

/** 1,000 errors at a rate of 0.3 and 1,000 at 0.6, of one generator: 271 and 631 of them. */
export function portableStream(): number[] {
  const random = mulberry32(7);
  return Array.from({ length: 2_000 }, (_, i) => (random() < (i < 1_000 ? 0.3 : 0.6) ? 1 : 0));
}
