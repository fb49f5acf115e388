import assert from 'node:assert/strict';
import type { LiveFeed, PageState } from '../../../../src/lib/dashboards/shared/state.ts';
import { toHtml } from '../../../../src/lib/dashboards/shared/to-html.ts';
import { needsYou } from '../../../../src/lib/dashboards/simple/needs-you.ts';
import { simple } from '../../../../src/lib/dashboards/simple/page.ts';
import { pageState, withStatus } from '../../../support/page-state.ts';
import { emptyFeed, SAMPLE_NOW, sampleFeed } from '../../../support/sample-feed.ts';
import { byClass, byId, textOf } from '../../../support/view-texts.ts';
import { runsSummary } from '../../../support/views.ts';

const shown = (feed?: LiveFeed, change: Partial<PageState> = {}) =>
  simple.view(pageState('simple', feed, change));
const answer = (...of: Parameters<typeof shown>): string => textOf(byClass(shown(...of), 'answer')[0]!);
const part = (id: string, ...of: Parameters<typeof shown>): string => textOf(byId(shown(...of), id));
const needs = (feed?: LiveFeed, change: Partial<PageState> = {}) =>
  needsYou(pageState('simple', feed, change));

const unknownOrder = (): LiveFeed => {
  const { orders } = sampleFeed();
  return sampleFeed({
    orders: { open: 1, orders: orders.orders.map(order => ({ ...order, state: 'unknown' as const })) },
  });
};

type Check = LiveFeed['health']['checks'][number];
const checked = (check: Partial<Check>, feed = sampleFeed()): LiveFeed => {
  const made: Check = {
    id: 'store',
    title: 'Store',
    state: 'problem',
    says: 'It is locked.',
    todo: 'Wait.',
    ...check,
  };
  return sampleFeed({ ...feed, health: { ...feed.health, checks: [...feed.health.checks, made] } });
};

describe('the simple page', () => {
  it('says first that everything is fine', () => {
    assert.equal(answer(), '✓ Everything is fine.');
  });

  it('says what today brought in money and per cent, and the equity', () => {
    assert.match(part('today'), /^Today ▲\+\$1\.10 ▲\+0\.01 % Equity \$10,001\.10/);
    assert.match(part('today'), /\+\$1\.10 in 24 hours, \+\$1\.10 since it began with \$10,000\.00\./);
  });

  it('says in words what is open, and how it ends', () => {
    assert.match(part('open'), /0\.00125 BTC, bought for \$75\.40: ▲\+\$0\.30 up so far\./);
    assert.match(
      part('open'),
      /Sold at \$62,000\.00 \(target\), at \$58,900\.00 \(stop\), in 11h 59m at the latest\./,
    );
    assert.match(part('open'), /The rest, \$9,925\.40, is cash\./);
  });

  it('says how many ticks were missed or failed in a day, and nothing when none was', () => {
    assert.doesNotMatch(part('decisions'), /missed/);
    assert.match(
      part('decisions', withStatus({ runs: runsSummary() })),
      /In the last 24 hours 15 of 720 ticks were missed or failed\./,
    );
  });

  it('says that all of it is cash, why, and what would change that', () => {
    const { account, lastTick } = sampleFeed().status;
    const main = { ...account!.main, positions: [], cash: 10_000 };
    const decided = lastTick!.reasons.map(row => ({ ...row, reason: 'EPOCH_DECIDED' as const }));
    const feed = withStatus({ account: { ...account!, main }, lastTick: { ...lastTick!, reasons: decided } });
    assert.match(part('open', feed), /All of it is cash: \$10,000\.00\./);
    assert.match(part('open', feed), /ETH: did nothing, the confidence 61 % is not above 70 %\./);
  });

  it('tells the last five decisions in plain words, with the day when it is not today', () => {
    assert.match(part('decisions'), /00:02 BTC: bought, the confidence 72 % is above 70 %\./);
    assert.match(part('decisions'), /00:02 ETH: did nothing, the confidence 61 % is not above 70 %\./);
    const { signals } = sampleFeed();
    const many = Array.from({ length: 9 }, (_, at) => ({
      ...signals[1]!,
      ...{ seq: 200 - at, at: `2026-11-2${5 - (at % 5)}T09:0${at}:00.000Z` },
    }));
    const view = shown(sampleFeed({ signals: many }));
    const times = [...toHtml(byId(view, 'decisions')).matchAll(/<time class="figure label"[^>]*>([^<]*)</g)];
    assert.deepEqual(
      times.map(([, time]) => time),
      ['11-25 09:00', '11-24 09:01', '11-23 09:02', '11-22 09:03', '11-21 09:04'],
    );
  });

  it('says when the next tick is expected, and that it is overdue', () => {
    assert.match(part('decisions'), /The next tick is expected in 1m 30s\./);
    assert.match(
      part('decisions', undefined, { nowMs: SAMPLE_NOW + 720_000 }),
      /The next tick is due 10m 30s ago\./,
    );
  });

  it('names the next commands to type in a home that has just begun', () => {
    assert.equal(
      answer(emptyFeed()),
      '→ Nothing has run yet. Fetch bars and train a first model: hive train cycle Decide and trade once: hive trade tick',
    );
    assert.match(part('open', emptyFeed()), /Nothing: no tick has run yet\./);
    assert.match(part('decisions', emptyFeed()), /Run hive trade tick/);
    assert.match(part('today', emptyFeed()), /Today – Equity –/);
  });
});

describe('what needs a person', () => {
  it('is nothing in a home that is well, and nothing in one that has just begun', () => {
    assert.deepEqual(needs(), []);
    assert.deepEqual(needs(emptyFeed()), []);
  });

  it('is a halt, with the command that ends it', () => {
    const feed = withStatus({ halted: 'the market fell.' });
    assert.match(
      answer(feed),
      /^✕ One thing needs you\. ✕ Trading is halted: the market fell\. Trade again: hive trade resume --reason TEXT$/,
    );
  });

  it('is a halt since a time that people can read', () => {
    const [need] = needs(withStatus({ halted: 'the market fell (2026-11-26T04:27:40.425Z)' }));
    assert.equal(need!.says, 'Trading is halted: the market fell, since 2026-11-26 04:27Z.');
  });

  it('is an order whose outcome is not known', () => {
    assert.match(
      answer(unknownOrder()),
      /What became of an order is not known; BTC\/USD is not traded until it is\. .*hive trade audit/,
    );
  });

  it('is ticks that have stopped, by the clock of this moment', () => {
    assert.deepEqual(needs(sampleFeed(), { nowMs: SAMPLE_NOW + 200_000 }), []);
    const [need] = needs(sampleFeed(), { nowMs: SAMPLE_NOW + 600_000 });
    assert.deepEqual(need, {
      ...{ id: 'tick', level: 'problem', todo: 'Run one: hive trade tick' },
      says: 'No tick has run for 10m 30s; one is due every 2m.',
    });
  });

  it('is trouble that the checks find, and is not said twice', () => {
    assert.deepEqual(
      needs(checked({})).map(({ id }) => id),
      ['store'],
    );
    const late = checked({ id: 'tick', state: 'warning', says: 'The last tick was long ago.' });
    assert.deepEqual(
      needs(late, { nowMs: SAMPLE_NOW + 600_000 }).map(({ id }) => id),
      ['tick'],
    );
    assert.deepEqual(needs(checked({ state: 'info' })), []);
  });

  it('is real money that nobody armed, or that was armed without evidence', () => {
    const { limits } = sampleFeed();
    const live = (armed: Partial<LiveFeed['limits']['armed']>) =>
      needs(
        sampleFeed({
          limits: { ...limits, armed: { ...limits.armed, needed: true, says: 'So it is.', ...armed } },
        }),
      );
    assert.match(live({})[0]!.todo, /hive trade arm/);
    const until = '2026-12-01T00:00:00.000Z';
    assert.deepEqual(live({ until }), []);
    assert.match(live({ until, withoutEvidence: true })[0]!.todo, /hive trade disarm/);
  });

  it('is a model that cannot be used', () => {
    const { training } = sampleFeed().status;
    const classes = training.classes.map(each => ({ ...each, trouble: 'the file is damaged.' }));
    const found = needs(withStatus({ training: { ...training, classes } }));
    assert.match(found[0]!.says, /^The model of stock cannot be used: the file is damaged\.$/);
    assert.equal(found.length, 2);
  });

  it('is coins that the account holds and the journal does not know', () => {
    const { lastTick } = sampleFeed().status;
    const reasons = [
      {
        symbol: 'BTC/USD',
        reason: 'POSITION_DRIFT' as const,
        meaning: 'the account holds other coins; see hive trade audit',
      },
    ];
    assert.deepEqual(
      needs(withStatus({ lastTick: { ...lastTick!, reasons } })).map(({ id }) => id),
      ['drift'],
    );
  });

  it('is first of all a page that has lost its server, which never says that all is fine', () => {
    const lost = { connection: { state: 'lost', retryAtMs: null, sinceMs: SAMPLE_NOW } } as const;
    assert.match(answer(sampleFeed(), lost), /This page has lost its server/);
    assert.doesNotMatch(answer(sampleFeed(), lost), /fine/);
    assert.match(answer(sampleFeed(), { connection: { state: 'refused' } }), /login of this page has ended/);
  });

  it('comes worst first', () => {
    const warned = checked(
      { id: 'disk', state: 'warning', says: 'It is nearly full.' },
      checked({}, unknownOrder()),
    );
    const feed = withStatus({ halted: 'x' }, warned);
    const found = needs(feed, { nowMs: SAMPLE_NOW + 600_000 });
    assert.deepEqual(
      found.map(({ id }) => id),
      ['halt', 'orders', 'store', 'tick', 'disk'],
    );
    assert.match(answer(feed), /^✕ 4 things need you\./);
  });
});
