import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { tempHome } from '../support/cli.ts';
import { hostileHome } from '../support/hostile-home.ts';
import { type Served, serveHome } from '../support/served-home.ts';
import { AFTER, tradedHome } from '../support/traded-home.ts';
import {
  accessibilityTroubles,
  type DashboardOptions,
  GZIPPED,
  loadedBytes,
  openDashboard,
  overflow,
} from './dashboard.ts';
import { inkedPixels } from './opened-page.ts';

const PHONE = { viewport: { width: 360, height: 800 } };
/** Bytes of a page with all that it loads, as they are sent. */
const MOST_BYTES = 150 * 1024;

describeInBrowser('the training page', () => {
  let browser: Browser;
  let served: Served;

  before(async function () {
    this.timeout(120_000);
    browser = await launchBrowser();
    served = await serveHome(await tradedHome(), ['--as-of', AFTER]);
  });

  after(async () => {
    await served?.stop();
    await browser?.close();
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  const open = (
    options: DashboardOptions = {},
    { at = served, hash = '' }: { at?: Served; hash?: string } = {},
  ) => openDashboard(browser, { served: at, path: `/training${hash}` }, options);

  it('can be read without a script: both classes, with all that the server knows', async () => {
    const { page, complaints } = await open({ javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    assert.match(text, /Any good\?/);
    assert.doesNotMatch(text, /Loading/);
    for (const name of ['crypto', 'stock']) assert.ok(await page.locator(`#${name}-folds`).isVisible(), name);
    assert.deepEqual(complaints, []);
  });

  it('shows one class with a script, and keeps the choice in the address', async () => {
    const { page, complaints } = await open();
    assert.equal(await page.locator('#stock-folds').count(), 0);
    await page.getByRole('link', { name: 'Stocks', exact: true }).click();
    await page.waitForSelector('#stock-folds');
    assert.equal(await page.locator('#crypto-folds').count(), 0);
    assert.equal(new URL(page.url()).hash, '#stock');
    await page.goBack();
    await page.waitForSelector('#crypto-folds');
    assert.deepEqual(complaints, []);
  });

  it('opens at the class that its address names, at its top', async () => {
    const { page } = await open({}, { hash: '#stock' });
    assert.ok(await page.locator('#stock-folds').isVisible());
    assert.equal(await page.evaluate(() => window.scrollY), 0);
  });

  it('draws its lines', async () => {
    const { page } = await open();
    await page.waitForSelector('#crypto-loss-lines canvas');
    assert.ok((await inkedPixels(page, 'crypto-loss-lines')) > 100);
    assert.ok((await inkedPixels(page, 'control-lines')) > 100);
    for (const id of ['gate-lines', 'expert-lines']) {
      await page.waitForSelector(`#${id} canvas`);
      assert.ok((await inkedPixels(page, id)) > 100, id);
    }
  });

  it('shows what was learned, in the fixed words of the gate, with an age in each panel', async () => {
    const { page, complaints } = await open();
    assert.match(await page.locator('#gate').innerText(), /no evidence of an edge.*wealth .* against cash/s);
    assert.match(
      await page.locator('#crypto-answers').innerText(),
      /Does it pay\?\s+i no evidence of an edge/,
    );
    for (const id of ['gate', 'returns', 'forecasts', 'experts', 'policy', 'rewards', 'worth', 'regimes'])
      assert.match(await page.locator(`#${id} .panel-foot`).innerText(), /\d+m( \d+s)? ago/, id);
    assert.match(await page.locator('#experts-table').innerText(), /cash/);
    assert.match(await page.locator('#regimes').innerText(), /BTC\/USD now/);
    const decision = page.locator('#rewards-table tbody a').first();
    const answer = await page.request.get(new URL((await decision.getAttribute('href'))!, page.url()).href);
    assert.equal(answer.status(), 200);
    assert.deepEqual(complaints, []);
  });

  it('sorts and opens its tables by keyboard, and an update leaves them so', async () => {
    const { page } = await open();
    const heading = page.locator('#crypto-drift-table th', { hasText: 'PSI' });
    await heading.locator('button').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#crypto-drift-table th[aria-sort=descending]');
    const psi = await page
      .locator('#crypto-drift-table tbody td:nth-child(3)')
      .evaluateAll(cells => cells.map(cell => Number(cell.textContent)));
    assert.deepEqual(
      psi,
      [...psi].sort((a, b) => b - a),
    );
    const summary = page.locator('#crypto-folds summary');
    await summary.focus();
    await page.keyboard.press('Enter');
    // Ages are told anew each second.
    await page.waitForTimeout(1_500);
    assert.ok(await page.locator('#crypto-folds-table').isVisible());
    assert.ok(await summary.evaluate(element => element === document.activeElement));
  });

  for (const theme of ['light', 'dark', 'terminal', 'contrast'])
    it(`breaks no rule of WCAG 2.1 AA in the ${theme} theme`, async () => {
      const { page } = await open();
      await page.locator('summary', { hasText: 'Look' }).click();
      await page.locator('select[data-preference=theme]').selectOption(theme);
      assert.deepEqual(await accessibilityTroubles(page), []);
    });

  it('fits a phone: no way to scroll sideways, no rule broken, tabs large enough for a finger', async () => {
    const { page } = await open(PHONE);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await accessibilityTroubles(page), []);
    const box = await page.getByRole('link', { name: 'Stocks', exact: true }).boundingBox();
    assert.ok(box && box.height >= 44, `${box?.height}`);
  });

  for (const width of [900, 1300, 1440, 2200, 2560])
    it(`fits ${width} pixels`, async () => {
      const { page } = await open({ viewport: { width, height: 900 } });
      await page.waitForSelector('#gate-lines canvas');
      assert.equal(await overflow(page), 0);
    });

  it('fits a wall of pixels', async () => {
    const { page } = await open({ viewport: { width: 3840, height: 2160 } });
    assert.equal(await overflow(page), 0);
  });

  it('is small', async () => {
    const { page } = await open(GZIPPED);
    await page.waitForSelector('#crypto-loss-lines canvas');
    const bytes = await loadedBytes(page);
    assert.ok(bytes > 10_000 && bytes <= MOST_BYTES, `${bytes} bytes`);
  });

  it('runs nothing that was stored', async () => {
    const at = await serveHome(await hostileHome(), ['--as-of', AFTER]);
    try {
      const { page, complaints } = await open({}, { at });
      await page.waitForSelector('#control-table');
      await page.locator('#crypto-cycles-table', { hasText: 'vendor note' }).waitFor();
      assert.match(await page.locator('#crypto-cycles-table').innerText(), /window\.hacked="vendor note"/);
      assert.equal(await page.evaluate(() => 'hacked' in window), false);
      assert.deepEqual(complaints, []);
    } finally {
      await at.stop();
    }
  });

  it('says how to begin in an empty home', async () => {
    const at = await serveHome(tempHome());
    try {
      const { page, complaints } = await open({}, { at });
      assert.match(await page.locator('#progress').innerText(), /Never trained.*hive train cycle/s);
      assert.deepEqual(await accessibilityTroubles(page), []);
      assert.deepEqual(complaints, []);
    } finally {
      await at.stop();
    }
  });

  it('says that its figures are of a server that is gone, and takes up again when it is back', async () => {
    const home = await tradedHome();
    const first = await serveHome(home, ['--as-of', AFTER]);
    const { page } = await open({}, { at: first });
    await first.stop('SIGKILL');
    await page.waitForSelector('#crypto-folds.lost');
    assert.match(await page.locator('#crypto-folds .panel-foot').innerText(), /not connected/);
    const second = await serveHome(home, ['--as-of', AFTER, '--port', String(first.port)]);
    try {
      await page.waitForSelector('#crypto-folds:not(.lost)');
    } finally {
      await second.stop();
    }
  });
});
