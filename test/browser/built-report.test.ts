import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { hive, tempHome } from '../support/cli.ts';
import { inkedPixels, openPage } from './opened-page.ts';

describeInBrowser('a report of the built program', () => {
  it('draws its charts and complains of nothing', async () => {
    const home = tempHome();
    const file = join(home, 'report.html');
    const from = ['--source', 'simulated', '--interval', '1d', '--from', '2024-01-01'];
    assert.equal((await hive(['data', 'fetch', 'BTC-USD', ...from], { home })).code, 0);
    const asked = ['-s', 'BTC-USD', '--strategy', 'sma-cross', '--side', 'long-short', '--report', file];
    const { code, stderr } = await hive(['backtest', ...from, ...asked], { home });
    assert.equal(code, 0, stderr);
    const browser = await launchBrowser();
    try {
      const { page, complaints, requests } = await openPage(browser, pathToFileURL(file).href);
      for (const id of ['equity-plot', 'histogram-plot', 'candle-plot'])
        assert.ok((await inkedPixels(page, id)) > 1_000, `${id} is blank`);
      assert.deepEqual([complaints, requests], [[], []]);
    } finally {
      await browser.close();
    }
  });
});
