import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { homePaths } from '../../src/lib/app/home.ts';
import type { TickReport } from '../../src/lib/app/tick/run-tick.ts';
import type { CycleReport } from '../../src/lib/app/train/train-cycle.ts';
import { barAt } from '../../src/lib/core/bar-series.ts';
import { hive, tempHome } from '../support/cli.ts';
import {
  type AskedChart,
  chartBody,
  type FakeYahoo,
  fakeYahoo,
  inPeriod,
  type YahooAnswer,
} from '../support/fake-yahoo.ts';
import { dataOf } from '../support/refusal.ts';
import { copyOf } from '../support/traded-home.ts';
import { randomWalk } from '../support/walks.ts';

const START = Date.UTC(2025, 8, 1);
const DAY = 86_400;
const walk = randomWalk(7, 450);
const ROWS = Array.from({ length: walk.length }, (_, day) => {
  const { open, high, low, close } = barAt(walk, day);
  return { at: START / 1_000 + day * DAY, open, high, low, close, volume: 1_000 };
});
const honest = (asked: AskedChart): YahooAnswer => ({ body: chartBody(inPeriod(ROWS, asked)) });
const on = (day: number, minute = '05') => ['--as-of', `2026-09-${day}T00:${minute}:00Z`];

describe('M2 a training cycle without Yahoo', function () {
  this.timeout(120_000);
  let yahoo: FakeYahoo;
  let trained: string;

  before(async () => {
    yahoo = await fakeYahoo(honest);
    trained = tempHome();
    const settings = {
      market: {
        crypto: { source: 'yahoo', symbols: ['BTC/USD'] },
        stocks: { symbols: [] },
        backfillBars: 300,
      },
      trading: { symbols: ['BTC/USD'] },
      yahoo: { url: yahoo.url },
      learning: { window: 200, evaluation: { folds: 4 }, forest: { trees: 20 } },
    };
    writeFileSync(join(trained, 'hive.config.json'), JSON.stringify(settings));
    const { code, stderr } = await hive(['train', 'cycle', '--quiet', ...on(20)], { home: trained });
    assert.equal(code, 0, stderr);
  });
  after(() => yahoo.close());

  for (const [what, answer] of [
    ['429', { status: 429, body: 'Too Many Requests' }],
    ['403', { status: 403, body: '' }],
    ['500', { status: 500, body: '' }],
    ['a web page in place of data', { body: '<html>consent</html>' }],
    ['a connection that breaks', { body: '{"chart":', ending: 'reset' }],
  ] as const satisfies readonly (readonly [string, YahooAnswer])[]) {
    it(`M2 ${what}: the cycle ends well with nothing new, leaves Yahoo alone for a while, and the tick holds`, async () => {
      const home = copyOf(trained);
      yahoo.answer = () => answer;
      const cycle = await dataOf<CycleReport>(['train', 'cycle', ...on(21)], { home });
      assert.equal(cycle.collected[0]?.newBars, 0);
      assert.match(`${cycle.collected[0]?.note}`, /^Yahoo gave no bars of BTC\/USD: /);
      assert.ok(existsSync(homePaths(home).yahooBackOff));
      const asked = yahoo.asked.length;
      // In a process of its own, and in a tick too: the wait is on disk.
      await dataOf<CycleReport>(['train', 'cycle', ...on(21)], { home });
      const tick = await dataOf<TickReport>(['trade', 'tick', ...on(21)], { home });
      assert.deepEqual([tick.outcomes[0]?.reason, yahoo.asked.length], ['STALE_QUOTE', asked]);
      yahoo.answer = honest;
      const later = await dataOf<CycleReport>(['train', 'cycle', ...on(22)], { home });
      assert.equal(later.collected[0]?.newBars, 2);
    });
  }

  it('M2 nobody listens: the cycle ends well with nothing new', async () => {
    const home = copyOf(trained);
    const env = { HIVE__YAHOO__URL: 'http://127.0.0.1:9' };
    const cycle = await dataOf<CycleReport>(['train', 'cycle', ...on(21)], { home, env });
    assert.equal(cycle.collected[0]?.newBars, 0);
    assert.match(`${cycle.collected[0]?.note}`, /^Yahoo gave no bars/);
  });
});
