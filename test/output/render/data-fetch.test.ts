import assert from 'node:assert/strict';
import type { SymbolFetch } from '../../../src/lib/app/fetch-symbol.ts';
import { renderDataFetch } from '../../../src/output/render/data-fetch.ts';

const BTC: SymbolFetch = {
  ...{ symbol: 'BTC/USD', interval: '1d', source: 'yahoo', outcome: 'fetched' },
  ...{ inserted: 1_000, unchanged: 2, conflicting: 0, replaced: false, prices: 'raw' },
  ...{ from: '2024-03-01T00:00:00.000Z', to: '2026-11-25T00:00:00.000Z', notes: [] },
  dropped: [
    { reason: 'empty-row', rows: 2 },
    { reason: 'forming-bar', rows: 1 },
  ],
};
const render = (more: Partial<SymbolFetch> = {}, backOff: { until: string; why: string } | null = null) =>
  renderDataFetch({ series: [{ ...BTC, ...more }], backOff }, { width: 80 });

describe('the page of a fetch', () => {
  it('has what is new and what was left out, within 80 characters', () => {
    const lines = [
      'Symbol   Bars  Source  Outcome    New  From        To          Prices',
      '───────  ────  ──────  ───────  ─────  ──────────  ──────────  ──────',
      'BTC/USD  1d    yahoo   fetched  1,000  2024-03-01  2026-11-25  raw',
      '',
      'BTC/USD 1d: 2 unchanged, 2 dropped as empty-row, 1 dropped as forming-bar.',
    ];
    assert.equal(render(), lines.join('\n'));
  });

  it('tells that bars which differ were left alone, and not when they were replaced', () => {
    assert.match(render({ conflicting: 3 }), /3 conflicting[\s\S]*left alone; --replace overwrites them\.$/m);
    const page = render({ conflicting: 3, replaced: true });
    assert.match(page, /3 replaced/);
    assert.doesNotMatch(page, /left alone/);
  });

  it('says how long nothing is asked', () => {
    const page = render({ dropped: [] }, { until: '2026-11-25T12:15:00.000Z', why: 'HTTP status 429' });
    assert.match(page, /^Nothing is asked before 2026-11-25T12:15:00.000Z: HTTP status 429\.$/m);
  });

  it('shows minutes of bars within a day, and a dash where nothing is stored', () => {
    assert.match(render({ interval: '1h' }), /2026-11-25 00:00Z/);
    assert.match(render({ from: null, to: null, prices: null }), /–\s+–/);
  });
});
