import assert from 'node:assert/strict';
import { RECORD_TYPES } from '../../../../src/lib/app/journal-export.ts';
import { EVENT_LEVELS } from '../../../../src/lib/app/schemas/journal-events.ts';
import { type EventContext, eventWords } from '../../../../src/lib/app/watch/event-words.ts';
import type { EntryData, EntryType } from '../../../../src/lib/journal/entry.ts';
import { boughtFill, exitIntent, GENESIS_ENTRY, intent } from '../../../support/journal-entries.ts';

const CONTEXT: EventContext = { symbol: 'BTC/USD', trade: null, lastReasons: {} };
const WORTH = { cash: '9925.00', equity: '10000.00' };

const tickWith = (...reasons: EntryData['TICK']['outcomes'][number]['reason'][]): EntryData['TICK'] => ({
  slot: 1,
  outcomes: reasons.map((reason, index) => ({ symbol: index === 0 ? 'BTC/USD' : 'ETH/USD', reason })),
  marks: {},
  worth: { main: WORTH, control: WORTH },
});

/** Records that are no event: decisions are signals, and learning is routine. */
const SILENT = ['DECISION', 'STANCE', 'SETTLED', 'WARMED'] as const;

/** One record of each kind that is an event. */
const EVENTS: { readonly [T in Exclude<EntryType, (typeof SILENT)[number]>]: EntryData[T] } = {
  GENESIS: GENESIS_ENTRY.data as EntryData['GENESIS'],
  CONFIG: { hash: 'ab', settings: {} },
  INTENT: intent('o-1'),
  ACCEPTED: { order: 'o-1', brokerId: 'b-1', status: 'accepted' },
  REFUSED: { order: 'o-1', code: '403', message: 'insufficient balance' },
  UNKNOWN: { order: 'o-1', detail: 'time-out' },
  FILL: boughtFill('f-1', 'o-1'),
  CLOSED: { order: 'o-1', status: 'filled', filledQty: '0.0014997' },
  MISSED: { order: 'o-1' },
  ABSENT: { order: 'o-1' },
  REAPPEARED: { order: 'o-1', brokerId: 'b-1', status: 'accepted' },
  EXTERNAL: { brokerId: 'b-2', order: 'mine', symbol: 'BTC/USD', side: 'sell' },
  FEE: { fee: 'fee-1', symbol: 'BTC/USD', qty: '0.00000375', cash: '0.00', at: '2026-09-22T12:00:01.000Z' },
  ADJUSTED: { cash: '-0.01', coins: { 'BTC/USD': '-0.000000001' } },
  BALANCE: { cash: '100.00', coins: {}, marks: {}, reason: 'a deposit' },
  FLATTEN: { symbols: ['BTC/USD'], reason: 'a holiday' },
  ARMED: { until: '2026-09-23T12:00:00.000Z', withoutEvidence: true },
  DISARMED: { reason: 'enough' },
  VERDICT: {
    ...{ assetClass: 'crypto', candidate: 'forest-1', generation: 1, epoch: 20_000 },
    ...{ from: 'shadow', to: 'canary', lnMoney: 1.4, lnTiming: 0.2, lnWanted: 3.7, why: 'Weak evidence.' },
  },
  OVERRIDE: { assetClass: 'crypto', action: 'promote', model: 'crypto-1', reason: 'it did well' },
  RESET: { assetClass: 'crypto', what: 'policy', reason: 'another market' },
  SHADOW: {
    ...{ symbol: 'BTC/USD', side: 'buy', qty: '0.0014997', price: '50010.00', cash: '-75.00' },
    ...{ at: '2026-09-22T12:00:01.000Z', net: '0.00149595', fee: '0.19', reason: 'ENTRY_SIGNAL' },
  },
  TICK: tickWith('DAILY_LOSS'),
  HALT: { reason: 'a test' },
  RESUME: { reason: 'done' },
  REPAIR: { movedTo: '/x/journal.jsonl.torn-3', bytes: 10 },
};

describe('eventWords', () => {
  it('puts each kind of record into one sentence with a level', () => {
    assert.deepEqual([...Object.keys(EVENTS), ...SILENT].sort(), RECORD_TYPES.toSorted());
    for (const [type, data] of Object.entries(EVENTS)) {
      const words = eventWords(type as EntryType, data as never, CONTEXT);
      assert.match(words?.text ?? '', /^[A-Z].*\.$/, type);
      assert.doesNotMatch(words?.text ?? '', /undefined|null|NaN/, type);
      assert.ok(words && EVENT_LEVELS.includes(words.level), type);
    }
  });

  it('has no words for decisions, which are signals, and for ticks without news', () => {
    assert.equal(eventWords('DECISION', {} as EntryData['DECISION'], CONTEXT), null);
    assert.equal(eventWords('TICK', tickWith('EPOCH_DECIDED', 'LOW_CONFIDENCE'), CONTEXT), null);
    const lastReasons = { 'BTC/USD': 'DAILY_LOSS' } as const;
    assert.equal(eventWords('TICK', tickWith('DAILY_LOSS'), { ...CONTEXT, lastReasons }), null);
  });

  it('tells once what keeps symbols from being traded', () => {
    const words = eventWords('TICK', tickWith('MODEL_STALE', 'NO_QUOTE'), CONTEXT);
    assert.equal(words?.text, 'BTC/USD: the model is too old. ETH/USD: there is no quote.');
    assert.deepEqual([words?.level, words?.symbol], ['warning', null]);
  });

  it('says what an order is for, in money or in coins', () => {
    const buy = eventWords('INTENT', intent('o-1'), CONTEXT);
    assert.equal(buy?.text, 'Order to buy BTC/USD for $75.00: the signal was strong enough.');
    const sell = eventWords('INTENT', exitIntent('o-2', '0.5', '25000.00'), CONTEXT);
    assert.equal(sell?.text, 'Order to sell 0.5 BTC/USD: the stop price was reached.');
  });

  it('says what a sale came to', () => {
    const data = { ...boughtFill('f-2', 'o-2'), side: 'sell' as const, price: '1234567.50' };
    const story = { seq: 9, mode: 'paper', account: null, purpose: 'exit', reason: 'EXIT_STOP' } as const;
    const trade = { ...data, ...story, confidence: null, decision: null, realised: '-1.25' };
    const words = eventWords('FILL', data, { ...CONTEXT, trade });
    assert.equal(
      words?.text,
      'Sold 0.0014997 BTC/USD at $1,234,567.50, fee $0.19, loss $1.25: the stop price was reached.',
    );
    assert.equal(words?.level, 'warning');
  });
});
