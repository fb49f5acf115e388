import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  becauseOf,
  confidenceText,
  decisions,
  type Order,
  type Signal,
  signalText,
} from '../../../../src/lib/dashboards/shared/decision-words.ts';
import { sampleFeed } from '../../../support/sample-feed.ts';

const { signals, orders } = sampleFeed();
const [bought, passed] = signals as [Signal, Signal];
const [order] = orders.orders as [Order];

describe('decisions in words', () => {
  it('say what was done and why, newest first', () => {
    assert.deepEqual(
      decisions({ signals, orders }).map(({ symbol, text }) => `${symbol}: ${text}`),
      [
        'BTC/USD: bought, the confidence 72 % is above 70 %',
        'ETH/USD: did nothing, the confidence 61 % is not above 70 %',
      ],
    );
  });

  it('say of an order only what is known of it', () => {
    const textAfter = (change: Partial<Order>) =>
      decisions({ signals: [bought], orders: { open: 1, orders: [{ ...order, ...change }] } })[0]!.text;
    const confidence = 'the confidence 72 % is above 70 %';
    assert.equal(
      textAfter({ state: 'unknown', filledQty: '0' }),
      `ordered to buy, and the outcome is not known yet; ${confidence}`,
    );
    assert.equal(
      textAfter({ state: 'open', filledQty: '0.000' }),
      `ordered to buy, not filled yet; ${confidence}`,
    );
    assert.equal(
      textAfter({ state: 'refused', filledQty: '0' }),
      `tried to buy, and the broker refused; ${confidence}`,
    );
    assert.equal(
      textAfter({ state: 'absent', filledQty: '0' }),
      `tried to buy, and nothing was filled; ${confidence}`,
    );
    assert.equal(textAfter({ state: 'closed', filledQty: '0.001' }), `bought, ${confidence}`);
  });

  it('tell sales by a barrier too, which need no opinion', () => {
    const exit: Order = {
      ...{ ...order, order: 'hive-s-4', seq: 130, side: 'sell', purpose: 'exit', reason: 'EXIT_STOP' },
      ...{ at: '2026-11-26T06:02:00.000Z', qty: '0.00125', notional: null },
    };
    const told = decisions({ signals, orders: { open: 0, orders: [exit, order] } });
    assert.deepEqual(
      told.map(({ seq }) => seq),
      [130, 118, 117],
    );
    assert.equal(told[0]!.text, 'sold: the stop price was reached');
  });

  it('name the reason where it was not the confidence', () => {
    const cooled = {
      ...passed,
      confidence: 0.8,
      reason: 'COOLDOWN',
      meaning: 'the last entry is too recent',
    };
    assert.equal(signalText(cooled, null), 'did nothing: the last entry is too recent');
    const sold = { ...bought, action: 'SELL', effect: 'SELL', reason: 'EXIT_SIGNAL' } as const;
    assert.equal(signalText(sold, null), 'ordered to sell: the signal turned');
  });

  it('show as many decimals as it takes to see which is larger', () => {
    assert.equal(confidenceText({ confidence: 0.61, threshold: 0.7 }), '61 % is not above 70 %');
    assert.equal(confidenceText({ confidence: 0.699, threshold: 0.7 }), '69.9 % is not above 70.0 %');
    assert.equal(confidenceText({ confidence: 0.7001, threshold: 0.7 }), '70.01 % is above 70.00 %');
    assert.equal(confidenceText({ confidence: 0.7, threshold: 0.7 }), '70 % is not above 70 %');
  });

  it('never contradict the rule, which is strictly above', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (confidence, threshold) => {
          assert.equal(
            confidenceText({ confidence, threshold }).includes('not above'),
            !(confidence > threshold),
          );
        },
      ),
    ));

  it('leave a reason that is not one of ours as it is', () => {
    assert.equal(becauseOf('EXIT_TARGET'), 'the target price was reached');
    assert.equal(becauseOf('<b>'), '<b>');
    assert.equal(becauseOf('toString'), 'toString');
  });
});
