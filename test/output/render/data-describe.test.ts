import assert from 'node:assert/strict';
import type { DataDescription } from '../../../src/lib/app/frame/describe-data.ts';
import { renderDataDescribe } from '../../../src/output/render/data-describe.ts';

const NOTHING = { mean: null, std: null, min: null, q1: null, median: null, q3: null, max: null };

const DESCRIPTION: DataDescription = {
  ...{ what: 'bars', symbol: 'BTC/USD', interval: '1d', source: 'simulated/42/concentrated', engine: 'own' },
  ...{ rows: 1234, from: '2026-01-01T00:00:00.000Z', to: '2026-09-22T00:00:00.000Z' },
  columns: [
    {
      ...{ name: 'close', count: 1234, missing: 0, mean: 64_123.456, std: 1234.5678, min: 0.000123456 },
      ...{ q1: -0.5, median: 0, q3: 123_456_789, max: 1e-9 },
    },
    { name: 'volume', count: 0, missing: 1234, ...NOTHING },
  ],
};

const draw = (width: number) =>
  renderDataDescribe(DESCRIPTION, { width, colour: false, banner: 'SIMULATED' }).split('\n');

describe('the view of a description', () => {
  it('fits into 80 and 60 columns', () => {
    for (const width of [80, 60]) for (const line of draw(width)) assert.ok(line.length <= width, line);
  });

  it('shows five digits of each figure, and a dash where there is none', () => {
    const lines = draw(140);
    assert.equal(
      lines[1],
      '1234 bars of BTC/USD 1d simulated/42/concentrated, 2026-01-01 00:00Z to 2026-09-22 00:00Z',
    );
    assert.match(
      lines[5]!,
      /^close +1234 +0 +64123 +1234\.6 +0\.00012346 +-0\.50000 +0 +123456789 +1\.00e-9$/,
    );
    assert.match(lines[6]!, /^volume +0 +1234 +– +–/);
  });
});
