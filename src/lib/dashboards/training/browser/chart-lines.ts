import type { Line, LinesData } from '../../shared/browser/charts/lines.ts';
import { answer, type PageState } from '../../shared/state.ts';
import { type Learning, URLS } from '../answers.ts';
import { heaviest } from '../learner/experts.ts';
import { LN_WEAK } from '../learner/gate.ts';

/** What the page's charts draw: which one, and of which class, stands in the settings of their place. */
export function chartLines(
  state: PageState,
  settings: { readonly lines?: string | undefined; readonly class?: string | undefined },
): LinesData | null {
  if (settings.lines === 'control') return controlLines(state);
  if (settings.lines === 'gate') return gateLines(state);
  if (settings.lines === 'experts') return expertLines(state);
  return lossLines(state, settings.class);
}

/** A wealth that is lost for good would press everything else together. */
const LEAST_LOG = Math.log(1e-3);

/** Log wealths, and those that the evidence must reach. */
function gateLines(state: PageState): LinesData | null {
  const gate = answer<Learning>(state, URLS.learning)?.gate;
  if (!gate || gate.curve.length < 2) return null;
  const { curve, lnWanted } = gate;
  const level = (label: string, value: number, colour: Line['colour']): Line => ({
    ...{ label, values: curve.map(() => value), colour, thin: true, dashed: true },
  });
  const wealth = (place: 1 | 2 | 3): number[] => curve.map(point => Math.max(LEAST_LOG, point[place]));
  return {
    x: curve.map(([atMs]) => atMs / 1_000),
    isTime: true,
    unit: 'wealth',
    lines: [
      { label: 'Against cash', values: wealth(1), colour: 'accent' },
      { label: 'Timing', values: wealth(2), colour: 'second', dashed: true },
      { label: 'Experts', values: wealth(3), colour: 'text', thin: true },
      level('Weak', LN_WEAK, 'muted'),
      level('Wanted', lnWanted, 'up'),
    ],
  };
}

const EXPERT_COLOURS = ['accent', 'second', 'up', 'down', 'text', 'muted'] as const;

/** Weights of those that are heaviest now. */
function expertLines(state: PageState): LinesData | null {
  const experts = answer<Learning>(state, URLS.learning)?.experts;
  if (!experts || experts.path.points.length < 2) return null;
  const { ids, points } = experts.path;
  return {
    x: points.map(({ atMs }) => atMs / 1_000),
    isTime: true,
    unit: 'percent',
    lines: heaviest(experts).map(({ id }, i) => ({
      label: id,
      values: points.map(({ weights }) => weights[ids.indexOf(id)] ?? null),
      colour: EXPERT_COLOURS[i % EXPERT_COLOURS.length]!,
      dashed: i % 2 === 1,
    })),
  };
}

/** Equity of the account and of the control arm. */
function controlLines(state: PageState): LinesData | null {
  const control = answer<Learning>(state, URLS.learning)?.control;
  if (!control || control.points.length < 2) return null;
  return {
    x: control.points.map(([atMs]) => atMs / 1_000),
    isTime: true,
    unit: 'usd',
    lines: [
      { label: 'Model', values: control.points.map(([, equity]) => equity), colour: 'accent' },
      {
        label: 'Control arm',
        values: control.points.map(([, , arm]) => arm),
        colour: 'second',
        dashed: true,
      },
    ],
  };
}

/** Log loss at the end of each fold, and what the base rate loses over all of them. */
function lossLines(state: PageState, assetClass: string | undefined): LinesData | null {
  const found = state.feed.status.training.classes.find(each => each.assetClass === assetClass);
  const { folds = [], climatologyLogLoss = 0 } = found?.evaluation ?? {};
  if (folds.length < 2) return null;
  return {
    x: folds.map(({ toMs }) => toMs / 1_000),
    isTime: true,
    unit: 'fine',
    lines: [
      { label: 'Log loss', values: folds.map(({ logLoss }) => logLoss), colour: 'accent' },
      { label: 'Climatology', values: folds.map(() => climatologyLogLoss), colour: 'muted', dashed: true },
    ],
  };
}
