import assert from 'node:assert/strict';
import { renderPage } from '../../../../src/lib/dashboards/shared/page.ts';
import { PAGES } from '../../../../src/lib/dashboards/shared/state.ts';
import { emptyFeed, SAMPLE_NOW, sampleFeed } from '../../../support/sample-feed.ts';

const assets = {
  script: '/a/main.js',
  early: '/a/early.js',
  preload: [],
  styles: ['/a/x.css'],
  vendor: '/a/vendor',
};

describe('the first paint', () => {
  for (const name of PAGES) {
    it(`of ${name} says whose money it is and which command is behind each part`, () => {
      const html = renderPage(name, { feed: sampleFeed(), nowMs: SAMPLE_NOW }, assets);
      assert.match(html, /<title>SIMULATED · /);
      assert.match(html, /class="mode-frame simulated"/);
    });

    it(`of ${name} stands without a tick, a model or a bar`, () => {
      assert.match(renderPage(name, { feed: emptyFeed(), nowMs: SAMPLE_NOW }, assets), /<main /);
    });
  }
});
