import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where distributions and vendors put Chromium and its kin. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** HIVE_BROWSER, which must work where it is set (as in CI), else the first browser of the usual places. */
export const browserPath = process.env.HIVE_BROWSER || USUAL_PLACES.find(path => existsSync(path));

/** @throws Error when the browser that is named is missing or does not start. */
export function launchBrowser(): Promise<Browser> {
  if (!browserPath) throw new Error('no browser');
  return chromium.launch({ executablePath: browserPath, args: ['--disable-gpu'] });
}

/** Tests that need a browser: they wait, and say for what, where there is none. */
export function describeInBrowser(title: string, tests: () => void): void {
  describe(title, () => {
    if (browserPath) tests();
    else it('waits for a browser: install Chromium, or set HIVE_BROWSER to one');
  });
}
