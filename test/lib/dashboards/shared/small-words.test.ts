import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Limit, limitLevel, limitText } from '../../../../src/lib/dashboards/shared/limit-words.ts';
import { moneyToday } from '../../../../src/lib/dashboards/shared/money-today.ts';
import { h } from '../../../../src/lib/dashboards/shared/node.ts';
import { withCommands } from '../../../../src/lib/dashboards/shared/parts/todo.ts';
import { prose, sentence } from '../../../../src/lib/dashboards/shared/prose.ts';
import { nextDecisionMs, nextTickMs, untilText } from '../../../../src/lib/dashboards/shared/tick-times.ts';
import { underwater } from '../../../../src/lib/dashboards/shared/underwater.ts';
import { pageState, withStatus } from '../../../support/page-state.ts';
import { emptyFeed, SAMPLE_NOW, sampleFeed } from '../../../support/sample-feed.ts';
import { nodesOf, textOf } from '../../../support/view-texts.ts';
import { jobSummary, runsSummary } from '../../../support/views.ts';

const limit = (change: Partial<Limit>): Limit => ({
  ...{ id: 'x', name: 'X', unit: 'usd', used: null, limit: 75, share: null, kind: 'cap' },
  ...change,
});

describe('limits in words', () => {
  it('say how much is used, or only the bound where that is known in a tick alone', () => {
    assert.equal(limitText(limit({ used: 30, share: 0.4 })), '$30.00 of $75.00');
    assert.equal(limitText(limit({})), 'at most $75.00');
    assert.equal(limitText(limit({ kind: 'floor', unit: 'share', limit: 0.7 })), 'at least 70.0 %');
    assert.equal(limitText(limit({ kind: 'floor', used: 20, limit: 25 })), '$20.00, at least $25.00');
    assert.equal(limitText(limit({ unit: 'seconds', limit: 120 })), 'at most 2m');
    assert.equal(limitText(limit({ unit: 'count', used: 2, limit: 40, share: 0.05 })), '2 of 40');
  });

  it('warn when a cap is near, and name what is used up or broken', () => {
    assert.equal(limitLevel(limit({ used: 59, share: 0.79 })), 'plain');
    assert.equal(limitLevel(limit({ used: 60, share: 0.8 })), 'warning');
    assert.equal(limitLevel(limit({ used: 75, share: 1 })), 'problem');
    assert.equal(limitLevel(limit({ used: 1, limit: 0 })), 'problem');
    assert.equal(limitLevel(limit({ kind: 'floor', used: 24, limit: 25 })), 'problem');
    assert.equal(limitLevel(limit({})), null);
  });
});

describe('underwater', () => {
  it('is the fall from the highest value so far', () => {
    assert.deepEqual(underwater([100, 90, 120, 60]), [0, 90 / 100 - 1, 0, 60 / 120 - 1]);
  });

  it('is never above zero, and zero at every new peak', () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 1e9, noNaN: true })), values => {
        underwater(values).forEach((depth, at) => {
          assert.ok(depth !== null && depth <= 0);
          assert.equal(depth === 0, values[at]! >= Math.max(...values.slice(0, at + 1)));
        });
      }),
    ));

  it('is undefined below a peak that is not positive', () => {
    assert.deepEqual(underwater([-5, 0]), [null, null]);
  });
});

describe('profit today', () => {
  it('is a share of the equity that the day began with', () => {
    const { status } = sampleFeed();
    // 1.10 of 10,001.10 - 1.10 = 10,000.
    assert.deepEqual(moneyToday(status), { dollars: 1.1, share: 0.00011 });
  });

  it('is not there before the first tick', () => {
    assert.equal(moneyToday(emptyFeed().status), null);
  });
});

describe('times of ticks', () => {
  it('tell the next tick by the last, and none before the first', () => {
    assert.equal(nextTickMs(sampleFeed()), Date.parse('2026-11-26T12:02:00.000Z'));
    assert.equal(nextTickMs(emptyFeed()), null);
    const scheduled = (next: string) =>
      nextTickMs(withStatus({ runs: runsSummary({ jobs: [jobSummary({ next })] }) }));
    assert.equal(scheduled('2026-11-26T12:01:30.000Z'), Date.parse('2026-11-26T12:01:30.000Z'));
    // Ticks have stopped: it is told how long ago one was due.
    assert.equal(scheduled('2026-11-26T13:00:00.000Z'), Date.parse('2026-11-26T12:02:00.000Z'));
    assert.equal(untilText(SAMPLE_NOW + 90_000, SAMPLE_NOW), 'in 1m 30s');
    assert.equal(untilText(SAMPLE_NOW - 720_000, SAMPLE_NOW), 'due 12m ago');
    assert.equal(untilText(SAMPLE_NOW, SAMPLE_NOW), 'now');
  });

  it('let a decision stand until the epoch ends in which it was made', () => {
    assert.equal(nextDecisionMs(pageState('crypto'), 'BTC/USD'), Date.parse('2026-11-27T00:00:00.000Z'));
  });

  it('let the next tick decide what was not decided in the epoch of now', () => {
    const nowMs = Date.parse('2026-11-27T00:00:30.000Z');
    const state = pageState('crypto', sampleFeed(), { nowMs });
    assert.equal(nextDecisionMs(state, 'BTC/USD'), nextTickMs(state.feed));
    assert.equal(nextDecisionMs(pageState('crypto'), 'SOL/USD'), nextTickMs(sampleFeed()));
    assert.equal(nextDecisionMs(pageState('crypto', emptyFeed()), 'BTC/USD'), null);
  });
});

describe('commands in a sentence', () => {
  const codesOf = (text: string) =>
    [...nodesOf(h('p', {}, withCommands(text)))].filter(({ tag }) => tag === 'code').map(textOf);

  it('stand out with their flags', () => {
    assert.deepEqual(codesOf('Trade again: hive trade resume --reason TEXT'), [
      'hive trade resume --reason TEXT',
    ]);
    assert.deepEqual(codesOf('Tick: hive trade tick; by itself: docs/scheduling.md'), ['hive trade tick']);
    assert.deepEqual(codesOf('Train: hive train cycle --force-train, or see hive models list.'), [
      'hive train cycle --force-train',
      'hive models list',
    ]);
  });

  it('are not found in prose that only begins like one', () => {
    assert.deepEqual(codesOf('The hive that made it; a newer hive may have written it.'), []);
    assert.deepEqual(codesOf('Do hive trade arm yourself.'), ['hive trade arm']);
  });

  it('leave every letter of a text where it was', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const text = `${before} hive trade tick ${after}`;
        const made = h('p', {}, withCommands(text));
        const raw = [...made.children].map(child =>
          typeof child === 'string' ? child : child.children.join(''),
        );
        assert.equal(raw.join(''), text);
      }),
    ));
});

describe('prose', () => {
  it('tells times to the minute', () => {
    assert.equal(
      prose('It was at 2026-10-10T23:00:05.123Z; one is due.'),
      'It was at 2026-10-10 23:00Z; one is due.',
    );
  });

  it('keeps a figure and its per cent sign on one line, and ends a sentence once', () => {
    assert.equal(prose('61 % of 70 %'), '61\u00a0% of 70\u00a0%');
    assert.equal(sentence('did nothing'), 'Did nothing.');
    assert.equal(sentence('It is done.'), 'It is done.');
    assert.equal(sentence(''), '.');
  });
});
