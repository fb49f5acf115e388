import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Browser } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { startHive } from '../support/cli.ts';
import { type Served, serveHome } from '../support/served-home.ts';
import { tradedHome } from '../support/traded-home.ts';
import { accessibilityTroubles } from './dashboard.ts';

describeInBrowser('the page to log in', () => {
  let browser: Browser;
  let home: string;
  let served: Served;

  before(async () => {
    home = await tradedHome();
    served = await serveHome(home);
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await served?.stop();
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  it('stands where a page is asked for without a login, and lets in who has the token', async () => {
    const page = await browser.newPage();
    const answer = await page.goto(`${served.url}/crypto`);
    assert.equal(answer!.status(), 401);
    await page.fill('#token', 'x'.repeat(43));
    await page.click('button[type=submit]');
    await page.locator('#login-says', { hasText: 'That is not the token.' }).waitFor();
    await page.fill('#token', served.token);
    await page.press('#token', 'Enter');
    await page.waitForSelector('html.drawn', { state: 'attached' });
    assert.equal(new URL(page.url()).pathname, '/');
  });

  it('breaks no rule of axe', async () => {
    const page = await browser.newPage();
    await page.goto(`${served.url}/login`);
    assert.deepEqual(await accessibilityTroubles(page), []);
  });

  it('takes the link that hive serve prints, once, and leaves no code in the history', async () => {
    const other = startHive(['serve', '--port', '0'], { home });
    try {
      let said = '';
      while (!/#code=\S+\n/.test(said)) said += String((await once(other.stdout, 'data'))[0]);
      const link = /http:\S+#code=\S+/.exec(said)![0];
      const page = await browser.newPage();
      await page.goto(link);
      await page.waitForSelector('html.drawn', { state: 'attached' });
      await page.goBack().catch(() => null);
      assert.doesNotMatch(page.url(), /code=/);
      const again = await (await browser.newContext()).newPage();
      await again.goto(link);
      await again.locator('#login-says', { hasText: 'used before' }).waitFor();
    } finally {
      other.kill();
      await once(other, 'exit');
    }
  });
});
