import { type Bettor, newBettor, stake } from '../../learning/evidence/rivals/bettor.ts';
import { AGRAPA, APPROXIMATE_KELLY, PLUG_IN } from '../../learning/evidence/rivals/sizes.ts';
import { bet, lnWealth, MONEY_GRID, newWealth } from '../../learning/evidence/wealth.ts';
import { shareOf, waitingQuantile } from '../estimates.ts';
import { ALPHA, PROMOTION } from '../evidence-lines.ts';
import type { CaseResult, Experiment, JudgeOptions, LabCase, Trial } from '../experiment.ts';
import { atMost, type Finding, finding } from '../finding.ts';
import { garch } from '../markets/noise.ts';
import { CLIP } from '../markets/path.ts';

/** No gain is below -CLIP volatilities: so much of a wealth can be bet without losing all of it. */
const MAX_BET = 1 / CLIP;

/** ln of the wealth after one more gain. */
type Gambler = (gain: number) => number;

const NAMES = ['grid', 'plug-in', 'kelly', 'agrapa'] as const;
type Name = (typeof NAMES)[number];

const MAKERS: Readonly<Record<Name, () => Gambler>> = {
  grid: onGrid,
  'plug-in': () => onPast(PLUG_IN),
  kelly: () => onPast(APPROXIMATE_KELLY),
  agrapa: () => onPast(AGRAPA),
};

/** The gate's own: several fixed sizes at once. */
function onGrid(): Gambler {
  let state = newWealth(MONEY_GRID);
  return gain => {
    state = bet(MONEY_GRID, state, { gain, maxBet: MAX_BET });
    return lnWealth(MONEY_GRID, state);
  };
}

/** One size, which follows from the gains so far. */
function onPast(bettor: Bettor): Gambler {
  let state = newBettor(bettor);
  return value => {
    state = stake(bettor, state, { value, maxBet: MAX_BET });
    return state.lnWealth;
  };
}

interface EdgeCase extends LabCase {
  /** Mean gain in volatilities, and the tick from which there is one. */
  readonly edge: number;
  readonly from: number;
}

const seeds = { full: 400, quick: 20 };
const ticks = (count: number) => ({ full: count, quick: count });

const CASES: readonly EdgeCase[] = [
  {
    ...{ id: 'none', market: 'N2', title: 'no edge', seeds, ticks: ticks(5000) },
    ...{ edge: 0, from: 0 },
  },
  {
    ...{ id: 'clear', market: 'N3', title: 'an edge of 0.2', seeds, ticks: ticks(2000) },
    ...{ edge: 0.2, from: 0 },
  },
  {
    ...{ id: 'faint', market: 'N3', title: 'an edge of 0.05', seeds, ticks: ticks(10_000) },
    ...{ edge: 0.05, from: 0 },
  },
  {
    ...{ id: 'late', market: 'N3', title: 'an edge of 0.2 after 1,000 ticks without', seeds },
    ...{ ticks: ticks(4000), edge: 0.2, from: 1000 },
  },
];

const caseOf = (id: string): EdgeCase => CASES.find(one => one.id === id)!;

/** Tick at which each gambler's wealth first reached 20; null for never. */
interface BettorRecord {
  readonly [name: string]: number | null;
}

function run({ caseId, seed, ticks: count }: Trial): BettorRecord {
  const { edge, from } = caseOf(caseId);
  const noise = garch(seed);
  const gains = Float64Array.from({ length: count }, (_, t) => noise() + (t >= from ? edge : 0));
  return Object.fromEntries(
    NAMES.map(name => {
      const gambler = MAKERS[name]();
      const at = gains.findIndex(gain => gambler(gain) >= PROMOTION);
      return [name, at < 0 ? null : at];
    }),
  );
}

function judgeCase({ case: { id }, records }: CaseResult<BettorRecord>, options: JudgeOptions): Finding[] {
  const { title, from, edge } = caseOf(id);
  return NAMES.map(name => {
    const reached = records.map(record => record[name]!);
    if (edge === 0) {
      const estimate = shareOf(reached.map(at => at !== null));
      const said = {
        id: `${id}-${name}`,
        title: `Wealth of 20 by ${name}, ${title}`,
        unit: 'share' as const,
      };
      return finding({ ...said, estimate, bar: atMost(ALPHA) }, options);
    }
    // Reached by luck before there was an edge: no wait of one.
    const waits = reached
      .filter(at => at === null || at >= from)
      .map(at => (at === null ? null : at - from + 1));
    return finding(
      {
        ...{ id: `${id}-${name}`, title: `Ticks to a wealth of 20 by ${name}, half of them, ${title}` },
        ...{ unit: 'ticks', estimate: waitingQuantile(waits, 0.5) },
      },
      options,
    );
  });
}

/** The gate's fixed sizes, beside bettors that learn their size. */
export const bettors: Experiment<BettorRecord> = {
  id: 'bettors',
  title: 'Does a bettor that learns its size find an edge sooner than fixed sizes do?',
  cases: CASES,
  ablations: [],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
