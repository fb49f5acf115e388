import assert from 'node:assert/strict';
import { renderTrainStatus } from '../../../src/output/render/train-status.ts';
import { screen, training } from '../../support/views.ts';

describe('renderTrainStatus', () => {
  it('shows samples, model and walk-forward accuracy of a class', () => {
    assert.equal(
      renderTrainStatus(training(), screen()),
      [
        'SIMULATED',
        'Cycles  3, the last 2026-09-22 00:05Z; next training in 2 cycles',
        '',
        'crypto',
        '  Samples                1,452, of them 1,450 matured',
        '  Window                 a training uses the newest 500 matured samples',
        '  Model                  crypto-20260920t0000-2e791892',
        '  Trained to             2026-09-20 00:00Z',
        '  Walk-forward accuracy  67.5 % [61.0 % to 72.0 %], 95 % interval',
      ].join('\n'),
    );
  });

  it('shows what is wrong with the current model', () => {
    const classes = [
      { ...training().classes[0]!, model: null, trainedTo: null, evaluation: null, trouble: 'Cut.' },
    ];
    assert.match(renderTrainStatus(training({ classes }), screen()), /Model +none\n +Trouble +Cut\.$/);
  });

  it('names the command to run before the first cycle', () => {
    const text = renderTrainStatus(training({ cycles: 0, lastCycleAt: null, classes: [] }), screen());
    assert.match(text, /Cycles {2}none yet\n\nNo cycle has run yet\. Run: hive train cycle$/);
  });
});
