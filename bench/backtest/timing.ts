/** Milliseconds by the clock and of processor time. */
export interface Timing {
  readonly clock: number;
  readonly processor: number;
}

export function time(work: () => unknown): Timing {
  const start = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { clock: performance.now() - start, processor: (user + system) / 1000 };
}

/** The best of `runs` runs, in both ways. */
export function best(work: () => unknown, runs = 11): Timing {
  const times = Array.from({ length: runs }, () => time(work));
  return {
    clock: Math.min(...times.map(({ clock }) => clock)),
    processor: Math.min(...times.map(({ processor }) => processor)),
  };
}

const rate = (bars: number, ms: number): string => (bars / ms / 1000).toFixed(1).padStart(6);

export function report(
  name: string,
  { clock, processor }: Timing,
  { bars = 1_000_000, more = '' } = {},
): void {
  const rates = `${rate(bars, clock)} by the clock, ${rate(bars, processor)} of processor time`;
  console.log(`${name.padEnd(50)} M bars/s: ${rates} (${clock.toFixed(1)} ms) ${more}`);
}
