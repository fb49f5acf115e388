import type {
  SweepFold,
  SweepOutput,
  SweepPoint,
  SweepResult,
  SweepScores,
} from '../../lib/app/schemas/sweep.ts';
import { decimal, NONE, percent, signedPercent, usd } from '../numbers.ts';
import { paint } from '../paint.ts';
import { table } from '../table.ts';
import { utcMinute } from '../times.ts';
import { backtestBanner } from './backtest.ts';
import { type Fact, facts } from './facts.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;
const whole = (count: number): string => decimal(count, 0);
const day = (iso: string): string => iso.slice(0, 10);

/** A whole sweep: first what it allows to say, then the folds, the best points, and the figures of luck. */
export function renderSweep(output: SweepOutput, screen: Screen): string {
  if (!output.complete) return '';
  return page({ ...screen, banner: backtestBanner(output.data) }, [
    head(output, screen),
    loudly(output, screen),
    paint(screen, 'bold', wrap(`Verdict: ${output.luck.verdict}`, screen.width)),
    rounds(output, screen),
    walkForward(output, screen),
    ranking(output, screen),
    luck(output, screen),
    nextStep(output),
  ]);
}

function head(result: SweepResult, screen: Screen): string {
  const { data, execution } = result;
  const invalid =
    result.invalid_points > 0 ? `, ${whole(result.invalid_points)} ruled out by the strategy` : '';
  const rows: Fact[] = [
    ['Strategy', `${result.strategy}, ${result.space.join(', ')}`],
    ['Search', `${result.search}, ${whole(result.points)} points${invalid}; by ${result.objective}`],
    ['Bars', `${whole(data.bars)} of ${data.interval}, ${data.symbols.join(', ')}, from ${data.source}`],
    [
      '',
      `${utcMinute(Date.parse(data.from))} to ${utcMinute(Date.parse(data.to))}, ${whole(result.days)} days`,
    ],
    [
      'Costs',
      `fee ${percent(execution.fee_rate, 2)} a side, spread ${percent(execution.spread, 2)}, ` +
        `slippage ${decimal(execution.slippage_bps, 1)} bps; ${usd(execution.cash)}, ${execution.sizing}, ${execution.fill}`,
    ],
  ];
  return facts(rows, screen);
}

function loudly({ walk_forward: walked }: SweepResult, screen: Screen): string {
  if (walked) return '';
  const text =
    'IN SAMPLE: no day was kept back. Every figure below is of the days the points were chosen on.';
  return paint(screen, 'red', wrap(text, screen.width));
}

function rounds({ rounds: all }: SweepResult, screen: Screen): string {
  if (all.length === 0) return '';
  const columns = [
    { header: 'Round', priority: 1, align: right },
    { header: 'Days', priority: 1, align: right },
    { header: 'From', priority: 1, minWidth: 10 },
    { header: 'Points', priority: 1, align: right },
    { header: 'Went on', priority: 1, align: right },
  ];
  const rows = all.map((round, index) => [
    whole(index + 1),
    whole(round.days),
    day(round.from),
    whole(round.points),
    whole(round.kept),
  ]);
  return `HALVING\n${table(columns, rows, screen)}`;
}

/** Names of the parameters that were searched; those with one value stand in the head alone. */
const searched = ({ space }: SweepResult): string[] =>
  space.filter(text => /[,:]|\.\./.test(text)).map(text => text.slice(0, text.indexOf('=')));

/** A column for each, right-aligned as what is never cut: a point must be copyable. */
const paramColumns = (result: SweepResult) =>
  searched(result).map(header => ({ header, priority: 1, align: right }));

const paramCells = (result: SweepResult, params: SweepPoint['params'] | null): string[] =>
  searched(result).map(name => String(params?.[name] ?? NONE));

function walkForward(result: SweepResult, screen: Screen): string {
  const walked = result.walk_forward;
  if (!walked) return '';
  const columns = [
    { header: 'Block', priority: 1, minWidth: 10 },
    ...paramColumns(result),
    { header: 'Profit', priority: 1, align: right },
    { header: 'Sharpe', priority: 1, align: right },
    { header: 'Trades', priority: 1, align: right },
    { header: 'In sample', priority: 2, align: right },
    { header: 'Balance', priority: 3, align: right },
  ];
  const row = (fold: SweepFold) => [
    day(fold.from),
    ...paramCells(result, fold.params),
    signedPercent(fold.profit_total),
    decimal(fold.sharpe),
    whole(fold.total_trades),
    score(result.objective, fold.in_sample_score),
    usd(fold.final_balance),
  ];
  const all =
    `What the choices earned on the days after them: ${signedPercent(walked.profit_total, 2)} ` +
    `(${usd(walked.final_balance)}), Sharpe ${decimal(walked.sharpe)}, drawdown ${percent(walked.max_drawdown_account)}, ` +
    `${whole(walked.total_trades)} trades.`;
  return `WALK-FORWARD, ${walked.window}\n${table(columns, walked.folds.map(row), screen)}\n${wrap(all, screen.width)}`;
}

const score = (objective: SweepResult['objective'], value: number | null): string =>
  objective === 'profit' ? signedPercent(value) : decimal(value);

const scoreOf = (objective: SweepResult['objective'], scores: SweepScores): string =>
  score(objective, objective === 'profit' ? scores.profit_total : scores[objective]);

function ranking(result: SweepResult, screen: Screen): string {
  const isWalked = result.walk_forward !== null;
  const columns = [
    { header: '#', priority: 1, align: right },
    ...paramColumns(result),
    { header: isWalked ? 'Out of sample' : 'IN SAMPLE', priority: 1, align: right },
    { header: 'Profit', priority: 1, align: right },
    ...(isWalked ? [{ header: 'In sample', priority: 2, align: right }] : []),
    { header: 'Drawdown', priority: 3, align: right },
    { header: 'Trades', priority: 2, align: right },
  ];
  const rows = result.ranking.map(point => {
    const scores = point.out_of_sample ?? point.in_sample;
    return [
      whole(point.rank),
      ...paramCells(result, point.params),
      scoreOf(result.objective, scores),
      signedPercent(scores.profit_total),
      ...(isWalked ? [scoreOf(result.objective, point.in_sample)] : []),
      percent(scores.max_drawdown_account),
      whole(point.total_trades),
    ];
  });
  const shown = `${whole(result.ranking.length)} of ${whole(result.points)}`;
  return `BEST POINTS by ${result.objective}, ${shown}\n${table(columns, rows, screen)}`;
}

function luck({ luck: found }: SweepResult, screen: Screen): string {
  const rows: Fact[] = [
    [
      'Sharpe of the best',
      `${decimal(found.best_sharpe)}; the best of ${whole(found.tries)} worthless tries shows ${decimal(found.expected_best_sharpe)}`,
    ],
    [
      'Deflated Sharpe',
      `${percent(found.deflated_sharpe)} probability that it is above that, ${whole(found.tries)} tries on these bars counted`,
    ],
    [
      'Overfitting',
      `${percent(found.overfitting_probability)} probability that the best of half of the days is below the median on the others`,
    ],
    [
      'Loss',
      `${percent(found.loss_probability)} probability that it loses there (${whole(found.splits)} halvings)`,
    ],
  ];
  return `LUCK\n${facts(rows, screen)}`;
}

/** On a line of its own, so that it can be copied. */
function nextStep({ ranking: [best], strategy, space, module_sha256: ownHash }: SweepResult): string {
  if (!best) return '';
  const names = space.map(text => text.slice(0, text.indexOf('=')));
  const params = names.map(name => ` -p ${name}=${best.params[name]}`).join('');
  const name = ownHash === null ? strategy : 'FILE';
  return `Look at the best, on the same bars and costs:\n  hive backtest --strategy ${name}${params}`;
}
