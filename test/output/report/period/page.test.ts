import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { reportPage } from '../../../../src/output/report/period/page.ts';
import { describeInBrowser, launchBrowser } from '../../../support/browser.ts';
import { reportOutput } from '../../../support/report-output.ts';

const page = (words?: string): string => reportPage(reportOutput(words), '0.1.0');

describe('a report as a page', () => {
  it('runs nothing and lets in nothing but its own style', () => {
    const html = page();
    const [, style] = /<style>([\s\S]*)<\/style>/.exec(html)!;
    const hash = createHash('sha256').update(style!, 'utf8').digest('base64');
    assert.ok(
      html.includes(
        `content="default-src 'none'; style-src 'sha256-${hash}'; script-src 'none'; base-uri 'none'; form-action 'none'"`,
      ),
    );
    assert.doesNotMatch(html, /<script|https?:/);
  });

  it('escapes every text from outside', () => {
    const evil = `"'><img src=x onerror=alert(1)></script><script>alert(1)</script><!--&`;
    const html = page(evil);
    assert.doesNotMatch(html, /<img|<!--|<script|onerror=alert\(1\)>/);
    assert.ok(html.includes('&quot;&#39;&gt;&lt;img src=x'));
  });

  it('is the same page for the same report', () => {
    assert.equal(page(), page());
  });

  it('heads each row and names each table', () => {
    const html = page();
    const tables = [...html.matchAll(/<table id="([a-z-]+)">\n<caption id="\1-caption">/g)];
    assert.ok(tables.length >= 8);
    assert.equal(tables.length, html.match(/<table/g)!.length);
    assert.equal(html.match(/<th scope="row"/g)!.length, html.match(/<tr>/g)!.length - tables.length);
  });
});

describeInBrowser('a report in a browser', () => {
  it('fits a phone and a screen, in light and dark, and asks for nothing', async function () {
    this.timeout(30_000);
    const browser = await launchBrowser();
    const said: string[] = [];
    try {
      for (const [width, colorScheme] of [
        [360, 'light'],
        [1280, 'dark'],
      ] as const) {
        const tab = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
        tab.on('console', message => said.push(message.text()));
        tab.on('request', request => said.push(request.url()));
        await tab.setContent(page('words that are long enough to need more than a line on a phone'));
        assert.equal(await tab.evaluate('document.documentElement.scrollWidth'), width);
        const shades = await tab.evaluate('getComputedStyle(document.documentElement).backgroundColor');
        assert.equal(shades, colorScheme === 'dark' ? 'rgb(11, 14, 17)' : 'rgb(255, 255, 255)');
      }
    } finally {
      await browser.close();
    }
    assert.deepEqual(said, []);
  });
});
