import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { backtestReport } from '../../src/output/report/backtest-report.ts';
import { sampleBacktest } from '../support/backtest-output.ts';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { candleGround, columnTexts, inkedPixels, type Opened, openPage, pageGround } from './opened-page.ts';

const PLOTS = ['equity-plot', 'drawdown-plot', 'sharpe-plot', 'histogram-plot', 'candle-plot'];
/** More pixels than this in other colours mean that something is drawn: axes alone are fewer. */
const DRAWN = 1_000;
const WHITE = 'rgb(255, 255, 255)';
const DARK = 'rgb(11, 14, 17)';

async function assertDrawn(page: Page): Promise<void> {
  for (const id of PLOTS) {
    const pixels = await inkedPixels(page, id);
    assert.ok(pixels > DRAWN, `${id} has ${pixels} pixels`);
  }
}

describeInBrowser('a report in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hive-test-'));
  const sample = sampleBacktest();
  let browser: Browser;
  let address: string;

  const write = (name: string, output = sample.output): string => {
    const path = join(folder, name);
    writeFileSync(path, backtestReport({ ...sample, output, version: '0.1.0' }));
    return pathToFileURL(path).href;
  };

  before(async () => {
    browser = await launchBrowser();
    address = write('report.html');
  });

  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function opened(
    test: (opened: Opened) => Promise<void>,
    options: BrowserContextOptions = {},
    url = address,
  ): Promise<void> {
    const found = await openPage(browser, url, options);
    await test(found);
    assert.deepEqual(found.requests, []);
    assert.deepEqual(found.complaints, []);
    await found.page.context().close();
  }

  it('opens without a network, asks for nothing, complains of nothing and draws every chart', () =>
    opened(async ({ page }) => {
      for (const id of PLOTS) {
        const box = await page.locator(`#${id} canvas`).first().boundingBox();
        assert.ok(box && box.width > 900 && box.height > 120, `${id}: ${JSON.stringify(box)}`);
      }
      await assertDrawn(page);
      assert.deepEqual([await pageGround(page), await candleGround(page)], [WHITE, WHITE]);
    }));

  it('is dark on a dark system, and turns with the system and for the printer', () =>
    opened(
      async ({ page }) => {
        await assertDrawn(page);
        assert.deepEqual([await pageGround(page), await candleGround(page)], [DARK, DARK]);
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
        assert.equal(await pageGround(page), WHITE);
        await page.evaluate(() => dispatchEvent(new Event('afterprint')));
        assert.equal(await pageGround(page), DARK);
        await page.emulateMedia({ colorScheme: 'light' });
        await page.evaluate(() => new Promise(requestAnimationFrame));
        assert.deepEqual([await pageGround(page), await candleGround(page)], [WHITE, WHITE]);
        await assertDrawn(page);
      },
      { colorScheme: 'dark' },
    ));

  it('fits into 360 px, with everything unfolded, and draws there too', () =>
    opened(
      async ({ page }) => {
        await assertDrawn(page);
        await page.evaluate(() => {
          for (const fold of document.querySelectorAll('details')) fold.open = true;
        });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= 360, `${width} px`);
      },
      { viewport: { width: 360, height: 740 } },
    ));

  it('answers to mouse and keyboard', () =>
    opened(async ({ page }) => {
      await test('the log scale goes on and off', async () => {
        const button = page.getByRole('button', { name: 'Log scale' });
        const linear = await inkedPixels(page, 'equity-plot');
        await button.click();
        assert.equal(await button.getAttribute('aria-pressed'), 'true');
        assert.notEqual(await inkedPixels(page, 'equity-plot'), linear);
        await button.press('Enter');
        assert.equal(await button.getAttribute('aria-pressed'), 'false');
      });

      await test('the arrow keys read values off a curve', async () => {
        await page.locator('#equity-plot').focus();
        await page.keyboard.press('ArrowLeft');
        const legend = page.locator('#equity-plot .u-legend');
        await legend.filter({ hasText: /Equity *\$[\d,]+\.\d\d/ }).waitFor({ timeout: 5_000 });
      });

      await test('trades are sorted by size, and the head says which way', async () => {
        const head = page.locator('#trade-table thead th', { hasText: 'Profit %' });
        const ratios = async () => (await columnTexts(page, 'trade-table', 8)).map(Number.parseFloat);
        await head.getByRole('button').click();
        assert.equal(await head.getAttribute('aria-sort'), 'descending');
        const falling = await ratios();
        assert.deepEqual(
          falling,
          falling.toSorted((a, b) => b - a),
        );
        assert.ok(falling[0]! > 0 && falling.at(-1)! < 0 && falling.length === sample.output.total_trades);
        await head.getByRole('button').press('Enter');
        assert.equal(await head.getAttribute('aria-sort'), 'ascending');
        assert.deepEqual(await ratios(), falling.toReversed());
      });

      await test('small tables are sorted too, lengths of time by length', async () => {
        const head = page.locator('#pairs thead').getByRole('button', { name: 'Avg Duration' });
        // 4 days 15 minutes and 3 days 23 hours.
        await head.click();
        assert.deepEqual(await columnTexts(page, 'pairs', 0), ['ETH/USD', 'BTC/USD']);
        await head.click();
        assert.deepEqual(await columnTexts(page, 'pairs', 0), ['BTC/USD', 'ETH/USD']);
      });

      await test('a trade is shown on the candles of its symbol', async () => {
        const note = page.locator('#candle-note');
        await page
          .locator('#trade-table tbody tr', { hasText: 'ETH/USD' })
          .first()
          .getByRole('button')
          .click();
        assert.equal(await page.locator('#candle-symbol').inputValue(), '1');
        const first = await note.textContent();
        assert.match(first!, /^Trade \d+: ETH\/USD long, /);
        await page.getByRole('button', { name: 'Next trade' }).press('Enter');
        const second = await note.textContent();
        assert.match(second!, /^Trade \d+: ETH\/USD long, /);
        assert.notEqual(second, first);
        await page.getByRole('button', { name: 'Whole history' }).press('Space');
        assert.equal(await note.textContent(), '');
      });
    }));

  it('shows 500 of many trades at first, and more when asked', () => {
    const trades = Array.from({ length: 12 }, () => sample.output.trades).flat();
    const many = write('many.html', { ...sample.output, trades, total_trades: trades.length });
    return opened(
      async ({ page }) => {
        const rows = page.locator('#trade-table tbody tr');
        assert.equal(await rows.count(), 500);
        await page.getByRole('button', { name: 'Show 500 more' }).click();
        assert.equal(await rows.count(), 1_000);
        assert.equal(await page.locator('#trades-shown').textContent(), '1,000 of 2,904 are shown.');
      },
      {},
      many,
    );
  });

  it('has its verdict, figures and tables without JavaScript, and no control that would do nothing', () =>
    opened(
      async ({ page }) => {
        assert.ok(await page.getByText('No better than chance after costs').isVisible());
        assert.ok(await page.getByText('Charts need JavaScript').isVisible());
        assert.ok(await page.locator('#trade-table tbody tr').first().isVisible());
        assert.ok(await page.locator('.metrics').first().isVisible());
        assert.equal(await page.locator('button:visible, select:visible').count(), 0);
      },
      { javaScriptEnabled: false },
    ));

  it('runs no script but its own and loads no picture, even when told to', async () => {
    const { page } = await openPage(browser, address);
    const [violation, hasRun] = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.intruder = true';
      document.body.append(script);
      const image = document.createElement('img');
      const blocked = new Promise<string>(resolve => {
        document.addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective));
        image.onload = () => resolve('loaded');
      });
      image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
      document.body.append(image);
      return [await blocked, 'intruder' in globalThis] as const;
    });
    assert.match(violation, /^(?:script-src|img-src)/);
    assert.equal(hasRun, false);
    await page.context().close();
  });
});

/** One of several things that are looked at on one open page; its name is in what is said when it fails. */
async function test(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}
