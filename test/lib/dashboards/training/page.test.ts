import assert from 'node:assert/strict';
import { firstState } from '../../../../src/lib/dashboards/shared/page.ts';
import type { LiveFeed, Loaded, PageState } from '../../../../src/lib/dashboards/shared/state.ts';
import { toHtml } from '../../../../src/lib/dashboards/shared/to-html.ts';
import { training } from '../../../../src/lib/dashboards/training/page.ts';
import { emptyFeed, SAMPLE_NOW, sampleFeed } from '../../../support/sample-feed.ts';
import { loadedAnswers, sampleAnswers } from '../../../support/sample-training.ts';

type Change = Partial<PageState>;

/** The page in a browser, of the sample and changed. */
const state = (change: Change = {}): PageState => ({
  ...firstState('training', { feed: sampleFeed(), nowMs: SAMPLE_NOW, answers: loadedAnswers() }),
  ...{ connection: { state: 'live' }, ...change },
});
const shown = (change: Change = {}): string => toHtml(training.view(state(change)));

/** One panel of the page, to its end. */
function panelOf(html: string, id: string): string {
  const start = html.indexOf(`<section id="${id}"`);
  assert.notEqual(start, -1, `no panel ${id}`);
  return html.slice(start, html.indexOf('</section>', start));
}

const withTraining = (change: Partial<LiveFeed['status']['training']>): LiveFeed => {
  const feed = sampleFeed();
  return { ...feed, status: { ...feed.status, training: { ...feed.status.training, ...change } } };
};

/** The sample with its crypto class changed. */
const withCrypto = (change: Partial<LiveFeed['status']['training']['classes'][number]>): LiveFeed =>
  withTraining({
    classes: sampleFeed().status.training.classes.map(each =>
      each.assetClass === 'crypto' ? { ...each, ...change } : each,
    ),
  });

describe('the training page', () => {
  it('answers for each class before anything else', () => {
    const html = shown();
    assert.match(html, /^<div class="training"><h1>Is the model any good\?<\/h1>/);
    for (const id of ['crypto-answers', 'stock-answers'])
      assert.match(
        panelOf(html, id),
        /Any good\?.*Cannot tell yet.*Still good\?.*No.*Better than the last\?.*Does it pay\?/s,
      );
    assert.match(panelOf(html, 'crypto-answers'), /Does it pay\?.*weak evidence.*wealth 7\.39 of 54\.6/s);
    assert.match(panelOf(html, 'stock-answers'), /Does it pay\?.*Cannot tell yet.*No stance was taken/s);
  });

  it('shows the panels of the class that the address names, the first without a name', () => {
    assert.match(shown(), /id="crypto-folds"/);
    assert.doesNotMatch(shown(), /id="stock-folds"/);
    const stocks = shown({ ui: { class: 'stock' } });
    assert.match(stocks, /id="stock-folds"/);
    assert.match(stocks, /href="#stock" aria-current="true"/);
    assert.match(shown({ ui: { class: 'nonsense' } }), /id="crypto-folds"/);
  });

  it('shows both classes without a script, each where its tab leads', () => {
    const html = shown({ connection: { state: 'still' } });
    for (const name of ['crypto', 'stock']) {
      assert.match(html, new RegExp(`href="#${name}"`));
      assert.match(html, new RegExp(`<section id="${name}"`));
      assert.match(html, new RegExp(`id="${name}-folds"`));
    }
    for (const id of ['control', 'gate', 'experts', 'regimes'])
      assert.equal(html.split(`id="${id}"`).length, 2);
  });

  it('has no id twice', () => {
    for (const connection of [{ state: 'still' }, { state: 'live' }] as const) {
      const ids = [...shown({ connection }).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      assert.deepEqual(ids.length, new Set(ids).size);
    }
  });

  it('wants every answer that its panels show', () => {
    assert.deepEqual([...training.needs(state())].sort(), Object.keys(sampleAnswers()).sort());
  });

  it('stands while its answers are on their way or failed', () => {
    assert.match(shown({ answers: {} }), /Loading …/);
    const failed: Loaded = { state: 'failed', message: 'The store is locked.', next: 'Try again.' };
    const html = shown({ answers: { ...loadedAnswers(), '/api/training/drift': failed } });
    assert.match(panelOf(html, 'crypto-drift'), /The store is locked\..*Try again\./);
    assert.match(panelOf(html, 'crypto-answers'), /Still good\?.*Not known now\./);
  });

  it('says how to begin before the first cycle, and no more', () => {
    const html = shown({ feed: emptyFeed(), answers: {} });
    assert.match(panelOf(html, 'progress'), /Never trained.*hive train cycle/);
    assert.doesNotMatch(html, /-folds"/);
  });

  it('says why a model cannot be used', () => {
    const feed = withCrypto({ model: null, evaluation: null, trouble: 'Its hash is not that of its file.' });
    assert.match(
      panelOf(shown({ feed }), 'crypto-answers'),
      /The model in use cannot be used.*Its hash is not that of its file\./,
    );
  });

  it('says how many samples are there while there is no model', () => {
    const feed = withCrypto({ model: null, evaluation: null, trainedTo: null, matured: 120 });
    const answers = loadedAnswers({ '/api/training/samples': null });
    assert.match(
      panelOf(shown({ feed, answers }), 'crypto-answers'),
      /No model yet.*120 of 500 samples.*hive train cycle --force-train/,
    );
  });

  it('calls figures stale after two intervals of a cycle, and lost without a server', () => {
    const { cycleEveryMs } = sampleFeed().health;
    const lastMs = Date.parse(sampleFeed().status.training.lastCycleAt!);
    const foldsAt = (nowMs: number) => panelOf(shown({ nowMs }), 'crypto-folds');
    assert.match(foldsAt(lastMs + 2 * cycleEveryMs), /panel fresh/);
    assert.match(foldsAt(lastMs + 2 * cycleEveryMs + 1), /panel stale.*>stale</);
    const lost = shown({ connection: { state: 'lost', retryAtMs: null, sinceMs: SAMPLE_NOW } });
    assert.match(panelOf(lost, 'crypto-folds'), /panel lost.*not connected/);
  });

  it('says how far a running training is', () => {
    const running = {
      ...{ startedAt: '2026-11-26T12:00:00.000Z', step: 'crypto: fold 3', done: 3, total: 8 },
      ...{ updatedAt: '2026-11-26T12:00:20.000Z', leftMs: 65_000 },
    };
    const html = panelOf(shown({ feed: sampleFeed({ training: running }) }), 'progress');
    assert.match(html, /Training now.*crypto: fold 3.*3 of 8.*30s ago.*about 1m 5s left/s);
    assert.match(html, /width="37.5" height="8"/);
    const later = shown({ feed: sampleFeed({ training: running }), nowMs: SAMPLE_NOW + 3_600_000 });
    assert.match(panelOf(later, 'progress'), /may have been ended/);
  });

  it('says when the next training is due, and when it is late', () => {
    // The last cycle was 90 s ago; three more of 180 s each are to come.
    assert.match(panelOf(shown(), 'progress'), /in 7m 30s.*3 cycles to go/s);
    assert.match(
      panelOf(shown({ nowMs: SAMPLE_NOW + 3_600_000 }), 'progress'),
      /late.*It was due 52m 30s ago.*hive train cycle/s,
    );
  });

  it('keeps every stored text a text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const hostile = JSON.parse(
      JSON.stringify(loadedAnswers(), (key, value) =>
        typeof value === 'string' && TEXTS.has(key) ? `${value}${evil}` : value,
      ),
    ) as Record<string, Loaded>;
    const feed = withCrypto({ model: `m;rm -rf ~${evil}`, trouble: evil });
    const predictions = feed.predictions.map(made => ({ ...made, symbol: evil }));
    const html = toHtml(training.view(state({ feed: { ...feed, predictions }, answers: hostile })));
    assert.doesNotMatch(html, /<img/);
    assert.ok(html.split('&lt;img src=x').length > 30);
    assert.doesNotMatch(html, /data-text="[^"]*rm -rf/);
  });
});

/** Members whose texts come from files, vendors or models. */
const TEXTS = new Set([
  'model',
  'feature',
  'refused',
  'note',
  'seen',
  'wanted',
  'name',
  'says',
  'method',
  'symbol',
  'why',
  'id',
  'decision',
  'regime',
  'candidate',
  'confidence',
]);
