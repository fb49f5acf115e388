import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export interface Opened {
  readonly page: Page;
  /** What the page said on its console and threw. */
  readonly complaints: string[];
  /** What it asked for, itself left out. */
  readonly requests: string[];
}

/** Opens a file as a reader does who has no network, and waits until its script is through. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ viewport, offline: true, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', message => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('request', request => {
    if (request.url() !== url) requests.push(request.url());
  });
  await page.goto(url);
  if (options.javaScriptEnabled !== false) await page.waitForSelector('html.drawn', { state: 'attached' });
  return { page, complaints, requests };
}

/** Pixels of the canvases in an element that differ from the most frequent colour, on the fullest of them. */
export const inkedPixels = (page: Page, id: string): Promise<number> =>
  page.evaluate(place => {
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>(`#${place} canvas`)];
    const inked = canvases.map(canvas => {
      if (canvas.width === 0 || canvas.height === 0) return 0;
      // A copy: reading a canvas twice makes the browser complain of the page.
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {
        willReadFrequently: true,
      })!;
      copy.drawImage(canvas, 0, 0);
      const pixels = new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      const counts = new Map<number, number>();
      for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
      return pixels.length - Math.max(...counts.values());
    });
    return Math.max(0, ...inked);
  }, id);

/** Colour of the ground that the candles are drawn on. */
export const candleGround = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('#candle-plot canvas')!;
    const copy = new OffscreenCanvas(1, 1).getContext('2d')!;
    copy.drawImage(canvas, 0, 0);
    return `rgb(${[...copy.getImageData(0, 0, 1, 1).data].slice(0, 3).join(', ')})`;
  });

export const pageGround = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

/** Texts of one column of a table, from the top. */
export const columnTexts = (page: Page, table: string, place: number): Promise<string[]> =>
  page
    .locator(`#${table} tbody tr`)
    .evaluateAll((rows, at) => rows.map(row => row.children[at]!.textContent!), place);
