import assert from 'node:assert/strict';
import { isoTime } from '../../../src/lib/core/clock.ts';
import type { EntryData, EntryType } from '../../../src/lib/journal/entry.ts';
import { configEntry } from '../../../src/lib/tick/config-entry.ts';
import {
  boughtFill,
  exitIntent,
  GENESIS_ENTRY,
  intent,
  JOURNAL_NOON,
  timed,
} from '../../support/journal-entries.ts';
import { SETTINGS } from '../../support/tick-desk.ts';
import { Verdicts } from '../verdicts.ts';
import { Audit } from './audit.ts';

const ID = 'hive-0123456789-BTCUSD-buy-7';
const OTHER = 'hive-0123456789-BTCUSD-buy-8';
const MINUTE = 60_000;

type Said = { [T in EntryType]: readonly [type: T, data: EntryData[T], atMs?: number] }[EntryType];

/** The promises that a journal of these records breaks, after a sound beginning. */
function brokenBy(...records: readonly Said[]): string[] {
  const verdicts = new Verdicts();
  const { data } = configEntry(SETTINGS);
  const entries = [
    GENESIS_ENTRY,
    timed('CONFIG', data),
    ...records.map(([type, said, at]) => timed(type, said, at)),
  ];
  const lines = entries.map(({ type, data: said, atMs }) =>
    JSON.stringify({ type, data: said, at: isoTime(atMs) }),
  );
  new Audit(verdicts).read(lines, SETTINGS);
  return [...new Set(verdicts.found.map(({ invariant }) => invariant))];
}

const buy = (changes: Partial<EntryData['INTENT']> = {}): Said => ['INTENT', intent(ID, changes)];
const filled: Said = ['FILL', boughtFill('f1', ID)];
const closed: Said = ['CLOSED', { order: ID, status: 'filled', filledQty: '0.0014997' }];

describe('the audit of a simulated journal', () => {
  it('finds nothing in a sound one', () => {
    assert.deepEqual(brokenBy(buy(), filled, closed), []);
  });

  const cases: readonly (readonly [what: string, invariant: string, ...records: Said[]])[] = [
    ['an id that is used again', 'I3', buy(), filled, closed, ['INTENT', intent(ID), 3 * MINUTE]],
    ['an id of another slot', 'I4', ['INTENT', intent(OTHER)]],
    ['an intent of a frozen symbol', 'I6', buy(), ['INTENT', intent(OTHER, { slot: 8 }), 3 * MINUTE]],
    ['a fill that comes twice', 'I8', buy(), filled, filled],
    ['a fill of an ended order', 'I11', buy(), filled, closed, ['FILL', boughtFill('f2', ID)]],
    ['an end without all fills', 'I11', buy(), closed],
    ['an order above the cap', 'I13', buy({ notional: '75.01', value: '75.01' })],
    ['a value that is not the size', 'I13', buy({ value: '74.00' })],
    ['an order below the minimum', 'I14', buy({ notional: '9.99', value: '9.99' })],
    ['a confidence at the threshold', 'I15', buy({ confidence: 0.7 })],
    ['a confidence above 1', 'I15', buy({ confidence: 1.01 })],
    ['a symbol that is not allowed', 'I16', buy({ symbol: 'DOGE/USD' })],
    [
      'two entries within the cooldown',
      'I17',
      buy(),
      filled,
      closed,
      ['INTENT', intent(OTHER, { slot: 8 }), MINUTE],
    ],
    [
      'a limit that the journal does not have',
      'I18',
      ['CONFIG', { hash: 'x', settings: { maxOrder: '1.00' } }],
      buy(),
    ],
    ['a fee rounded the wrong way', 'I21', buy(), ['FILL', { ...boughtFill('f1', ID), net: '0.001495951' }]],
    [
      'a sale of more than there is',
      'I22',
      ['INTENT', exitIntent('hive-0123456789-BTCUSD-sell-7', '0.0002', '10.01')],
    ],
  ];
  for (const [what, invariant, ...records] of cases) {
    it(`finds ${what} (${invariant})`, () => {
      assert.ok(brokenBy(...records).includes(invariant), brokenBy(...records).join());
    });
  }

  it('finds records that have gone', () => {
    const verdicts = new Verdicts();
    const audit = new Audit(verdicts);
    const { type, data } = GENESIS_ENTRY;
    audit.read([JSON.stringify({ type, data, at: isoTime(JOURNAL_NOON) })], SETTINGS);
    audit.read([], SETTINGS);
    assert.deepEqual(
      verdicts.found.map(({ invariant }) => invariant),
      ['I10'],
    );
  });
});
