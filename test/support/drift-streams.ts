import { mulberry32 } from '../../src/lib/core/random.ts';
import { pythonRandom } from './python-random.ts';

/** 1,000 errors at a rate of 0.3 and 1,000 at 0.6, of one generator: 271 and 631 of them. */
export function portableStream(): number[] {
  const random = mulberry32(7);
  return Array.from({ length: 2_000 }, (_, i) => (random() < (i < 1_000 ? 0.3 : 0.6) ? 1 : 0));
}

/** The stream of river's documentation: 1,000 of 0 and 1, then 1,000 of 4 to 7; sums 497 and 5473. */
export function documentedStream(): number[] {
  const random = pythonRandom(12345);
  return Array.from({ length: 2_000 }, (_, i) =>
    i < 1_000 ? Math.floor(2 * random()) : 4 + Math.floor(4 * random()),
  );
}

/** Values of a width of 1 around four means, 750 of each. */
export function wavyStream(): number[] {
  const random = mulberry32(21);
  const means = [0, 0.5, -0.2, 0.1];
  return Array.from({ length: 3_000 }, (_, i) => random() - 0.5 + means[Math.floor(i / 750)]!);
}
