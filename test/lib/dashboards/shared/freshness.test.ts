import assert from 'node:assert/strict';
import { cycleFreshness, freshness, tickFreshness } from '../../../../src/lib/dashboards/shared/freshness.ts';
import { ageText } from '../../../../src/lib/dashboards/shared/parts/age.ts';
import { panel } from '../../../../src/lib/dashboards/shared/parts/panel.ts';
import { toHtml } from '../../../../src/lib/dashboards/shared/to-html.ts';
import { pageState } from '../../../support/page-state.ts';
import { SAMPLE_NOW, sampleFeed } from '../../../support/sample-feed.ts';

const AT = new Date(SAMPLE_NOW).toISOString();
const at = (laterMs: number) => pageState('crypto', sampleFeed(), { nowMs: SAMPLE_NOW + laterMs });

describe('freshness', () => {
  it('ends when two intervals have passed, not before', () => {
    assert.equal(freshness(at(2_000), AT, 1_000), 'fresh');
    assert.equal(freshness(at(2_001), AT, 1_000), 'stale');
  });

  it('is lost with the server, whatever the age', () => {
    const lost = { connection: { state: 'lost', retryAtMs: null, sinceMs: 0 } } as const;
    assert.equal(freshness(pageState('crypto', sampleFeed(), lost), AT, 1_000), 'lost');
    const refused = { connection: { state: 'refused' } } as const;
    assert.equal(freshness(pageState('crypto', sampleFeed(), refused), AT, 1_000), 'lost');
  });

  it('of ticks is four minutes, of training cycles six', () => {
    assert.equal(tickFreshness(at(209_000)), 'fresh');
    assert.equal(tickFreshness(at(211_000)), 'stale');
    assert.equal(cycleFreshness(at(269_000)), 'fresh');
    assert.equal(cycleFreshness(at(271_000)), 'stale');
  });

  it('is said in words by a panel, and what was never made is not called stale', () => {
    const made = (when: string | null) =>
      toHtml(
        panel({
          ...{ id: 'p', title: 'P', state: at(0), at: when, freshness: 'stale' },
          ...{ command: 'hive status', url: '/api/health' },
        }),
      );
    assert.match(made(AT), /class="panel stale".*stale-word">stale</);
    assert.doesNotMatch(made(null), /stale/);
    assert.match(made(null), />never</);
  });

  it('tells ages in one or two units, and none from the future', () => {
    assert.deepEqual(
      [-5_000, 0, 1_999, 2_000, 61_000, 90_061_000].map(age => ageText(SAMPLE_NOW - age, SAMPLE_NOW)),
      ['now', 'now', 'now', '2s ago', '1m 1s ago', '1d 1h ago'],
    );
  });
});
