import assert from 'node:assert/strict';
import type { ViewNode } from '../../../../src/lib/dashboards/shared/node.ts';
import { firstState } from '../../../../src/lib/dashboards/shared/page.ts';
import type { PageState } from '../../../../src/lib/dashboards/shared/state.ts';
import { toHtml } from '../../../../src/lib/dashboards/shared/to-html.ts';
import type { Learning } from '../../../../src/lib/dashboards/training/answers.ts';
import { expertsPanel } from '../../../../src/lib/dashboards/training/learner/experts.ts';
import { forecastsPanel } from '../../../../src/lib/dashboards/training/learner/forecasts.ts';
import { gatePanel } from '../../../../src/lib/dashboards/training/learner/gate.ts';
import { accountPanels } from '../../../../src/lib/dashboards/training/learner/panels.ts';
import { policyPanel } from '../../../../src/lib/dashboards/training/learner/policy.ts';
import { regimeRuns } from '../../../../src/lib/dashboards/training/learner/regime-runs.ts';
import { regimesPanel } from '../../../../src/lib/dashboards/training/learner/regimes.ts';
import { returnsPanel } from '../../../../src/lib/dashboards/training/learner/returns.ts';
import { rewardsPanel, worthPanel } from '../../../../src/lib/dashboards/training/learner/rewards.ts';
import { emptyFeed, SAMPLE_NOW, sampleFeed } from '../../../support/sample-feed.ts';
import { loadedAnswers, sampleAnswers } from '../../../support/sample-training.ts';

const URL = '/api/learning/status';
const sample = (): Learning => sampleAnswers()[URL];

/** The sample in a browser, with another answer of what was learned. */
const state = (learning: Learning = sample(), feed = sampleFeed()): PageState => ({
  ...firstState('training', { feed, nowMs: SAMPLE_NOW, answers: loadedAnswers({ [URL]: learning }) }),
  ...{ connection: { state: 'live' } },
});

/** The sample with one part changed. */
const changed = <Name extends keyof Learning>(name: Name, change: Partial<NonNullable<Learning[Name]>>) =>
  state({ ...sample(), [name]: { ...sample()[name]!, ...change } });

const text = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const rowsOf = (panel: ViewNode): string[][] =>
  [...toHtml(panel).matchAll(/<tr role="row"[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell!.replaceAll(/<[^>]+>/g, '')),
  );
const rowOf = (panel: ViewNode, first: string): string[] | undefined =>
  rowsOf(panel).find(([cell]) => cell === first);

describe('panels of what was learned', () => {
  it('name the command that begins it before the first stance, and carry no age', () => {
    const nothing = { gate: null, skill: null, experts: null, policy: null, regime: null, rewards: null };
    const empty = state({ ...nothing, returns: null, control: null }, emptyFeed());
    for (const panel of accountPanels(empty)) {
      const html = toHtml(panel);
      assert.match(html, /<code>hive trade tick<\/code>/, panel.attributes.id);
      assert.match(html, /<span class="age">never</, panel.attributes.id);
    }
  });

  it('carry the age of the last tick, and are stale two ticks later', () => {
    for (const panel of accountPanels(state())) assert.match(toHtml(panel), /panel fresh.*30s ago/s);
    const later = { ...state(), nowMs: SAMPLE_NOW + 600_000 };
    for (const panel of accountPanels(later)) assert.match(toHtml(panel), /panel stale.*10m 30s ago/s);
  });

  it('say that they wait for an answer', () => {
    const waiting = { ...state(), answers: {} };
    for (const panel of accountPanels(waiting)) assert.match(toHtml(panel), /Loading …/);
  });
});

describe('the gate', () => {
  it('says its verdict with its numbers, as wealth and not as logarithms', () => {
    const said = text(toHtml(gatePanel(state())));
    assert.match(said, /! weak evidence There is weak evidence of an edge: wealth 7\.39 of 54\.6/);
    // e^2 and e^4, e^1.5 and 4, by hand.
    assert.match(said, /Wealth against cash ×7\.39 of ×54\.6/);
    assert.match(said, /Against usual exposure ×4\.48 of ×4\.00/);
    assert.match(said, /Worth of the cap 20 %/);
    assert.match(toHtml(gatePanel(state())), /class="fill" width="50" height="8"/);
  });

  it('uses four verdicts and no other words, each with a sign of its own', () => {
    const signs = {
      ...{ 'no evidence of an edge': 'i', 'weak evidence': '!', promoted: '✓', retired: '✕' },
    } as const;
    for (const [words, sign] of Object.entries(signs)) {
      const html = toHtml(gatePanel(changed('gate', { words: words as keyof typeof signs })));
      assert.match(text(html), new RegExp(` ${sign} ${words} `));
    }
  });

  it('tells whether it decides, and how far it is to full size', () => {
    assert.match(text(toHtml(gatePanel(state()))), /informs: .*30; at this growth 30 more to full size/);
    const losing = changed('gate', { enforced: true, epochsToWanted: null });
    assert.match(text(toHtml(gatePanel(losing))), /decides: .*at this growth never enough/);
  });

  it('lists its verdicts, the newest first', () => {
    const [, newest, oldest] = rowsOf(gatePanel(state()));
    assert.deepEqual(newest!.slice(1, 5), ['shadow → canary', '×6.69', '×4.06', '×54.6']);
    assert.deepEqual(oldest!.slice(1, 2), ['live → retired']);
  });

  it('is loud where a person has overridden it, and only until that has run out', () => {
    const overriddenUntil = '2026-11-27T00:00:00.000Z';
    const status = { ...sampleFeed().status, gate: { ...sampleFeed().status.gate!, overriddenUntil } };
    const feed = sampleFeed({ status });
    assert.match(
      text(toHtml(gatePanel(state(sample(), feed)))),
      /✕ OVERRIDDEN A person lets it trade WITHOUT evidence until 2026-11-27 00:00Z/,
    );
    const after = { ...state(sample(), feed), nowMs: Date.parse(overriddenUntil) };
    assert.doesNotMatch(toHtml(gatePanel(after)), /OVERRIDDEN/);
  });
});

describe('what was learned beside the gate', () => {
  it('has each expert with its weight and what it would hold, asleep where it says nothing', () => {
    const panel = expertsPanel(state());
    assert.deepEqual(rowsOf(panel).slice(1, 3), [
      ['forest', '50.0 %', '100 %', 'asleep'],
      ['momentum-1', '20.0 %', '0 %', '100 %'],
    ]);
    assert.match(text(toHtml(panel)), /hold 60 % of BTC\/USD and 38 % of ETH\/USD.*wealth stands at ×1\.65/);
  });

  it('has the stakes of the policy, its odds, and that they are not used', () => {
    const panel = policyPanel(state());
    assert.deepEqual(rowsOf(panel)[1], ['BTC/USD', '50 %, tried for 75 %', '+0.080 ± 0.05']);
    assert.deepEqual(rowsOf(panel)[4], ['BTC/USD', '5 %', '10 %', '20 %', '60 %', '5 %']);
    const said = text(toHtml(panel));
    assert.match(said, /in the shadow.*not told apart: ×2\.01 of ×20\.0.*Began anew 1 time/);
    assert.match(said, /Change 12\.5 of 500/);
    assert.match(
      text(toHtml(policyPanel(changed('policy', { used: true, split: true })))),
      / used .*told apart/,
    );
  });

  it('has rewards with the decision that caused each, leading to the reasons of its tick', () => {
    const panel = rewardsPanel(state());
    assert.deepEqual(rowsOf(panel)[1]!.slice(1, 7), [
      ...['BTC/USD', '▲+$2.25', '+3.00 %', '$0.39', 'wild up', '–'],
    ]);
    // The fill of the sample whose decision it is was ordered at 00:02, in slot 1795651320000 / 120000.
    assert.match(toHtml(panel), /href="\/api\/crypto\/why\?tick=14963761"><code>d-118</);
    assert.match(text(toHtml(panel)), /1 round trip taught nothing/);
  });

  it('says that no round trip has ended', () => {
    const none = rewardsPanel(changed('rewards', { newest: [], voided: 0 }));
    assert.match(toHtml(none), /No round trip has ended yet/);
  });

  it('has what a trade is worth by regime and confidence, and what fills cost', () => {
    const panel = worthPanel(state());
    assert.deepEqual(rowOf(panel, 'wild up'), ['wild up', '+1.10 % (2)', '+0.90 % (1)']);
    assert.deepEqual(rowOf(panel, 'calm up'), ['calm up', '+0.40 % (3)', '–']);
    assert.match(text(toHtml(panel)), /4\.2 ± 2\.1 basis points Learned from 6 fills/);
  });

  it('ranks the ways to act by what they made', () => {
    const names = [...toHtml(returnsPanel(state())).matchAll(/<li><span>([^<]+)</g)].map(([, name]) => name);
    assert.deepEqual(names, [
      ...['Always long', 'As decided', 'Experts together', 'Policy', 'Cash', 'At random'],
    ]);
  });

  it('says when its probabilities move nothing any more', () => {
    assert.match(text(toHtml(forecastsPanel(state()))), /60\.0 % \[35\.0 % to 81\.0 %\]/);
    assert.match(
      toHtml(forecastsPanel(changed('skill', { silenced: true }))),
      /overconfident.*move nothing/s,
    );
  });
});

describe('regimes over time', () => {
  const { timeline, names } = sample().regime!;
  const DAY = 86_400_000;

  it('are stretches that end where the next begins, the last after one epoch', () => {
    assert.deepEqual(regimeRuns({ timeline, names }, 0, DAY), [
      { name: 'calm up', fromMs: SAMPLE_NOW - 30 * DAY, toMs: SAMPLE_NOW - 10 * DAY },
      { name: 'wild up', fromMs: SAMPLE_NOW - 10 * DAY, toMs: SAMPLE_NOW },
    ]);
    assert.deepEqual(regimeRuns({ timeline, names }, 7, DAY), []);
  });

  it('are told apart by shape and letters, and are there as a table', () => {
    const html = toHtml(regimesPanel(state()));
    // Of a band of 40: calm and rising stands half as tall above the middle, falling hangs below it.
    assert.match(html, /class="rising calm".*?y="10.5" height="9.5".*?>CU</s);
    assert.match(html, /class="rising wild".*?y="1" height="19".*?>WU</s);
    assert.match(html, /class="falling calm".*?y="20" height="9.5".*?>CD</s);
    assert.match(html, /class="unknown".*?y="19" height="2"/s);
    assert.match(text(html), /BTC\/USD now wild up.*BTC\/USD as a table/);
  });
});
