import { hashKey, mulberry32 } from '../../core/random.ts';
import { DEFAULT_ADWIN, newAdwin, updateAdwin } from '../../learning/evidence/adwin.ts';
import {
  type DetectorOptions,
  detect,
  evidenceOf,
  newDetector,
  RESET_THRESHOLD,
} from '../../learning/evidence/e-detector.ts';
import {
  DEFAULT_PAGE_HINKLEY,
  newPageHinkley,
  updatePageHinkley,
} from '../../learning/evidence/page-hinkley.ts';
import { meanOf, shareOf, waitingQuantile } from '../estimates.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atLeast, type Finding, finding } from '../finding.ts';

/** Errors come this often before the change and after it; what lies between is what the detectors are asked about. */
const BEFORE = 0.3;
const AFTER = 0.6;
const BETWEEN = 0.35;
/** The change comes here, where there is one. */
const CHANGE_AT = 1000;

/** Bets on the excess of errors; the largest loses no more than its stake at an error rate of nothing. */
const SIZES = [1, 0.5, 0.25];

/** Whether a detector raises its alarm at a value; each has a state of its own. */
type Alarm = (value: number) => boolean;

const NAMES = ['e-sr', 'e-cusum', 'adwin', 'page-hinkley'] as const;
type Name = (typeof NAMES)[number];

const MAKERS: Readonly<Record<Name, () => Alarm>> = {
  'e-sr': () => betting({ sizes: SIZES, kind: 'sr' }),
  'e-cusum': () => betting({ sizes: SIZES, kind: 'cusum' }),
  adwin: windows,
  'page-hinkley': sums,
};

function betting(options: DetectorOptions): Alarm {
  let state = newDetector(options);
  return value => {
    state = detect(options, state, value - BETWEEN);
    return evidenceOf(state) >= RESET_THRESHOLD;
  };
}

function windows(): Alarm {
  let state = newAdwin();
  return value => {
    state = updateAdwin(DEFAULT_ADWIN, state, value);
    return state.drift;
  };
}

function sums(): Alarm {
  let state = newPageHinkley();
  return value => {
    state = updatePageHinkley(DEFAULT_PAGE_HINKLEY, state, value);
    return state.drift;
  };
}

/** First alarm of each detector, counted from the start; -1 for none. */
interface AlarmRecord {
  readonly [name: string]: number;
}

function run({ caseId, seed, ticks }: Trial): AlarmRecord {
  const random = mulberry32(hashKey(seed, 31));
  const errors = Uint8Array.from({ length: ticks }, (_, t) =>
    Number(random() < (caseId === 'change' && t >= CHANGE_AT ? AFTER : BEFORE)),
  );
  return Object.fromEntries(
    NAMES.map(name => {
      const alarm = MAKERS[name]();
      return [name, errors.findIndex(error => alarm(error))];
    }),
  );
}

function judgeCase(result: CaseResult<AlarmRecord>, options: JudgeOptions): Finding[] {
  return NAMES.flatMap(name =>
    result.case.id === 'steady' ? [quiet(result, name, options)] : changed(result, name, options),
  );
}

/** Mean time to a false alarm, cut at the end of the run: the least that it can be for the one with a guarantee. */
function quiet(
  { case: { title }, records, ticks }: CaseResult<AlarmRecord>,
  name: Name,
  options: JudgeOptions,
): Finding {
  const times = records.map(record => (record[name]! < 0 ? ticks : record[name]! + 1));
  const isGuaranteed = name === 'e-sr';
  return finding(
    {
      ...{
        id: `steady-${name}`,
        title: `Ticks to a false alarm of ${name}, on average, ${title}`,
        unit: 'ticks',
      },
      ...{ estimate: meanOf(times), ...(isGuaranteed ? { bar: atLeast(RESET_THRESHOLD) } : {}) },
    },
    options,
  );
}

function changed(
  { case: { title }, records }: CaseResult<AlarmRecord>,
  name: Name,
  options: JudgeOptions,
): Finding[] {
  const firsts = records.map(record => record[name]!);
  const early = shareOf(firsts.map(first => first >= 0 && first < CHANGE_AT));
  const waits = firsts
    .filter(first => first < 0 || first >= CHANGE_AT)
    .map(first => (first < 0 ? null : first - CHANGE_AT + 1));
  return [
    finding(
      {
        ...{
          id: `change-${name}`,
          title: `Ticks to the alarm of ${name}, half of them, ${title}`,
          unit: 'ticks',
        },
        estimate: waitingQuantile(waits, 0.5),
      },
      options,
    ),
    finding(
      {
        ...{ id: `early-${name}`, title: `Alarms of ${name} before the change`, unit: 'share' },
        estimate: early,
      },
      options,
    ),
  ];
}

/** The detector that starts learners anew, beside those that libraries have. */
export const detectors: Experiment<AlarmRecord> = {
  id: 'detectors',
  title: 'How soon does each detector see that errors have doubled, and how often for nothing?',
  cases: [
    {
      ...{ id: 'change', market: 'B2', title: 'errors of 30 % that become 60 %' },
      ...{ seeds: { full: 400, quick: 20 }, ticks: { full: 2000, quick: 2000 } },
    },
    {
      ...{ id: 'steady', market: 'B1', title: 'errors of 30 % for ever' },
      ...{ seeds: { full: 400, quick: 20 }, ticks: { full: 3000, quick: 3000 } },
    },
  ],
  ablations: [],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
