import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { backtestReport } from '../../src/output/report/backtest-report.ts';
import { sampleBacktest } from '../support/backtest-output.ts';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { inkedPixels, openPage } from './opened-page.ts';

const built = new URL('../../dist/output/report/backtest-report.js', import.meta.url);

describeInBrowser('a report of the built program', () => {
  it('draws its charts and complains of nothing', async () => {
    const module = (await import(built.href)) as { backtestReport: typeof backtestReport };
    const folder = mkdtempSync(join(tmpdir(), 'hive-test-'));
    const browser = await launchBrowser();
    try {
      const file = join(folder, 'report.html');
      const sample = sampleBacktest({ interval: '1d', days: 500, shorts: true });
      writeFileSync(file, module.backtestReport({ ...sample, version: '0.1.0' }));
      const { page, complaints, requests } = await openPage(browser, pathToFileURL(file).href);
      for (const id of ['equity-plot', 'histogram-plot', 'candle-plot'])
        assert.ok((await inkedPixels(page, id)) > 1_000, `${id} is blank`);
      assert.deepEqual([complaints, requests], [[], []]);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
