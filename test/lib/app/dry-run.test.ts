import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type App, compose } from '../../../src/lib/app/compose.ts';
import { homePaths } from '../../../src/lib/app/home.ts';
import { VirtualClock } from '../../../src/lib/app/virtual-clock.ts';
import { configSchema } from '../../../src/lib/config/schema.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { SLOT_MS } from '../../../src/lib/core/order.ts';
import { NOON } from '../../support/orders.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const CONFIG = configSchema.parse({
  trading: { strategy: 'control', epoch: '2m', exits: 'signal' },
  market: { stocks: { symbols: [] } },
});

describe('a dry run', () => {
  const folder = tempFolder();
  let app: App;
  let clock: VirtualClock;
  const paths = () => homePaths(folder());
  const tick = (dryRun: boolean) => {
    clock.advance(SLOT_MS);
    return app.tradeTick({ dryRun });
  };

  beforeEach(() => {
    clock = new VirtualClock(NOON);
    app = compose({ paths: paths(), config: CONFIG, clock });
  });
  afterEach(() => app.close());

  it('on a new home decides, and leaves neither a journal nor an order', async () => {
    const report = await tick(true);
    assert.equal(report.outcomes.length, 2);
    assert.equal(existsSync(paths().journal), false);
    assert.deepEqual((await tick(false)).warnings, []);
  });

  it('shows each order that it would have sent, and sends none', async () => {
    await tick(false);
    const before = readFileSync(paths().journal);
    const reports = [];
    for (let each = 0; each < 60; each++) reports.push(await tick(true));
    const orders = reports.flatMap(report => report.orders);
    assert.ok(orders.length > 0, 'the seed gives orders');
    assert.deepEqual(new Set(orders.map(({ stopped }) => stopped)), new Set(['DRY_RUN']));
    assert.deepEqual(readFileSync(paths().journal), before);
    const positions = await app.positions();
    assert.equal(positions?.main.trades, 0);
  });

  it('learns, and writes none of it', async () => {
    await tick(false);
    clock.advance(DAY_MS);
    const before = readFileSync(paths().journal);
    const learned = await app.learnStatus();
    const report = await tick(true);
    assert.deepEqual(report.warnings, []);
    assert.deepEqual(readFileSync(paths().journal), before);
    assert.deepEqual(await app.learnStatus(), learned);
    await tick(false);
    assert.equal((await app.learnStatus()).gate?.epochs, 1);
  });

  it('leaves a torn last line for the next real tick to repair', async () => {
    await tick(false);
    writeFileSync(paths().journal, '{"torn', { flag: 'a' });
    const torn = readFileSync(paths().journal);
    await tick(true);
    assert.deepEqual(readFileSync(paths().journal), torn);
  });
});
