import type { LinesData } from '../../shared/browser/charts/lines.ts';
import type { PageState } from '../../shared/state.ts';
import { underwater } from '../../shared/underwater.ts';

const secondsOf = ({ feed }: PageState): number[] => feed.equity.points.map(([atMs]) => atMs / 1_000);

/** Equity of the account, and of the control arm as a thin line. */
export const equityLines = (state: PageState): LinesData => ({
  x: secondsOf(state),
  isTime: true,
  unit: 'usd',
  lines: [
    {
      label: 'Account',
      values: state.feed.equity.points.map(point => point[1]),
      colour: 'accent',
      fill: true,
    },
    {
      label: 'Control arm',
      values: state.feed.equity.points.map(point => point[2]),
      colour: 'second',
      thin: true,
    },
  ],
});

/** Depth that is shown at the least: noise of a few dollars does not look like a fall. */
const LEAST_DEPTH = 0.0005;

/** How far the account is below its peak of the period. */
export function underwaterLines(state: PageState): LinesData {
  const values = underwater(state.feed.equity.points.map(point => point[1]));
  const deepest = Math.min(-LEAST_DEPTH, ...values.map(value => value ?? 0));
  return {
    ...{ x: secondsOf(state), isTime: true, unit: 'fine-percent', yRange: [deepest * 1.1, 0] },
    lines: [{ label: 'Below the peak', values, colour: 'down', fill: true }],
  };
}
