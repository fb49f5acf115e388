import assert from 'node:assert/strict';
import { type Adapters, adapters } from '../../../../src/lib/app/adapters.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { runRealLab } from '../../../../src/lib/app/lab/real-lab.ts';
import { schema } from '../../../../src/lib/app/schemas/lab-real.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { fixedClock } from '../../../../src/lib/core/clock.ts';
import { barsOf } from '../../../../src/lib/lab/markets/bars.ts';
import { garchWalk } from '../../../../src/lib/lab/markets/no-edge.ts';
import { renderLabReal } from '../../../../src/output/render/lab-real.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const NOW = Date.UTC(2026, 10, 22);

describe('the laboratory on real bars', () => {
  const folder = tempFolder();
  let hive: Adapters;
  beforeEach(async () => {
    const paths = homePaths(folder());
    hive = adapters({ paths, config: configSchema.parse({}), clock: fixedClock(NOW) });
    const { bars } = await hive.store();
    const write = (source: string, symbol: string, seed: number, ticks: number) =>
      bars.write(source, { ...barsOf(garchWalk(seed, ticks)), symbol }, { origin: 'test', atMs: NOW });
    write('csv', 'BTC/USD', 1, 1300);
    write('csv', 'AAPL', 2, 1300);
    write('csv', 'MSFT', 3, 600);
    write('simulated-42', 'ETH/USD', 4, 1300);
  });
  afterEach(() => hive.close());

  const score = (symbols: string[], workers: number) => runRealLab(hive, { symbols, seed: 42 }, { workers });

  it('scores what is long enough and not simulated, the same with any number of workers', async () => {
    const one = await score([], 1);
    assert.deepEqual(await score([], 2), one);
    assert.deepEqual(schema.parse(JSON.parse(JSON.stringify(one))), one);
    assert.ok(one.complete);
    const [aapl, btc] = one.series as [(typeof one.series)[0], (typeof one.series)[0]];
    assert.deepEqual([aapl.symbol, btc.symbol, one.series.length], ['AAPL', 'BTC/USD', 2]);
    // Coins pay a fee, stocks only the spread.
    assert.ok(btc.sideCost > aapl.sideCost);
    assert.equal(btc.verdict, 'no evidence of an edge');
  });

  it('takes one symbol in any spelling, and refuses where there is none', async () => {
    const output = await score(['btc-usd'], 1);
    assert.ok(output.complete && output.series.every(({ symbol }) => symbol === 'BTC/USD'));
    await assert.rejects(score(['MSFT'], 1), { code: 'NO_BARS', kind: 'data' });
  });

  it('draws every line within the width', async () => {
    const text = renderLabReal(await score(['AAPL'], 1), { width: 60, colour: false, banner: '' });
    assert.match(text, /AAPL 1d/);
    assert.deepEqual(
      text.split('\n').filter(line => line.length > 60),
      [],
    );
  });
});
