import { buildMatrix, featuresAt } from '../src/lib/features/build-matrix.ts';
import { FEATURE_SET } from '../src/lib/features/feature-set.ts';
import { randomWalk } from '../test/support/walks.ts';

const REPEATS = 5;

/** Median of a few runs after one that warms up, milliseconds. */
function median(work: () => unknown): number {
  work();
  const times = Array.from({ length: REPEATS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[REPEATS >> 1]!;
}

const long = randomWalk(1, 100_000);
for (const kernel of FEATURE_SET.kernels) {
  console.log(`${kernel.name.padEnd(14)} ${median(() => kernel.batch(long)).toFixed(1)} ms, 100,000 bars`);
}
console.log(`matrix         ${median(() => buildMatrix(long)).toFixed(1)} ms, 100,000 bars`);
const daily = randomWalk(1, 750);
console.log(`featuresAt     ${median(() => featuresAt(daily)).toFixed(2)} ms, 750 bars`);
