import type { Learned } from './learner-panel.ts';

/** A stretch of time in one regime. */
export interface RegimeRun {
  readonly name: string;
  /** UTC epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The regimes of one symbol as stretches, oldest first. Each noted regime holds to the next; the newest for one epoch.
 * @param place of the symbol among those of the regime
 */
export function regimeRuns(
  { timeline, names }: Pick<Learned<'regime'>, 'timeline' | 'names'>,
  place: number,
  epochMs: number,
): RegimeRun[] {
  const runs: RegimeRun[] = [];
  timeline.forEach(({ atMs, codes }, i) => {
    const name = names[codes[place] ?? -1];
    if (name === undefined) return;
    const toMs = timeline[i + 1]?.atMs ?? atMs + epochMs;
    const last = runs.at(-1);
    if (last?.name === name && last.toMs === atMs) runs[runs.length - 1] = { ...last, toMs };
    else runs.push({ name, fromMs: atMs, toMs });
  });
  return runs;
}
