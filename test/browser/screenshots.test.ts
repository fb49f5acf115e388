import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { hive, projectRoot, tempHome } from '../support/cli.ts';
import { loggedIn, type Served, serveHome } from '../support/served-home.ts';

const FOLDER = 'docs/images';
/** Of the demo that the pictures are of: a minute after its last tick. */
const [DEMO_END, SHOWN] = ['2026-11-22T12:00:00Z', '2026-11-22T12:01:00Z'];
const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' };

const PICTURES: readonly (readonly [string, string, BrowserContextOptions])[] = [
  ['terminal', '/terminal', DESK],
  ['crypto', '/crypto', DESK],
  ['training', '/training', { ...DESK, colorScheme: 'light' }],
  ['simple', '/simple', { viewport: { width: 390, height: 844 }, colorScheme: 'light' }],
];

const fileOf = (name: string): string => join(FOLDER, `${name}.png`);

describe('the pictures of the dashboards', () => {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');

  for (const [name] of PICTURES) {
    it(`${name}: is in the README, and is a picture`, () => {
      assert.ok(readme.includes(fileOf(name)), `README.md does not show ${fileOf(name)}`);
      const bytes = readFileSync(join(projectRoot, fileOf(name)));
      assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
      assert.ok(bytes.length > 10_000 && bytes.length < 600_000, `${bytes.length} bytes`);
    });
  }
});

/** Made anew with UPDATE_DOCS=1: a picture differs between machines by their fonts, so that bytes are not compared. */
if (process.env.UPDATE_DOCS) {
  describeInBrowser('the pictures', () => {
    let browser: Browser;
    let served: Served;

    before(async function () {
      this.timeout(300_000);
      const home = join(tempHome(), 'hive-demo');
      const { code, stderr } = await hive(['demo', '--home', home, '--as-of', DEMO_END, '--quiet']);
      assert.equal(code, 0, stderr);
      mkdirSync(join(projectRoot, FOLDER), { recursive: true });
      served = await serveHome(home, ['--as-of', SHOWN]);
      browser = await launchBrowser();
    });

    after(async () => {
      await browser?.close();
      await served?.stop();
    });

    for (const [name, path, options] of PICTURES) {
      it(`is taken of ${path}`, async () => {
        const context = await loggedIn(browser, served, options);
        const page = await context.newPage();
        await page.goto(`${served.url}${path}`);
        await page.waitForSelector('html.drawn', { state: 'attached' });
        await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => {});
        await page.screenshot({ path: join(projectRoot, fileOf(name)) });
        await context.close();
      });
    }
  });
}
