import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { loggedIn, type Served } from '../support/served-home.ts';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

export interface OpenedDashboard {
  readonly page: Page;
  /** What the page said on its console and threw. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export interface DashboardOptions extends BrowserContextOptions {
  readonly theme?: string;
}

/** Opens a dashboard of a served home as somebody who is logged in, and waits until its script has drawn. */
export async function openDashboard(
  browser: Browser,
  { served, path }: { readonly served: Served; readonly path: string },
  { theme, ...options }: DashboardOptions = {},
): Promise<OpenedDashboard> {
  const context = await loggedIn(browser, served, options);
  if (theme) await context.addInitScript(name => localStorage.setItem('hive-theme', name), theme);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    // A browser logs every answer that is no success; what a page then says is tested by itself.
    if (!message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  await page.goto(`${served.url}${path}`);
  if (options.javaScriptEnabled !== false) await page.waitForSelector('html.drawn', { state: 'attached' });
  return { page, complaints, close: () => context.close() };
}

/** What axe-core finds against WCAG 2.1 AA and its own best practices: rule and place of each. */
export async function accessibilityTroubles(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}

/** Pixels by which a page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Links, buttons and the like that are less than 44 pixels high and not within a sentence (WCAG 2.5.5). */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, select, summary, input')]
      .filter(element => element.closest('.page-foot, p, .skip') === null && element.checkVisibility())
      .filter(element => element.getBoundingClientRect().height < 44)
      .map(element => `${element.localName}.${element.className} ${element.textContent}`),
  );

/** For whoever counts bytes: browsers would take brotli, which is smaller. */
export const GZIPPED: DashboardOptions = { extraHTTPHeaders: { 'accept-encoding': 'gzip' } };

/** Bytes of everything that a page has loaded, as they came over the wire, without the API's answers. */
export const loadedBytes = (page: Page): Promise<number> =>
  page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .map(entry => entry as PerformanceResourceTiming)
      .filter(({ name }) => !name.includes('/api/'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
