import assert from 'node:assert/strict';
import { renderStatus } from '../../../src/output/render/status.ts';
import { account, jobSummary, runsSummary, screen, status, training } from '../../support/views.ts';

describe('renderStatus', () => {
  it('fits everything into one look', () => {
    assert.equal(
      renderStatus(status(), screen()),
      [
        'SIMULATED',
        'Home         /home/someone/.local/state/hive',
        'Mode         simulated, strategy forest',
        'Equity       $9,999.75, profit -$0.25, fees $0.19',
        'Control arm  $10,001.00, profit +$1.00, bets at random',
        'Positions    0.001115483 BTC/USD ($74.75)',
        'Today        profit -$1.20; 1 order, 39 left; $75.00 traded, $1,425.00 left',
        'Last tick    2026-09-22 00:05Z, 2m 5s ago; 12 ticks in all',
        '  BTC/USD    LOW_CONFIDENCE: the confidence is not above the threshold',
        'Last runs    tick 09-22 00:05Z ended well in 1s',
        'Next runs    tick 00:08Z',
        'Last 24 h    tick 705 of 720 slots',
        '  tick       without: 12 (the machine was off), 3 (for no known reason)',
        'Gate         no evidence of an edge; stage shadow',
        'Regime       BTC/USD calm',
        'Cycles       3, the last 2026-09-22 00:05Z; next training in 2 cycles',
        '  crypto     crypto-20260920t0000-2e791892, walk-forward accuracy 67.5 % [61.0 %',
        '             to 72.0 %]',
      ].join('\n'),
    );
  });

  it('says how far the last tick lies after a moment of the past', () => {
    const lastTick = { ...status().lastTick!, ageMs: -60_000 };
    assert.match(renderStatus(status({ lastTick }), screen()), /00:05Z, 1m after this moment; /);
  });

  it('shows unresolved orders and a model that cannot be used', () => {
    const classes = [{ ...training().classes[0]!, trouble: 'It is cut.' }];
    const text = renderStatus(
      status({ account: account({ openOrders: ['a', 'b'] }), training: training({ classes }) }),
      screen(),
    );
    assert.match(text, /^Unresolved +2 orders$/m);
    assert.match(text, /^ {2}crypto +It is cut\.$/m);
  });

  it('says until when a person trades without evidence, and nothing of a gate before the first stance', () => {
    const overriddenUntil = '2026-10-01T00:00:00.000Z';
    const gate = { stage: 'shadow', words: 'no evidence of an edge', overriddenUntil } as const;
    assert.match(
      renderStatus(status({ gate }), screen()),
      /^OVERRIDDEN +traded WITHOUT evidence until 2026-10-01 00:00Z$/m,
    );
    assert.doesNotMatch(renderStatus(status({ gate: null }), screen()), /^Gate/m);
  });

  it('says how the last run of each job ended, and that nothing starts the hive by itself', () => {
    const last = {
      ...jobSummary().last!,
      outcome: 'failed' as const,
      says: 'failed: exit code 5, BROKER_DOWN',
    };
    const jobs = [jobSummary({ last, slots: 0, undone: 0, next: null })];
    const text = renderStatus(status({ runs: runsSummary({ scheduled: null, jobs }) }), screen());
    assert.match(text, /^Last runs +tick 09-22 00:05Z failed: exit code 5, BROKER_DOWN in 1s$/m);
    assert.match(text, /^Next runs +nothing starts hive by itself: hive schedule install$/m);
    assert.doesNotMatch(text, /Last 24 h/);
  });

  it('ends with what needs a person, but for a halt, which it begins with', () => {
    const needs = [
      { id: 'halt', title: 'Kill switch', state: 'warning' as const, says: 'Halted.', todo: 'Resume.' },
      { id: 'disk', title: 'Disk', state: 'problem' as const, says: 'It is full.', todo: 'Free some space.' },
      { id: 'tick', title: 'Ticks', state: 'warning' as const, says: 'They stopped.', todo: null },
    ];
    assert.match(
      renderStatus(status({ needs }), screen()),
      /\n\nPROBLEM Disk: It is full\. Free some space\.\nWARNING Ticks: They stopped\.$/,
    );
  });

  it('takes no more than 24 lines of 80 columns with two coins, two classes and a schedule of all jobs', () => {
    const reasons = ['BTC/USD', 'ETH/USD'].map(symbol => ({ ...status().lastTick!.reasons[0]!, symbol }));
    const regime = ['BTC/USD', 'ETH/USD'].map(symbol => ({ symbol, regime: 'calm down' }));
    const classes = (['crypto', 'stock'] as const).map(assetClass => ({
      ...training().classes[0]!,
      assetClass,
    }));
    const plain = { slots: 1, undone: 0, everyMs: null };
    const jobs = [
      jobSummary(),
      jobSummary({ job: 'cycle', slots: 480, undone: 0 }),
      ...(['report', 'prune', 'backup'] as const).map(job => jobSummary({ job, last: null, ...plain })),
    ];
    const text = renderStatus(
      status({
        ...{ regime, training: training({ classes }), runs: runsSummary({ jobs }) },
        lastTick: { ...status().lastTick!, reasons },
      }),
      screen(),
    );
    assert.ok(text.split('\n').length <= 24, text);
  });

  it('names the next command for what stands in the way', () => {
    const reasons = [{ symbol: 'BTC/USD', reason: 'MODEL_STALE' as const, meaning: 'the model is too old' }];
    const lastTick = { ...status().lastTick!, reasons };
    assert.match(
      renderStatus(status({ lastTick }), screen()),
      /\n\nTrain a new model: hive train cycle --force-train$/,
    );
  });
});
