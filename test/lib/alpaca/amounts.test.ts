import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { z } from 'zod';
import { centsText, momentText, priceText, qtyText, signedQtyText } from '../../../src/lib/alpaca/amounts.ts';
import { canonicalSymbol } from '../../../src/lib/alpaca/symbols.ts';
import { parseCents, parsePrice, parseQty } from '../../../src/lib/core/money.ts';

const ALL = { centsText, qtyText, signedQtyText, priceText };

/** What a broken or hostile answer may hold in the place of an amount. */
const NO_AMOUNTS: readonly unknown[] = [
  ...[
    'NaN',
    '',
    ' ',
    'null',
    'Infinity',
    '-Infinity',
    '1e400',
    '1e-7',
    '1E3',
    '0x10',
    '1,000',
    '1_000',
    '$5',
  ],
  ...['.5', '5.', '+5', '--5', ' 5', '5 ', '5\n', '١', '1.2.3', '9'.repeat(19), `0.${'0'.repeat(41)}`],
  ...[
    null,
    undefined,
    5,
    0,
    -5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    5n,
    true,
    [],
    ['5'],
    {},
    { toString: () => '5' },
  ],
];

describe('an amount of Alpaca', () => {
  for (const [name, schema] of Object.entries(ALL)) {
    it(`is plain decimal text and nothing else: ${name}`, () => {
      for (const value of NO_AMOUNTS) assert.equal(schema.safeParse(value).success, false, String(value));
    });
  }

  it('is below zero only where a debt or a short position may be', () => {
    for (const [schema, isAllowed] of [
      [centsText, true],
      [signedQtyText, true],
      [qtyText, false],
      [priceText, false],
    ] as const) {
      assert.equal(schema.safeParse('-5').success, isAllowed);
    }
  });

  it('is cut to cents and to a billionth, towards less', () => {
    const cases: readonly (readonly [z.ZodType<bigint>, string, bigint])[] = [
      [centsText, '88.999', 8_899n],
      [centsText, '88.99', 8_899n],
      [centsText, '-0.141', -15n],
      [centsText, '-0.1400', -14n],
      [centsText, '10000', 1_000_000n],
      [qtyText, '0.0000000019', 1n],
      [qtyText, '0.00125176599999', 1_251_765n],
      [signedQtyText, '-0.0000000001', -1n],
      [priceText, '50000.1234567899', 50_000_123_456_789n],
    ];
    for (const [schema, text, units] of cases) assert.equal(schema.parse(text), units, text);
  });

  it('is the same that our own reader of exact amounts reads', () => {
    const units = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
    const written = (value: bigint, decimals: number): string => {
      const digits = `${value < 0n ? -value : value}`.padStart(decimals + 1, '0');
      return `${value < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
    };
    fc.assert(
      fc.property(units, value => {
        assert.equal(centsText.parse(written(value, 2)), parseCents(written(value, 2)));
        assert.equal(signedQtyText.parse(written(value, 9)), parseQty(written(value, 9)));
        assert.equal(signedQtyText.parse(written(value, 9)), value);
      }),
    );
  });

  it('is at most what the text says, and less than a cent below it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,9}\.\d{1,9}$/), text => {
        const lost = parsePrice(text) - centsText.parse(text) * 10_000_000n;
        assert.ok(lost >= 0n && lost < 10_000_000n, text);
      }),
    );
  });

  it('is refused or plain, whatever text there is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), text => {
        assert.equal(centsText.safeParse(text).success, /^-?\d{1,18}(\.\d{1,40})?$/.test(text));
      }),
    );
  });
});

describe('a moment of Alpaca', () => {
  it('may have nanoseconds and an offset, and is cut to the millisecond', () => {
    assert.equal(momentText.parse('2026-07-18T02:11:31.258635991Z'), Date.UTC(2026, 6, 18, 2, 11, 31, 258));
    assert.equal(momentText.parse('2026-07-18T02:11:31.999999999Z'), Date.UTC(2026, 6, 18, 2, 11, 31, 999));
    assert.equal(momentText.parse('2024-12-03T08:40:34-05:00'), Date.UTC(2024, 11, 3, 13, 40, 34));
    assert.equal(momentText.parse('2026-11-21'), Date.UTC(2026, 10, 21));
  });

  it('does not depend on the time zone of this machine, and is not guessed', () => {
    for (const text of [
      '1',
      '2026-11-22T12:00:00',
      'Nov 22 2026',
      '2026-13-01',
      '2026-11-22T25:00:00Z',
      '',
      'now',
      5,
      null,
    ]) {
      assert.equal(momentText.safeParse(text).success, false, String(text));
    }
  });
});

describe('a symbol of Alpaca', () => {
  it('is ours, with and without the slash', () => {
    assert.equal(canonicalSymbol('BTC/USD'), 'BTC/USD');
    assert.equal(canonicalSymbol('BTCUSD', 'crypto'), 'BTC/USD');
    assert.equal(canonicalSymbol('PEPEUSD', 'crypto'), 'PEPE/USD');
    assert.equal(canonicalSymbol('USDCUSD', 'crypto'), 'USDC/USD');
    assert.equal(canonicalSymbol('AAPL', 'us_equity'), 'AAPL');
  });

  it('is none in a spelling that only people use', () => {
    for (const text of ['btc/usd', 'BtC/USD', 'BTC-USD', ' BTC/USD', 'BTC/USD ', 'aapl']) {
      assert.equal(canonicalSymbol(text), null, text);
    }
  });

  it('is none where another currency than the dollar is paid', () => {
    for (const text of [
      'BTC/USDT',
      'BTC/USDC',
      'ETH/BTC',
      'BTCUSDT',
      'BTC-USDT',
      '',
      'BTC/',
      '/USD',
      'BTC USD',
    ]) {
      assert.equal(canonicalSymbol(text, 'crypto'), null, text);
    }
  });
});
