import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  describeExecution,
  type ExecutionFlags,
  executionOf,
} from '../../../../src/lib/app/backtest/execution-request.ts';
import { parseSizing, sizingText } from '../../../../src/lib/app/backtest/sizing.ts';
import { execution as executionSchema } from '../../../../src/lib/app/schemas/backtest.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { hiveError } from '../../../support/hive-error.ts';

const config = configSchema.parse({});
const CRYPTO = { config, assetClasses: ['crypto'], isHives: false } as const;
const STOCK = { config, assetClasses: ['stock'], isHives: false } as const;

describe('the execution of a backtest', () => {
  it('costs by default what Alpaca takes for coins: 0.25 % in the coin, a spread, a slippage', () => {
    const { model } = executionOf({}, CRYPTO);
    assert.deepEqual(model.fees, { takerPpm: 2_500, makerPpm: null, takenIn: 'asset' });
    assert.deepEqual(model.spread, { ppm: 800, on: 'both' });
    assert.equal(model.slippage.ppm, 200);
  });

  it('takes the fee of stocks in cash', () => {
    const { model } = executionOf({ 'fee-rate': '0.001' }, STOCK);
    assert.deepEqual(model.fees, { takerPpm: 1_000, makerPpm: null, takenIn: 'cash' });
  });

  it('is free of costs only when each is switched off by name', () => {
    const { model } = executionOf({ 'fee-rate': '0', spread: '0', 'slippage-bps': '0' }, CRYPTO);
    assert.deepEqual([model.fees.takerPpm, model.spread.ppm, model.slippage.ppm], [0, 0, 0]);
  });

  it("sizes by HIVE's limits for its own strategies and all-in for the others", () => {
    assert.equal(executionOf({}, { ...CRYPTO, isHives: true }).model.sizing.kind, 'hive');
    assert.equal(executionOf({}, CRYPTO).model.sizing.kind, 'all-in');
  });

  it('reads distances as shares of the price and units to 1e-9', () => {
    const { model } = executionOf(
      { 'stop-loss': '1.5%', 'take-profit': '0.03', 'trailing-stop': '300bps', 'max-bars': 3, unit: '1' },
      STOCK,
    );
    assert.deepEqual(model.exits, {
      stopLossPpb: 15_000_000,
      takeProfitPpb: 30_000_000,
      trailingStopPpb: 30_000_000,
      maxBars: 3,
      inside: true,
    });
    assert.equal(model.unitNanos, 1e9);
  });

  it('refuses to mix coins and stocks without saying their costs', () => {
    const setting = { ...CRYPTO, assetClasses: ['crypto', 'stock'] } as const;
    assert.throws(() => executionOf({}, setting), hiveError('MIXED_CLASSES', /different costs/));
    assert.ok(executionOf({ 'fee-rate': '0.001', spread: '0' }, setting));
  });

  for (const flags of [
    { 'stop-loss': '0' },
    { 'volume-cap': '2' },
    { unit: '1.5e-9' },
    { sizing: 'half' },
    { sizing: 'fraction:2' },
    { sizing: 'fraction:0' },
    { sizing: 'notional:-5' },
    { sizing: 'notional:5:5' },
    { cash: '0' },
    { sizing: 'hive', side: 'long-short' },
    { sizing: 'hive', 'trailing-stop': '1%' },
    { sizing: 'hive', 'stop-loss': '1%' },
    { sizing: 'hive', 'fee-in': 'cash' },
    { 'entry-trigger': '1%', fill: 'signal-close' },
  ] satisfies ExecutionFlags[]) {
    it(`refuses ${JSON.stringify(flags)}`, () => {
      assert.throws(() => executionOf(flags, CRYPTO), hiveError('USAGE', /--/));
    });
  }

  it('is described in the terms of the flags, and by the schema', () => {
    const execution = executionOf({ sizing: 'notional:75', 'stop-loss': '2%' }, CRYPTO);
    const shown = describeExecution(execution, 'typed-array');
    assert.deepEqual(executionSchema.parse(shown), shown);
    assert.equal(shown.stop_loss, 0.02);
    assert.equal(shown.fee_rate, 0.0025);
    assert.equal(shown.sizing, 'notional:75');
  });
});

describe('a size', () => {
  it('reads back from its text', () => {
    const size = fc.oneof(
      fc.constant({ kind: 'all-in' as const }),
      fc.constant({ kind: 'hive' as const }),
      fc.integer({ min: 1, max: 1_000_000 }).map(ppm => ({ kind: 'fraction' as const, ppm })),
      fc.integer({ min: 1, max: 10_000_000_000 }).map(cents => ({ kind: 'notional' as const, cents })),
      fc.integer({ min: 1, max: 9_000_000_000 }).map(nanos => ({ kind: 'qty' as const, nanos })),
    );
    fc.assert(fc.property(size, sizing => assert.deepEqual(parseSizing(sizingText(sizing)), sizing)));
  });
});
