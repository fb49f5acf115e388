import type { LinesData } from '../../shared/browser/charts/lines.ts';
import { answer, type PageState } from '../../shared/state.ts';
import { type Learning, URLS } from '../answers.ts';

/** What the page's charts draw: which one, and of which class, stands in the settings of their place. */
export function chartLines(
  state: PageState,
  settings: { readonly lines?: string | undefined; readonly class?: string | undefined },
): LinesData | null {
  return settings.lines === 'control' ? controlLines(state) : lossLines(state, settings.class);
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
