import assert from 'node:assert/strict';
import { metrics } from '../../../src/lib/app/schemas/backtest.ts';
import { backtestBanner, renderBacktest } from '../../../src/output/render/backtest.ts';
import { sampleBacktest } from '../../support/backtest-output.ts';
import { screen } from '../../support/views.ts';

const { output } = sampleBacktest();
const view = { breakdown: ['day', 'week', 'month'], trades: 10 } as const;
const drawn = renderBacktest(output, view, screen(80));

describe('the view of a backtest', () => {
  it('says first which market it is about, and what the evidence allows to say', () => {
    assert.match(drawn.split('\n')[0]!, /^BACKTEST on /);
    assert.ok(drawn.indexOf('Verdict: ') < drawn.indexOf('BACKTESTING REPORT'));
    assert.equal(
      backtestBanner({ market: 'simulated/42/none' }),
      'BACKTEST on a SIMULATED market, edge: none — not a real result',
    );
  });

  // Titles and their order as freqtrade prints them (freqtrade/optimize/optimize_reports/bt_output.py).
  it('has the reports of freqtrade in its order', () => {
    const titles = [
      'BACKTESTING REPORT',
      'ENTER TAG STATS',
      'EXIT REASON STATS',
      'MIXED TAG STATS',
      'MONTH BREAKDOWN',
      'SUMMARY METRICS',
    ];
    const places = titles.map(title => drawn.indexOf(title));
    assert.ok(
      places.every((place, i) => place > (places[i - 1] ?? 0)),
      `${titles.join()} at ${places.join()}`,
    );
  });

  for (const line of [
    'Backtesting from',
    'Backtesting to',
    'Trading Mode',
    'Max open trades',
    'Total/Daily Avg Trades',
    'Starting balance',
    'Final balance',
    'Absolute profit',
    'Total profit %',
    'CAGR %',
    'Sortino',
    'Sharpe',
    'Calmar',
    'SQN',
    'Alpha',
    'Beta',
    'Profit factor',
    'Expectancy (Ratio)',
    'Avg. daily profit',
    'Avg. stake amount',
    'Total trade volume',
    'Days win/draw/lose',
    'Min/Max/Avg. Duration Winners',
    'Min/Max/Avg. Duration Losers',
    'Max Consecutive Wins / Loss',
    'Rejected Entry signals',
    'Entry/Exit Timeouts',
    'Max % of account underwater',
    'Absolute drawdown',
    'Drawdown duration',
    'Drawdown start',
    'Drawdown end',
    'Market change',
    'Mean profit p-value',
  ]) {
    it(`has freqtrade's line "${line}"`, () => {
      assert.ok(drawn.includes(`\n${line} `), drawn.slice(drawn.indexOf('SUMMARY METRICS')));
    });
  }

  it('shows the long and short halves only when there are shorts', () => {
    assert.doesNotMatch(drawn, /Long \/ Short trades/);
    const shorts = renderBacktest(sampleBacktest({ shorts: true }).output, view, screen(80));
    assert.match(shorts, /Long \/ Short trades/);
  });

  it('shows the walk-forward record of a learned strategy', () => {
    const learned = renderBacktest(sampleBacktest({ walkForward: true }).output, view, screen(80));
    assert.match(learned, /WALK-FORWARD\nTrainings/);
    assert.doesNotMatch(drawn, /WALK-FORWARD/);
  });

  it('names failed checks and conditions', () => {
    const found = ['the signal of 2024-01-01 changed'];
    const failed = renderBacktest(
      {
        ...output,
        checks: [{ name: 'lookahead', passed: false, points: 100, found }],
        failed: ['sharpe<0.5 (it is 0.1)'],
      },
      view,
      screen(80),
    );
    assert.match(failed, /Check lookahead: FAILED at 100 places\n- the signal of 2024-01-01 changed/);
    assert.match(failed, /Failed: sharpe<0\.5 \(it is 0\.1\)/);
  });

  for (const width of [60, 80, 120]) {
    it(`fits into ${width} columns`, () => {
      const lines = renderBacktest(output, view, screen(width)).split('\n');
      assert.deepEqual(
        lines.filter(line => line.length > width),
        [],
      );
    });
  }

  it('has a word for each figure that is undefined', () => {
    const undefinedMetrics = Object.fromEntries(
      Object.keys(metrics.shape)
        .filter(name => metrics.shape[name as keyof typeof metrics.shape].safeParse(null).success)
        .map(name => [name, null]),
    );
    const text = renderBacktest({ ...output, ...undefinedMetrics }, view, screen(80));
    assert.doesNotMatch(text, /NaN|null|undefined|Infinity/);
    assert.match(text, /\nSharpe +–/);
  });
});
