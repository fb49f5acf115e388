import type { BacktestOutput, BacktestResult } from '../../lib/app/schemas/backtest.ts';
import { decimal, percent, signedPercent } from '../numbers.ts';
import { type Fact, facts } from './facts.ts';
import type { Screen } from './screen.ts';

const whole = (count: number): string => decimal(count, 0);
const range = (low: number | null, high: number | null, show: (value: number | null) => string): string =>
  low === null || high === null ? 'unknown' : `${show(low)} to ${show(high)}`;

/** What stands beside the result: what needs no skill, how sure the figures are, and how many tries they took. */
export function evidenceBlock(output: BacktestOutput, screen: Screen): string {
  const { evidence, deflation } = output;
  const { buy_and_hold: hold, control_arm: arm, bootstrap } = evidence;
  const rows: Fact[] = [
    [
      'Buy and hold',
      `${signedPercent(hold.profit_total, 2)}, Sharpe ${decimal(hold.sharpe)}, drawdown ${percent(hold.max_drawdown_account)}`,
    ],
    [
      `${whole(arm.arms)} random arms`,
      `median ${signedPercent(arm.profit_median, 2)}, 5 % to 95 %: ${range(arm.profit_p05, arm.profit_p95, value => signedPercent(value, 2))}`,
    ],
    ['Beats of them', `${percent(arm.percentile)} (p = ${decimal(arm.p_value, 3)})`],
    [
      '95 % interval',
      `profit ${range(bootstrap.profit_total.low, bootstrap.profit_total.high, value => signedPercent(value))}, ` +
        `Sharpe ${range(bootstrap.sharpe.low, bootstrap.sharpe.high, value => decimal(value))}, ` +
        `drawdown ${range(bootstrap.max_drawdown_account.low, bootstrap.max_drawdown_account.high, value => percent(value))}`,
    ],
    ['P(true Sharpe > 0)', `${percent(evidence.probabilistic_sharpe)}${trackRecord(output)}`],
    ['Deflated Sharpe', `${percent(deflation.deflated_sharpe)} after ${triesText(deflation)}`],
    ['Cost break-even', `${breakEvenText(evidence.cost_break_even)}; paid ${percent(evidence.cost_paid, 3)}`],
  ];
  return `EVIDENCE\n${facts(rows, screen)}`;
}

const triesText = ({ tries, expected_best_sharpe: best }: BacktestOutput['deflation']): string =>
  tries === 1
    ? '1 try on these bars'
    : `${whole(tries)} tries on these bars (the best of so many worthless ones shows ${decimal(best)})`;

const breakEvenText = (share: number | null): string =>
  share !== null && share < 0 ? 'none: it loses before costs' : `${percent(share, 3)} a round trip`;

function trackRecord({ evidence, backtest_days: days }: BacktestOutput): string {
  const needed = evidence.min_track_record_days;
  if (needed === null || needed <= days) return '';
  return `; 95 % would need ${whole(Math.ceil(needed))} days like these, there are ${whole(Math.round(days))}`;
}

/** Out-of-sample record of a learned strategy. */
export function walkForwardBlock({ walk_forward: record }: BacktestResult, screen: Screen): string {
  if (record === null) return '';
  const refused = record.folds.filter(fold => fold.refused !== null).length;
  const rows: Fact[] = [
    [
      'Trainings',
      `${whole(record.trainings)}${refused > 0 ? `, ${whole(refused)} refused` : ''}; each fold in --json`,
    ],
    [
      'Accuracy',
      `${percent(record.accuracy)} [${range(record.accuracy_low, record.accuracy_high, value => percent(value))}], ` +
        `majority ${percent(record.majority)}, on ${whole(record.n)} bets no model had seen`,
    ],
    [
      'Log loss',
      `${decimal(record.log_loss, 4)}, climatology ${decimal(record.climatology_log_loss, 4)} (lower is better)`,
    ],
  ];
  return `WALK-FORWARD\n${facts(rows, screen)}`;
}
