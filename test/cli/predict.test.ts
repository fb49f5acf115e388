import assert from 'node:assert/strict';
import type { Forecast, NoForecast } from '../../src/lib/app/train/forecast.ts';
import { assertEnvelope, assertErrorEnvelope, hive, tempHome } from '../support/cli.ts';
import { TUESDAY, trainedHome } from '../support/small-home.ts';

describe('hive predict', () => {
  it('says why there is no forecast, and what to run', async () => {
    const { code, stdout } = await hive(['predict', 'BTC-USD']);
    assert.equal(code, 0);
    assert.match(stdout, /^BTC\/USD {2}no forecast: NO_BARS, there are no bars\.$/m);
    assert.match(stdout, /^Fetch bars and train: hive train cycle$/m);
  });

  it('gives every symbol a class and a probability after a training', async () => {
    const home = await trainedHome();
    const { stdout } = await hive(['predict', '--json', '--as-of', TUESDAY], { home });
    const { forecasts } = (await assertEnvelope(stdout, 'predict')).data as { forecasts: Forecast[] };
    assert.deepEqual(
      forecasts.map(({ symbol }) => symbol),
      ['AAPL', 'BTC/USD', 'ETH/USD'],
    );
    for (const { action, confidence, topFeatures } of forecasts) {
      assert.equal(action === 'HOLD', confidence <= 0.7);
      assert.equal(topFeatures.length, 3);
    }
  });

  it('gives only the named symbols, in any spelling', async () => {
    const home = await trainedHome();
    const { stdout } = await hive(['predict', 'ethusd', 'aapl', '--json', '--as-of', TUESDAY], { home });
    const { forecasts } = (await assertEnvelope(stdout, 'predict')).data as { forecasts: NoForecast[] };
    assert.deepEqual(
      forecasts.map(({ symbol }) => symbol),
      ['ETH/USD', 'AAPL'],
    );
  });

  it('does not speak from bars that are too old', async () => {
    const home = await trainedHome();
    const late = ['predict', 'BTC-USD', '--json', '--as-of', '2026-10-01T00:05:00Z'];
    const { data } = await assertEnvelope((await hive(late, { home })).stdout, 'predict');
    const reason = 'STALE_BARS';
    assert.deepEqual(data, { forecasts: [{ symbol: 'BTC/USD', assetClass: 'crypto', reason }] });
  });

  it('refuses an unknown symbol and names the nearest', async () => {
    const { code, stdout } = await hive(['predict', 'APPL', '--json'], { home: tempHome() });
    const error = assertErrorEnvelope(stdout);
    assert.deepEqual([code, error.code], [2, 'UNKNOWN_SYMBOL']);
    assert.match(error.message, /did you mean AAPL\?/);
  });
});
