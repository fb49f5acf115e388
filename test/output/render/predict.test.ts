import assert from 'node:assert/strict';
import { renderPredict } from '../../../src/output/render/predict.ts';
import { forecast, screen } from '../../support/views.ts';

describe('renderPredict', () => {
  it('shows class, probability, cost, model and features', () => {
    assert.equal(
      renderPredict([forecast()], screen()),
      [
        'SIMULATED',
        'BTC/USD  BUY, confidence 73.1 %',
        '  A bet pays     73.1 %, break-even 45.8 %',
        '  Left open      71.0 % to 76.0 % (Venn-Abers)',
        '  Expected move  +1.53 % before a round-trip cost of 0.58 %',
        '  Price          $67,896.56, bar closed 2026-09-22 00:00Z',
        '  Model          crypto-20260920t0000-2e791892, newest sample 2d 5m old',
        '  Moved most by  logVolume60 0.456 (-9.3 %), volatility20 -0.163 (+5.6 %),',
        '                 sentiment5 1.160 (+4.9 %)',
      ].join('\n'),
    );
  });

  it('says why there is no forecast, and each way out once', () => {
    const without = (symbol: string) => ({
      symbol,
      assetClass: 'crypto' as const,
      reason: 'NO_MODEL' as const,
    });
    assert.equal(
      renderPredict([without('BTC/USD'), without('ETH/USD')], screen()),
      [
        'SIMULATED',
        'BTC/USD  no forecast: NO_MODEL, there is no trained model.',
        '',
        'ETH/USD  no forecast: NO_MODEL, there is no trained model.',
        '',
        'Fetch bars and train: hive train cycle',
      ].join('\n'),
    );
  });

  it('shows a dash where the model knows no break-even', () => {
    const text = renderPredict([forecast({ expectedMove: null, cost: null, breakEven: null })], screen());
    assert.match(text, /break-even –\n/);
    assert.match(text, /Expected move {2}– before a round-trip cost of –\n/);
  });
});
