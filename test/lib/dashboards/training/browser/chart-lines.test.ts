import assert from 'node:assert/strict';
import { firstState } from '../../../../../src/lib/dashboards/shared/page.ts';
import { chartLines } from '../../../../../src/lib/dashboards/training/browser/chart-lines.ts';
import { emptyFeed, SAMPLE_NOW, sampleFeed } from '../../../../support/sample-feed.ts';
import { loadedAnswers, sampleAnswers } from '../../../../support/sample-training.ts';

const state = firstState('training', {
  ...{ feed: sampleFeed(), nowMs: SAMPLE_NOW, answers: loadedAnswers() },
});
const empty = firstState('training', { feed: emptyFeed(), nowMs: SAMPLE_NOW });

describe('lines of the training page', () => {
  it('are the equity of the account and of the control arm', () => {
    const { points } = sampleAnswers()['/api/learning/status'].control!;
    const data = chartLines(state, { lines: 'control' })!;
    assert.equal(data.x[0], points[0]![0] / 1_000);
    assert.deepEqual(
      data.lines.map(({ values }) => values.at(-1)),
      points.at(-1)!.slice(1),
    );
  });

  it('are the log loss of each fold and that of climatology', () => {
    const data = chartLines(state, { lines: 'loss', class: 'crypto' })!;
    assert.deepEqual(
      data.lines.map(({ values }) => values),
      [
        [0.67, 0.66, 0.65],
        [0.69, 0.69, 0.69],
      ],
    );
  });

  it('are not there where there is nothing to draw', () => {
    assert.equal(chartLines(empty, { lines: 'control' }), null);
    assert.equal(chartLines(empty, { lines: 'loss', class: 'crypto' }), null);
  });
});
