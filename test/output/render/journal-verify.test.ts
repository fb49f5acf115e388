import assert from 'node:assert/strict';
import type { JournalVerdict } from '../../../src/lib/app/journal-verify.ts';
import { renderVerdict } from '../../../src/output/render/journal-verify.ts';
import { screen } from '../../support/views.ts';

const verdict = (faults: readonly string[]): JournalVerdict => ({
  records: 1_234,
  lastHash: 'e166952e766e4e566801c8b045504aaa3c7574d1f9f836d50e7eb91faf0fdf08',
  firstAt: '2026-09-21T00:05:00.000Z',
  lastAt: '2026-09-22T00:07:00.000Z',
  trades: 5,
  checks: ['hash chain', 'order of records'],
  faults,
});

describe('renderVerdict', () => {
  it('says what was read and what was checked', () => {
    assert.equal(
      renderVerdict(verdict([]), screen()),
      [
        'SIMULATED',
        'Journal    whole: everything checked holds',
        'Records    1,234 records, 2026-09-21 00:05Z to 2026-09-22 00:07Z',
        'Trades     5',
        'Checked    hash chain; order of records',
        'Last hash  e166952e766e4e56',
      ].join('\n'),
    );
  });

  it('never says whole where there is a fault', () => {
    const text = renderVerdict(verdict(['cash: broker 1.00, journal 2.00']), screen());
    assert.doesNotMatch(text, /whole/);
    assert.match(text, /^Journal +1 fault$[\s\S]*^FAULT {2}cash: broker 1\.00, journal 2\.00$/m);
  });
});
