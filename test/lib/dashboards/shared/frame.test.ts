import assert from 'node:assert/strict';
import { framed } from '../../../../src/lib/dashboards/shared/frame.ts';
import { pageDefinition } from '../../../../src/lib/dashboards/shared/page.ts';
import { type LiveFeed, PAGES } from '../../../../src/lib/dashboards/shared/state.ts';
import { toHtml } from '../../../../src/lib/dashboards/shared/to-html.ts';
import { pageState, withStatus } from '../../../support/page-state.ts';
import { SAMPLE_NOW, sampleFeed } from '../../../support/sample-feed.ts';

const UNTIL = '2026-11-27T00:00:00.000Z';
const gate = { stage: 'shadow', words: 'no evidence of an edge', overriddenUntil: UNTIL } as const;

const html = (feed: LiveFeed, name: (typeof PAGES)[number] = 'simple', nowMs = SAMPLE_NOW): string =>
  framed(pageDefinition(name), pageState(name, feed, { nowMs }))
    .map(toHtml)
    .join('');

describe('the frame of a home that trades without evidence', () => {
  for (const name of PAGES)
    it(`says so on ${name}, until when, and how to end it`, () => {
      const said = html(withStatus({ mode: 'live', gate }), name);
      assert.match(said, /mode-frame live".*>LIVE<.*>GATE OVERRIDDEN</s);
      assert.match(said, /WITHOUT evidence .*until 2026-11-27 00:00Z.*hive trade disarm --reason TEXT/s);
    });

  it('goes by the arming before the first stance', () => {
    const armed = { needed: true, until: UNTIL, withoutEvidence: true, says: 'Real money may be traded.' };
    const feed = withStatus({ mode: 'live', gate: null });
    assert.match(html({ ...feed, limits: { ...feed.limits, armed } }), /GATE OVERRIDDEN/);
    const proven = { ...armed, withoutEvidence: false };
    assert.doesNotMatch(html({ ...feed, limits: { ...feed.limits, armed: proven } }), /GATE OVERRIDDEN/);
  });

  it('says nothing of it where nobody has overridden the gate, and when that has run out', () => {
    assert.doesNotMatch(html(sampleFeed()), /GATE OVERRIDDEN|WITHOUT evidence/);
    const feed = withStatus({ mode: 'live', gate });
    assert.doesNotMatch(html(feed, 'simple', Date.parse(UNTIL)), /GATE OVERRIDDEN|WITHOUT evidence/);
  });

  it('says a halt beside it', () => {
    assert.match(html(withStatus({ mode: 'live', gate, halted: 'alarm' })), /HALTED .*GATE OVERRIDDEN /s);
  });
});
