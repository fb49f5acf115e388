import assert from 'node:assert/strict';
import { renderPage } from '../../../../src/lib/dashboards/shared/page.ts';
import type { PageState } from '../../../../src/lib/dashboards/shared/state.ts';
import { FUNCTIONS } from '../../../../src/lib/dashboards/terminal/functions/registry.ts';
import { terminal } from '../../../../src/lib/dashboards/terminal/page.ts';
import { withStatus } from '../../../support/page-state.ts';
import { emptyFeed, SAMPLE_NOW, sampleFeed } from '../../../support/sample-feed.ts';
import { runsSummary } from '../../../support/views.ts';
import { loaded, pageHtml, pageText, showing, terminalState } from './states.ts';

const lineOf = ({ code, ticker }: (typeof FUNCTIONS)[number]): string =>
  ticker === 'one' ? `BTC ${code}` : code;

const still = (feed: PageState['feed']) => terminalState({ feed, connection: { state: 'still' } });

describe('the terminal', () => {
  it('has the functions of the design', () => {
    assert.deepEqual(
      FUNCTIONS.map(({ code }) => code).sort(),
      [
        ...['BLOT', 'BT', 'DES', 'GIP', 'GP', 'HALT', 'HELP', 'HP', 'LOG', 'ML', 'ORD', 'PNL', 'POS'],
        ...['RISK', 'SIG', 'SYS', 'TOP', 'W', 'WHY'],
      ].sort(),
    );
  });

  for (const one of FUNCTIONS) {
    it(`shows ${one.code} with its command, its address and its age, of a sample and of an empty home`, () => {
      for (const feed of [sampleFeed(), emptyFeed()]) {
        const html = pageHtml(showing(lineOf(one), { feed }));
        assert.match(html, /<button type="button" class="copy" data-action="copy" data-text="hive /);
        assert.match(html, /<a class="api" href="\/(?:api\/|openapi\.json)/);
        assert.match(html, /class="age"/);
        assert.ok(!/NaN|undefined|Infinity|\[object/.test(html), html);
      }
    });
  }

  it('says beside the last tick how many were missed in a day, and nothing when none was', () => {
    const feed = withStatus({ runs: runsSummary() });
    assert.match(pageText(terminalState({ feed })), /Missed 15 of 720/);
    assert.doesNotMatch(pageText(terminalState()), /Missed/);
  });

  it('says which command changes what is not there', () => {
    const told = ['W', 'POS', 'ORD', 'BLOT', 'TOP', 'SIG', 'ML', 'PNL', 'WHY'].map(
      line =>
        /class="empty">.*?<code>(.*?)<\/code>/.exec(pageHtml(showing(line, { feed: emptyFeed() })))?.[1],
    );
    assert.deepEqual(told, [
      ...['hive trade tick', 'hive trade tick', 'hive trade why', 'hive trade why', 'hive trade tick'],
      ...['hive train cycle', 'hive train cycle', 'hive trade tick', 'hive trade tick'],
    ]);
  });

  it('shows the watchlist, positions, fills and events as tables where no script runs', () => {
    const state = still(sampleFeed());
    const html = pageHtml(state);
    for (const id of ['panel-1-watch', 'panel-2-positions', 'panel-3-fills'])
      assert.match(html, new RegExp(`<table id="${id}"`));
    assert.match(pageText(state), /Bought 0\.001253133 BTC\/USD at \$59,850\.00/);
    assert.deepEqual(terminal.needs(state), []);
  });

  it('asks for the bars of its charts, each once', () => {
    assert.deepEqual(terminal.needs(showing('BTC GP 1h')), [
      '/api/bars?symbol=BTC%2FUSD&interval=1h&last=250',
    ]);
    assert.deepEqual(terminal.needs(showing('POS')), []);
  });

  it('shows probability, interval, break-even, model and sample size of a prediction', () => {
    const text = pageText(showing('SIG'));
    for (const part of ['72.0 %', '68 % to 75 %', '51.0 %', 'crypto-0001-def', '240', '4.0 %'])
      assert.ok(text.includes(part), `${part} of ${text}`);
    assert.match(text, /ETH\/USD NO_FEATURES/);
  });

  it('counts profit by day from all of the equity', () => {
    const points = [
      [Date.parse('2026-11-25T12:00:00Z'), 10_000, 10_000],
      [Date.parse('2026-11-26T11:00:00Z'), 10_012.5, 9_990],
    ];
    const answers = { '/api/equity': loaded({ ...sampleFeed().equity, points }) };
    const text = pageText(showing('PNL', { answers }));
    assert.match(text, /2026-11-26 \$10,012\.50 ▲ \+\$12\.50 ▼ -\$10\.00/);
  });

  it('shows the end of an answer that failed', () => {
    const answers = {
      '/api/backtests/4f': { state: 'failed', message: 'There is no run 4f.', next: 'List them.' },
    } as const;
    assert.match(pageText(showing('BT 4f', { answers })), /There is no run 4f\. List them\./);
  });

  it('says that it never acts and which command does, halted or not', () => {
    const halted = sampleFeed();
    halted.status.halted = 'the loss of the day';
    assert.match(pageText(showing('HALT')), /Trading is on .* hive trade halt/);
    const text = pageText(showing('HALT', { feed: halted }));
    assert.match(text, /Trading is halted Because: the loss of the day .* hive trade resume/);
    assert.match(text, /Kill switch HALTED the loss of the day/);
  });

  it('dims what is stale after two intervals, and says so', () => {
    const minutes = (count: number) => terminalState({ nowMs: SAMPLE_NOW + count * 60_000 });
    assert.ok(!pageText(minutes(3)).includes('Tick 3m 30s ago stale'));
    const late = minutes(4);
    assert.match(pageHtml(late), /class="panel stale/);
    assert.match(pageText(late), /Tick 4m 30s ago stale/);
  });

  it('says of every panel when there is no server', () => {
    const connection = { state: 'lost', retryAtMs: null, sinceMs: SAMPLE_NOW } as const;
    const html = pageHtml(terminalState({ connection }));
    assert.equal(html.match(/class="panel lost/g)?.length, 4);
    assert.match(html, /Feed[^/]*<\/span> <span class="figure">now<\/span><span class="says"> not connected/);
  });

  it('explains the panel that help was asked in', () => {
    const text = pageText(showing('BTC HELP GP'));
    assert.match(text, /GP: Chart/);
    assert.match(text, /hive data export BTC-USD --interval 1d/);
    assert.match(text, /\/api\/bars\?symbol=BTC%2FUSD&amp;interval=1d&amp;last=250/);
    for (const { code } of FUNCTIONS) assert.match(text, new RegExp(`\\b${code}\\b`));
  });

  it('shows hostile texts as texts', () => {
    const hostile = '"><img src=x onerror=alert(1)>';
    const feed = sampleFeed();
    feed.events[0]!.text = hostile;
    feed.status.halted = hostile;
    feed.signals[0]!.meaning = hostile;
    feed.orders.orders[0]!.detail = hostile;
    feed.health.checks[0]!.says = hostile;
    feed.health.checks[0]!.todo = hostile;
    feed.status.home = hostile;
    const record = { seq: 1, at: feed.health.startedAt, type: hostile, data: { x: hostile }, hash: hostile };
    const answers = { '/api/journal?last=100': loaded({ records: [record] }) };
    for (const line of ['TOP', 'HALT', 'SIG', 'ORD', 'SYS', 'BTC DES', 'LOG', 'WHY', 'RISK'])
      assert.ok(!pageHtml(showing(line, { feed, answers })).includes('<img'), line);
  });

  it('is small enough for a first paint', () => {
    const assets = { script: '/m.js', early: '/e.js', preload: [], styles: [], vendor: '/v' };
    assert.ok(renderPage('terminal', { feed: sampleFeed(), nowMs: SAMPLE_NOW }, assets).length < 40_000);
  });
});
