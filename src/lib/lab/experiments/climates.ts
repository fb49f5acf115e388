import { CLIMATE_FILTERS } from '../climate-filters.ts';
import { meanOf } from '../estimates.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atLeast, type Finding, finding } from '../finding.ts';
import { twoClimates } from '../markets/two-climates.ts';

const PHI = 0.25;
/** Ticks until the slowest filter has something to say. */
const WARM_UP = 250;

/** Share of ticks in which each filter names the climate that it is. */
interface ClimateRecord {
  readonly [filter: string]: number;
}

function run({ seed, ticks }: Trial): ClimateRecord {
  const path = twoClimates(seed, ticks, PHI);
  const shares = Object.entries(CLIMATE_FILTERS).map(([name, filter]) => {
    const said = filter(path);
    let right = 0;
    let count = 0;
    for (let t = WARM_UP; t < ticks; t++) {
      if (said[t] === null) continue;
      count += 1;
      right += said[t] === (path.wild[t] === 1) ? 1 : 0;
    }
    return [name, count === 0 ? 0 : right / count] as const;
  });
  return Object.fromEntries(shares);
}

function judgeCase({ records }: CaseResult<ClimateRecord>, options: JudgeOptions): Finding[] {
  return Object.keys(CLIMATE_FILTERS).map(name =>
    finding(
      {
        ...{
          id: name.replaceAll(/[ ,]+/g, '-'),
          title: `Ticks whose climate ${name} names right`,
          unit: 'share',
        },
        estimate: meanOf(records.map(record => record[name]!)),
        // The default has to do better than a coin; what does best is told beside it.
        ...(name === 'quadrants' ? { bar: atLeast(0.5) } : {}),
      },
      options,
    ),
  );
}

/** The default regimes beside the other ways to tell the climate, each by what is known at the tick alone. */
export const climates: Experiment<ClimateRecord> = {
  id: 'climates',
  title: 'Which filter tells calm from wild times, by the past alone?',
  cases: [
    {
      ...{ id: 'climates', market: 'G1', title: 'calm and wild times' },
      ...{ seeds: { full: 100, quick: 4 }, ticks: { full: 3000, quick: 1500 } },
    },
  ],
  ablations: [],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
