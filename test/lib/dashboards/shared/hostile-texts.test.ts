import assert from 'node:assert/strict';
import { renderPage } from '../../../../src/lib/dashboards/shared/page.ts';
import { PAGES } from '../../../../src/lib/dashboards/shared/state.ts';
import { hostileFeed, hostilePlaces } from '../../../support/hostile-feed.ts';
import { emptyFeed, SAMPLE_NOW } from '../../../support/sample-feed.ts';

const assets = { script: '/a/main.js', early: '/a/early.js', preload: [], styles: [], vendor: '/a/vendor' };
const htmlOf = (name: (typeof PAGES)[number], feed = hostileFeed()) =>
  renderPage(name, { feed, nowMs: SAMPLE_NOW }, assets);

describe('hostile texts', () => {
  const halted = (feed = hostileFeed()) => ({
    ...feed,
    status: { ...feed.status, halted: `<img src=x onerror=window.hacked=1>` },
  });

  it('are in many places of the feed', () => {
    assert.ok(hostilePlaces(hostileFeed()) > 50);
  });

  for (const name of PAGES) {
    it(`come out of ${name} as texts, wherever they stand`, () => {
      const html = htmlOf(name, halted());
      assert.match(html, /window\.hacked/);
      // The only tags that may hold or run a script are the page's own two.
      assert.equal(html.match(/<script/g)?.length, 2);
      assert.doesNotMatch(html, /<img/);
      assert.doesNotMatch(html.replaceAll(/"[^"]*"/g, '""'), /<[a-z][^>]*\sonerror/);
    });

    it(`leave the tags of ${name} as they are with a harmless feed`, () => {
      const tagsOf = (html: string) => new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
      const known = tagsOf(htmlOf(name, halted(emptyFeed())));
      const extra = [...tagsOf(htmlOf(name, halted()))].filter(tag => !known.has(tag) && !HARMLESS.has(tag!));
      assert.deepEqual(extra, []);
    });
  }
});

/** What only a feed with something in it makes. */
const HARMLESS = new Set([
  ...[
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'caption',
    'svg',
    'path',
    'rect',
    'circle',
    'line',
    'g',
    'text',
  ],
  ...[
    'dl',
    'dt',
    'dd',
    'ol',
    'ul',
    'li',
    'time',
    'details',
    'summary',
    'section',
    'h3',
    'h4',
    'strong',
    'button',
  ],
  ...[
    'a',
    'code',
    'span',
    'p',
    'em',
    'small',
    'title',
    'input',
    'label',
    'select',
    'option',
    'form',
    'article',
  ],
]);
