import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { hive, tempHome } from '../support/cli.ts';
import { hostileHome } from '../support/hostile-home.ts';
import { type Served, serveHome } from '../support/served-home.ts';
import { CONTROL } from '../support/small-home.ts';
import { tradedHome } from '../support/traded-home.ts';
import {
  accessibilityTroubles,
  type DashboardOptions,
  GZIPPED,
  loadedBytes,
  openDashboard,
  overflow,
  smallTargets,
} from './dashboard.ts';

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

describeInBrowser('the simple page', () => {
  let browser: Browser;
  let home: string;
  let served: Served;

  before(async () => {
    home = await tradedHome();
    served = await serveHome(home, [], CONTROL);
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await served?.stop();
  });

  const open = (options: DashboardOptions = {}, of: Served = served) =>
    openDashboard(browser, { served: of, path: '/simple' }, options);

  async function run(...args: string[]): Promise<void> {
    const { code, stderr } = await hive([...args, '--quiet'], { home, ...CONTROL });
    assert.equal(code, 0, stderr);
  }

  it('answers on the first screen of a phone, which can be touched everywhere', async () => {
    const { page, complaints, close } = await open(PHONE);
    const last = await page.locator('.profit').boundingBox();
    assert.ok(last && last.y + last.height <= 740);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await smallTargets(page), []);
    assert.deepEqual(complaints, []);
    await close();
  });

  it('draws no charts and loads less than 60 KB', async () => {
    const { page, close } = await open(GZIPPED);
    const bytes = await loadedBytes(page);
    assert.ok(bytes > 10_000 && bytes <= 60 * 1_024, `${bytes} bytes`);
    await close();
  });

  it('answers without a script', async () => {
    const { page, close } = await open({ javaScriptEnabled: false });
    assert.match((await page.textContent('h1'))!, /need/);
    assert.match((await page.textContent('#today'))!, /Equity \$\d/);
    await close();
  });

  for (const theme of ['light', 'dark', 'terminal', 'contrast']) {
    it(`is accessible in the theme ${theme}`, async () => {
      for (const options of [{ theme }, { theme, ...PHONE }]) {
        const { page, close } = await open(options);
        assert.deepEqual(await accessibilityTroubles(page), []);
        await close();
      }
    });
  }

  it('says within a moment that trading was halted, with the command that ends it, and that it goes on', async () => {
    const { page, close } = await open(PHONE);
    await run('trade', 'halt', '--reason', 'a test of the page');
    await page.waitForSelector('.answer .problem >> text=Trading is halted: a test of the page, since 20');
    assert.match((await page.textContent('.answer'))!, /hive trade resume --reason TEXT/);
    assert.match((await page.textContent('.alerts'))!, /HALTED/);
    assert.deepEqual(await accessibilityTroubles(page), []);
    await run('trade', 'resume', '--reason', 'the test is over');
    await page.waitForSelector('.alerts:not(:has(.alert))', { state: 'attached' });
    await close();
  });

  it('says that ticks have stopped, and no longer when one has run', async () => {
    const { page, close } = await open();
    assert.match(
      (await page.textContent('.answer'))!,
      /No tick has run for \d+d \d+h; one is due every 2m\./,
    );
    await run('trade', 'tick');
    await page.waitForFunction(
      () => !document.querySelector('.answer')!.textContent!.includes('No tick has run'),
    );
    assert.match((await page.textContent('.next'))!, /The next tick is expected in 1m \d+s\./);
    await close();
  });

  it('shows the next command to type in a home that has nothing', async () => {
    const fresh = await serveHome(tempHome());
    const { page, close } = await open(PHONE, fresh);
    const text = (await page.textContent('.answer'))!;
    assert.match(text, /Nothing has run yet\..*hive train cycle.*hive trade tick/);
    assert.deepEqual(await accessibilityTroubles(page), []);
    await close();
    await fresh.stop();
  });

  it('takes no stored text for HTML', async () => {
    const hostile = await serveHome(await hostileHome(), [], CONTROL);
    const { page, complaints, close } = await open({}, hostile);
    assert.match((await page.textContent('.answer'))!, /window\.hacked="halt file"/);
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(complaints, []);
    await close();
    await hostile.stop();
  });
});
