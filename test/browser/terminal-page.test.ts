import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { hostileHome } from '../support/hostile-home.ts';
import { type Served, serveHome } from '../support/served-home.ts';
import { tradedHome } from '../support/traded-home.ts';
import {
  accessibilityTroubles,
  type DashboardOptions,
  GZIPPED,
  loadedBytes,
  openDashboard,
} from './dashboard.ts';
import { inkedPixels } from './opened-page.ts';

/** Every function as it is typed, the heading of its panel and its place in the address. */
const WALK = [
  ['btc des', 'Profile · BTC/USD', '/BTC-USD/DES'],
  ['BTCUSD GP', 'Chart · BTC/USD', '/BTC-USD/GP'],
  ['gp 4h', 'Chart · BTC/USD · 4h', '/BTC-USD/GP?tf=4h'],
  ['BTC-USD GIP 1h', 'Intraday chart · BTC/USD · 1h', '/BTC-USD/GIP?tf=1h'],
  ['BTC/USD HP', 'Prices · BTC/USD', '/BTC-USD/HP'],
  ['W', 'Watchlist', '/W'],
  ['POS', 'Positions', '/POS'],
  ['ORD', 'Orders', '/ORD'],
  ['BLOT', 'Fills', '/BLOT'],
  ['PNL', 'Profit and loss', '/PNL'],
  ['RISK', 'Limits', '/RISK'],
  ['SIG GO', 'Signals', '/SIG'],
  ['ML', 'Training', '/ML'],
  ['BT', 'Backtests', '/BT'],
  ['BT 42', 'Backtests · 42', '/BT?id=42'],
  ['TOP', 'Events', '/TOP'],
  ['LOG', 'Journal', '/LOG'],
  ['SYS', 'Health', '/SYS'],
  ['HALT', 'Kill switch', '/HALT'],
  ['WHY', 'Why', '/WHY'],
  ['HELP', 'Help · WHY', '/HELP?about=WHY'],
] as const;

describeInBrowser('the terminal page', () => {
  let browser: Browser;
  let served: Served;

  before(async () => {
    served = await serveHome(await tradedHome());
    browser = await launchBrowser();
  });

  after(async () => {
    await browser.close();
    await served.stop();
  });

  const open = (hash = '', options: DashboardOptions = {}, home = served) =>
    openDashboard(browser, { served: home, path: `/terminal${hash}` }, options);

  it('reaches every function by the keyboard alone, without a complaint', async () => {
    const { page, complaints, close } = await open('#/W');
    for (const [line, title, place] of WALK) {
      await page.keyboard.type(line);
      await page.keyboard.press('Enter');
      await showsTitle(page, 1, title);
      assert.equal(await hash(page), `#${place}`);
      await page.waitForSelector('#panel-1 .panel-body:not(:has(.loading))');
      assert.ok((await page.textContent('#panel-1 .panel-body'))!.trim().length > 10, line);
    }
    assert.deepEqual(complaints, []);
    await close();
  });

  it('begins with four panels, and goes to each of them, back and forward, by Alt and a key', async () => {
    const { page, close } = await open();
    assert.equal(await hash(page), '#/BTC-USD/GP|/POS|/W|/TOP');
    await page.keyboard.press('Alt+2');
    await page.waitForSelector('#panel-2.focused .panel-body:focus');
    await page.keyboard.type('ord');
    await page.keyboard.press('Enter');
    await showsTitle(page, 2, 'Orders');
    await page.keyboard.press('Alt+ArrowLeft');
    await showsTitle(page, 2, 'Positions');
    await page.keyboard.press('Alt+ArrowRight');
    await showsTitle(page, 2, 'Orders');
    await page.keyboard.press('Backspace');
    await showsTitle(page, 2, 'Positions');
    await page.keyboard.press('Alt+Enter');
    await page.waitForSelector('#panel-1', { state: 'hidden' });
    await page.keyboard.press('Alt+Enter');
    await page.waitForSelector('#panel-1', { state: 'visible' });
    await close();
  });

  it('follows the back and forward of the browser', async () => {
    const { page, close } = await open('#/POS');
    await page.keyboard.type('ord');
    await page.keyboard.press('Enter');
    await showsTitle(page, 1, 'Orders');
    await page.goBack();
    await showsTitle(page, 1, 'Positions');
    await page.goForward();
    await showsTitle(page, 1, 'Orders');
    await page.goto(`${served.url}/terminal#/SYS|/W`);
    await showsTitle(page, 2, 'Watchlist');
    await close();
  });

  it('completes, takes back, remembers and says what it did not understand', async () => {
    const { page, close } = await open('#/W');
    await page.keyboard.type('btc gi');
    await page.keyboard.press('Tab');
    assert.equal(await page.inputValue('#line-1'), 'BTC GIP ');
    await page.keyboard.press('Escape');
    assert.equal(await page.inputValue('#line-1'), '');
    await page.keyboard.type('btc gpp');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      text => document.getElementById('says-1')!.textContent === text,
      '"GPP" is not a function of a symbol. Did you mean GP?',
    );
    await page.keyboard.press('Escape');
    await page.keyboard.type('pos');
    await page.keyboard.press('Enter');
    await showsTitle(page, 1, 'Positions');
    await page.reload();
    await page.waitForSelector('html.drawn', { state: 'attached' });
    await page.keyboard.type('x');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.inputValue('#line-1'), 'POS');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.inputValue('#line-1'), 'x');
    await close();
  });

  it('shows prices as they come', async () => {
    const { page, close } = await open('#/W');
    const prices = () => page.locator('#panel-1-watch td:nth-child(2)').allTextContents();
    const before = String(await prices());
    await page.waitForFunction(
      text =>
        String(
          [...document.querySelectorAll('#panel-1-watch td:nth-child(2)')].map(cell => cell.textContent),
        ) !== text,
      before,
    );
    await close();
  });

  it('draws candles with the newest price, and equity', async () => {
    const { page, close } = await open('#/BTC-USD/GP|/PNL');
    for (const id of ['panel-1', 'panel-2'])
      await page.waitForFunction(
        panel =>
          [...document.querySelectorAll<HTMLCanvasElement>(`#${panel} canvas`)].some(
            ({ width }) => width > 100,
          ),
        id,
      );
    assert.ok((await inkedPixels(page, 'panel-1')) > 1_000);
    assert.ok((await inkedPixels(page, 'panel-2')) > 1_000);
    await close();
  });

  it('loads at most 150 KB, gzipped, with its charts', async () => {
    const { page, close } = await open('#/BTC-USD/GP|/PNL', GZIPPED);
    await page.waitForSelector('#panel-2 canvas');
    const bytes = await loadedBytes(page);
    assert.ok(bytes > 50_000 && bytes <= 150 * 1_024, `${bytes} bytes`);
    await close();
  });

  it('opens the chart of a row of the watchlist in the panel of the chart', async () => {
    const { page, close } = await open();
    await page.keyboard.press('Alt+3');
    await page.waitForSelector('#panel-3 .panel-body:focus');
    const symbols = await page.locator('#panel-3-watch tbody tr a').allTextContents();
    const at = symbols.findIndex(text => text !== 'BTC/USD');
    for (let row = 0; row <= at; row++) await page.keyboard.press('ArrowDown');
    const symbol = symbols[at]!;
    await page.keyboard.press('Enter');
    await showsTitle(page, 1, `Chart · ${symbol}`);
    await showsTitle(page, 3, 'Watchlist');
    assert.equal(await page.evaluate(() => document.activeElement!.textContent), symbol);
    await close();
  });

  it('leaves letters alone after KEYS OFF, also on the next visit, until KEYS ON', async () => {
    const { page, close } = await open('#/W');
    await page.keyboard.type('keys off');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('says-1')!.textContent !== '');
    await page.reload();
    await page.waitForSelector('html.drawn', { state: 'attached' });
    await page.keyboard.type('pos?');
    assert.equal(await page.inputValue('#line-1'), '');
    await showsTitle(page, 1, 'Watchlist');
    await page.focus('#line-1');
    await page.keyboard.type('keys on');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.type('?');
    await showsTitle(page, 1, 'Help · W');
    await close();
  });

  it('keeps the layout for the next visit, until RESET', async () => {
    const { page, close } = await open();
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#panel-3', { state: 'detached' });
    await page.goto('about:blank');
    await page.goto(`${served.url}/terminal`);
    await page.waitForSelector('html.drawn', { state: 'attached' });
    assert.equal(await hash(page), '#/BTC-USD/GP|/POS');
    await page.keyboard.type('reset');
    await page.keyboard.press('Enter');
    await showsTitle(page, 4, 'Events');
    await close();
  });

  it('shows the watchlist, fills and events where scripts are switched off', async () => {
    const { page, close } = await open('', { javaScriptEnabled: false });
    assert.ok((await page.locator('#panel-1-watch tbody tr').count()) > 0);
    assert.ok((await page.locator('#panel-3-fills tbody tr').count()) > 0);
    assert.ok((await page.locator('#panel-4 .event').count()) > 0);
    assert.equal(await page.locator('.line:visible').count(), 0);
    await close();
  });

  it('shows one panel at a time on a phone, without a sideways scroll, with targets of 44 px', async () => {
    const { page, close } = await open('', { viewport: { width: 360, height: 740 } });
    assert.equal(await page.locator('.desk > .panel:visible').count(), 1);
    await page.click('.panel-tabs button:nth-child(3)');
    await page.waitForSelector('#panel-3', { state: 'visible' });
    for (const [line, title] of WALK) {
      await page.fill('#line-3', line);
      await page.click('#panel-3 .go-button');
      await showsTitle(page, 3, title);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), line);
    }
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('main :is(button, input):not(.copy, .sort)')]
        .map(element => element.getBoundingClientRect())
        .filter(({ width, height }) => width > 0 && (width < 44 || height < 44))
        .map(({ width, height }) => `${width} x ${height}`),
    );
    assert.deepEqual(small, []);
    await close();
  });

  it('pauses its tape by a button, and stands still where less motion is wanted', async () => {
    const moving = () => document.querySelector('.tape-strip')!.getAnimations().length;
    const lively = await open('#/W', { reducedMotion: 'no-preference' });
    assert.equal(await lively.page.evaluate(moving), 1);
    await lively.page.click('.tape-button');
    await lively.page.waitForSelector('.tape.paused');
    assert.equal(await lively.page.evaluate(moving), 0);
    await lively.close();
    const calm = await open('#/W', { reducedMotion: 'reduce' });
    assert.equal(await calm.page.evaluate(moving), 0);
    await calm.page.focus('.tape-items a');
    const symbol = await calm.page.evaluate(() => document.activeElement!.textContent);
    await calm.page.keyboard.press('Enter');
    await showsTitle(calm.page, 1, `Chart · ${symbol}`);
    await calm.close();
  });

  it('runs nothing of what a hostile home has in its texts', async () => {
    const hostile = await serveHome(await hostileHome());
    try {
      const { page, complaints, close } = await open('#/W', {}, hostile);
      for (const [line, title] of WALK) {
        await page.keyboard.type(line);
        await page.keyboard.press('Enter');
        await showsTitle(page, 1, title);
        await page.waitForSelector('.loading', { state: 'detached' });
      }
      assert.equal(await page.evaluate(() => 'hacked' in globalThis), false);
      assert.equal(await page.locator('main img, main script').count(), 0);
      assert.deepEqual(complaints, []);
      await close();
    } finally {
      await hostile.stop();
    }
  });

  for (const [theme, ...lines] of [
    ['terminal', 'btc gp', 'pos', 'w', 'top'],
    ['dark', 'btc des', 'btc hp', 'ord', 'blot'],
    ['light', 'pnl', 'risk', 'sig', 'ml'],
    ['contrast', 'bt', 'log', 'why', 'help'],
  ] as const)
    it(`has nothing that axe finds against WCAG 2.1 AA in the theme ${theme}`, async () => {
      const { page, close } = await open();
      await page.evaluate(name => document.documentElement.setAttribute('data-theme', name), theme);
      for (const [at, line] of lines.entries()) {
        await page.fill(`#line-${at + 1}`, line);
        await page.press(`#line-${at + 1}`, 'Enter');
      }
      await page.waitForSelector('.loading', { state: 'detached' });
      assert.deepEqual(await accessibilityTroubles(page), []);
      await close();
    });
});

const hash = (page: Page): Promise<string> => page.evaluate(() => location.hash);

/** Waits until a panel has that heading. */
async function showsTitle(page: Page, panel: number, title: string): Promise<void> {
  const text = new RegExp(`^Panel ${panel}: ${escaped(title)}$`);
  await page.locator(`#panel-${panel}-title`).filter({ hasText: text }).waitFor();
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
