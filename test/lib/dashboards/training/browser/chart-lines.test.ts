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

  it('are the wealths of the gate beside what they must reach, none so low that nothing else is seen', () => {
    const data = chartLines(state, { lines: 'gate' })!;
    assert.equal(data.unit, 'wealth');
    const ends = Object.fromEntries(data.lines.map(({ label, values }) => [label, values.at(-1)]));
    assert.deepEqual(ends, {
      ...{ 'Against cash': 2, Timing: 1.45, Experts: -0.29, Weak: Math.log(4), Wanted: 4 },
    });
    const learning = sampleAnswers()['/api/learning/status'];
    const [first, ...rest] = learning.gate!.curve;
    const gate = { ...learning.gate!, curve: [first!, ...rest.map(([at]) => [at, -1e6, 0, 0])] };
    const answers = loadedAnswers({ '/api/learning/status': { ...learning, gate } as typeof learning });
    const ruined = chartLines({ ...state, answers }, { lines: 'gate' })!;
    assert.equal(ruined.lines[0]!.values.at(-1), Math.log(1e-3));
  });

  it('are the weights of the experts that are heaviest now, heaviest first', () => {
    const data = chartLines(state, { lines: 'experts' })!;
    assert.deepEqual(
      data.lines.map(({ label }) => label),
      ['forest', 'momentum-1', 'cash', 'long'],
    );
    const [forest] = data.lines;
    assert.deepEqual([forest!.values[0], forest!.values.at(-1)], [0.3, 0.5]);
  });

  it('are not there where there is nothing to draw', () => {
    for (const lines of ['control', 'gate', 'experts']) assert.equal(chartLines(empty, { lines }), null);
    assert.equal(chartLines(empty, { lines: 'loss', class: 'crypto' }), null);
  });
});
