import assert from 'node:assert/strict';
import type { CycleReport } from '../../../src/lib/app/train/train-cycle.ts';
import { renderTrainCycle } from '../../../src/output/render/train-cycle.ts';
import { forecast, screen } from '../../support/views.ts';

const report = (changes: Partial<CycleReport>): CycleReport => ({
  cycle: 2,
  at: '2026-09-22T00:05:00.000Z',
  collected: [{ symbol: 'BTC/USD', newBars: 0, newSamples: 0, matured: 1, note: null }],
  trained: null,
  forecasts: [],
  nextTrainingIn: 3,
  ...changes,
});

describe('renderTrainCycle', () => {
  it('of a cycle that did not train says when the next one does', () => {
    assert.equal(
      renderTrainCycle(report({}), screen()),
      [
        'SIMULATED',
        'Cycle 2, 2026-09-22 00:05Z',
        'Symbol   New bars  New samples  Matured',
        '───────  ────────  ───────────  ───────',
        'BTC/USD         0            0        1',
        '',
        'This cycle did not train. To train now: hive train cycle --force-train',
        '',
        'Next training in 3 cycles.',
      ].join('\n'),
    );
  });

  it('says why a class was not trained, and lists symbols without a forecast', () => {
    const refused = {
      assetClass: 'stock' as const,
      model: null,
      refused: 'Too few.',
      rows: 3,
      evaluation: null,
    };
    const text = renderTrainCycle(
      report({
        trained: [{ ...refused, breakEven: null, experts: [] }],
        forecasts: [forecast(), { symbol: 'AAPL', assetClass: 'stock', reason: 'NO_MODEL' }],
      }),
      screen(),
    );
    assert.match(text, /^stock: not trained\. Too few\.$/m);
    assert.match(text, /^BTC\/USD +BUY +73\.1 % +45\.8 % +\+1\.53 % +0\.58 %$/m);
    assert.match(text, /^AAPL +NO_MODEL +– +– +– +–$/m);
  });
});
