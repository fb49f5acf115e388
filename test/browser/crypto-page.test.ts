import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { hive } from '../support/cli.ts';
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
import { inkedPixels } from './opened-page.ts';

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

describeInBrowser('the crypto page', () => {
  let browser: Browser;
  let home: string;
  let served: Served;

  before(async () => {
    home = await tradedHome();
    // Two ticks of now, so that there are lines to draw.
    for (const back of [240_000, 0]) await tick(new Date(Date.now() - back).toISOString());
    served = await serveHome(home, [], CONTROL);
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await served?.stop();
  });

  const open = (options: DashboardOptions = {}) =>
    openDashboard(browser, { served, path: '/crypto' }, options);

  async function tick(at: string): Promise<void> {
    const { code, stderr } = await hive(['trade', 'tick', '--quiet', '--as-of', at], { home, ...CONTROL });
    assert.equal(code, 0, stderr);
  }

  it('draws its charts, complains of nothing and loads less than 150 KB', async () => {
    const { page, complaints, close } = await open(GZIPPED);
    await page.waitForSelector('#equity-chart canvas');
    assert.ok((await inkedPixels(page, 'equity-chart')) > 1_000);
    assert.ok((await inkedPixels(page, 'underwater-chart')) > 500);
    const bytes = await loadedBytes(page);
    assert.ok(bytes > 10_000 && bytes <= 150 * 1_024, `${bytes} bytes`);
    assert.deepEqual(complaints, []);
    await close();
  });

  it('shows the account without a script', async () => {
    const { page, close } = await open({ javaScriptEnabled: false });
    assert.match((await page.textContent('#money'))!, /Equity\$\d/);
    assert.match((await page.textContent('#trades'))!, /[A-Z]{3}\/USD at \$\d/);
    assert.equal(await page.isVisible('.mode-word'), true);
    await close();
  });

  for (const width of [360, 768, 1440, 2560]) {
    it(`fits a window of ${width} pixels, the words of whose money it is always in sight`, async () => {
      const { page, close } = await open({ viewport: { width, height: 900 } });
      assert.equal(await overflow(page), 0);
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      const box = await page.locator('.mode-word').boundingBox();
      assert.ok(box && box.y >= 0 && box.y < 20);
      assert.equal(await page.textContent('.mode-word'), 'SIMULATED');
      await close();
    });
  }

  for (const theme of ['light', 'dark', 'terminal', 'contrast']) {
    it(`is accessible in the theme ${theme}, with a trade opened`, async () => {
      const { page, close } = await open({ theme });
      await page.click('.trade summary');
      await page.waitForSelector('.trade .sentences, .trade .empty:not(.loading)');
      assert.deepEqual(await accessibilityTroubles(page), []);
      await close();
    });
  }

  it('can be touched on a phone', async () => {
    const { page, close } = await open(PHONE);
    assert.deepEqual(await smallTargets(page), []);
    assert.deepEqual(await accessibilityTroubles(page), []);
    await close();
  });

  it('opens a trade by the keyboard into what led to it', async () => {
    const { page, close } = await open();
    await page.focus('.trade summary');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.trade[open] .sentences li');
    assert.match(
      (await page.textContent('.trade[open] .sentences'))!,
      /The strategy control said (BUY|SELL|HOLD)/,
    );
    await close();
  });

  it('shows what a tick did as soon as it is done, without anything moving', async () => {
    const { page, close } = await open();
    await page.evaluate(() => {
      const moved: number[] = [];
      Object.assign(window, { moved });
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) moved.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift' });
    });
    const shownAt = () => page.getAttribute('#money time', 'datetime');
    const before = await shownAt();
    await tick(new Date().toISOString());
    await page.waitForFunction(
      was => document.querySelector('#money time')!.getAttribute('datetime') !== was,
      before,
    );
    const moved = await page.evaluate(() => (window as unknown as { moved: number[] }).moved);
    assert.ok(moved.reduce((sum, value) => sum + value, 0) < 0.02, String(moved));
    await close();
  });

  it('says that it has lost its server, and goes on by itself when it is back', async () => {
    const other = await serveHome(home, [], CONTROL);
    const { page, close } = await openDashboard(browser, { served: other, path: '/crypto' });
    await other.stop('SIGKILL');
    await page.waitForSelector('.connection .alert');
    assert.match((await page.textContent('.connection'))!, /DISCONNECTED/);
    assert.match((await page.getAttribute('#money', 'class'))!, /\blost\b/);
    assert.deepEqual(await accessibilityTroubles(page), []);
    const back = await serveHome(home, ['--port', String(other.port)], CONTROL);
    await page.waitForSelector('#money:not(.lost)');
    await close();
    await back.stop();
  });

  it('holds still where less motion is wanted', async () => {
    const { page, close } = await open({ reducedMotion: 'reduce' });
    const name = await page.evaluate(() => {
      const figure = document.querySelector('.figure')!;
      figure.classList.add('flash');
      return getComputedStyle(figure).animationName;
    });
    assert.equal(name, 'none');
    await close();
  });

  it('takes no stored text for HTML', async () => {
    const hostile = await serveHome(await hostileHome(), [], CONTROL);
    const { page, complaints, close } = await openDashboard(browser, { served: hostile, path: '/crypto' });
    await page.waitForSelector('.alerts .alert');
    assert.match((await page.textContent('.alerts'))!, /window\.hacked="halt file"/);
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
    assert.equal(await page.locator('img').count(), 0);
    assert.deepEqual(complaints, []);
    assert.deepEqual(await accessibilityTroubles(page), []);
    await close();
    await hostile.stop();
  });
});
