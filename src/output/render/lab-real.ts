import type { LabRealOutput, RealSeries } from '../../lib/app/schemas/lab-real.ts';
import { decimal, NONE, percent, signedPercent } from '../numbers.ts';
import { paint } from '../paint.ts';
import { type Fact, facts } from './facts.ts';
import { page, type Screen } from './screen.ts';

const BANNER = 'LABORATORY: stored real bars, walk-forward only, costs on — nothing here was traded';

/** One block a series: what was foretold, what it would have earned, and what there is evidence for. */
export function renderLabReal(output: LabRealOutput, screen: Screen): string {
  if (!output.complete) return '';
  return page(
    { ...screen, banner: BANNER },
    output.series.map(one => block(one, screen)),
  );
}

function block(one: RealSeries, screen: Screen): string {
  const head = `${one.symbol} ${one.interval}, ${one.from.slice(0, 10)} to ${one.to.slice(0, 10)}, ${decimal(one.bars, 0)} bars`;
  const rows: Fact[] = [
    [
      'Accuracy',
      `${percent(one.accuracy)} ${interval(one)}; majority ${percent(one.majority)}, persistence ${percent(one.persistence)}, always up ${percent(one.alwaysUp)}; ${decimal(one.forecasts, 0)} forecasts of the next bar`,
    ],
    ['Brier', `${decimal(one.brier, 4)} (climatology ${decimal(one.climatologyBrier, 4)})`],
    [
      'Log loss',
      `${decimal(one.logLoss, 4)} (climatology ${decimal(one.climatologyLogLoss, 4)}); calibration error ${percent(one.calibrationError)}`,
    ],
    [
      'Above 70 %',
      `${decimal(one.confident, 0)} forecasts, ${one.confident === 0 ? NONE : percent(one.confidentHits / one.confident)} came true`,
    ],
    [
      'Net return',
      `${signedPercent(one.netReturn)} at ${percent(one.sideCost, 3)} a side; holding ${signedPercent(one.hold)}; random arms ${signedPercent(one.control.median)}, 95 % of them below ${signedPercent(one.control.high)}`,
    ],
    [
      'Evidence',
      `against cash e^${decimal(one.money.last)} (highest e^${decimal(one.money.peak)}), of timing e^${decimal(one.timing.last)} (highest e^${decimal(one.timing.peak)})`,
    ],
    ...significanceFacts(one),
    ['Verdict', one.verdict],
  ];
  return `${paint(screen, 'bold', head)}\n${facts(rows, screen)}`;
}

function significanceFacts({ significance: own, crossPaths, costShare }: RealSeries): Fact[] {
  const paths = crossPaths.map(ratio => decimal(ratio)).join(', ');
  return [
    [
      'Sharpe ratio',
      `${decimal(own.sharpe)} a year; above 0 with probability ${percent(own.probabilistic)}, above luck (deflated) with ${percent(own.deflated)}; largest fall ${percent(own.maxDrawdown)}; costs took ${percent(costShare)}`,
    ],
    [
      'Years wanted',
      `${decimal(own.trackRecordYears)} to tell it from 0, ${decimal(own.backtestYears)} to tell it from the best of as many worthless tries`,
    ],
    [
      'Choosing',
      `overfitted with ${percent(own.overfitting)}, loses elsewhere with ${percent(own.lossProbability)}; superior ability p ${decimal(own.superiorAbility, 3)}`,
    ],
    ['Forest, crossed', paths === '' ? NONE : `yearly Sharpe ratios ${paths}`],
  ];
}

const interval = ({ accuracyInterval: range }: RealSeries): string =>
  range === null ? '' : `[${percent(range[0]!)} to ${percent(range[1]!)}]`;
