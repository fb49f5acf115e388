import assert from 'node:assert/strict';
import { renderTrades } from '../../../src/output/render/trades.ts';
import { screen, trade } from '../../support/views.ts';

const TOTALS = { bought: '75.00', sold: '74.41', fees: '0.38', realised: '-0.59' };

describe('renderTrades', () => {
  it('shows profit for sales and a dash for buys', () => {
    const bought = trade({ side: 'buy', realised: null, reason: 'ENTRY_SIGNAL' });
    assert.equal(
      renderTrades({ trades: [bought, trade()], total: 2, totals: TOTALS }, screen(100)),
      [
        'SIMULATED',
        'Time               Symbol   Side     Quantity      Price  Profit    Fee  Reason',
        '─────────────────  ───────  ────  ───────────  ─────────  ──────  ─────  ────────────',
        '2026-09-22 00:05Z  ETH/USD  buy   0.049704017  $1,500.89       –  $0.19  ENTRY_SIGNAL',
        '2026-09-22 00:05Z  ETH/USD  sell  0.049704017  $1,500.89  -$0.59  $0.19  EXIT_TIME',
        '',
        'Together: bought $75.00, sold $74.41 after fees, fees $0.38, profit -$0.59.',
      ].join('\n'),
    );
  });

  it('says that there are none in the symbol that was asked for', () => {
    const text = renderTrades({ trades: [], total: 0, totals: TOTALS, symbol: 'ETH/USD' }, screen());
    assert.match(text, /No trades in ETH\/USD\.$/);
  });

  it('says that there are none in the time that was asked for', () => {
    const text = renderTrades({ trades: [], total: 0, totals: TOTALS, isFiltered: true }, screen());
    assert.match(text, /No trades in this time\.$/);
  });

  it('says that there are more', () => {
    const text = renderTrades({ trades: [trade()], total: 57, totals: TOTALS }, screen());
    assert.match(text, /^The last 1 of 57 trades; all with --all\.$/m);
  });
});
