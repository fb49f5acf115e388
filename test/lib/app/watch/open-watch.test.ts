import assert from 'node:assert/strict';
import { mkdirSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { successEnvelope } from '../../../../src/lib/app/schemas/envelope.ts';
import { schema as feedSchema } from '../../../../src/lib/app/schemas/live-feed.ts';
import type { FeedUpdate, HiveWatch } from '../../../../src/lib/app/watch/hive-watch.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { tempHome } from '../../../support/cli.ts';
import { writeLongJournal } from '../../../support/long-journal.ts';
import { ended, startScript } from '../../../support/run-process.ts';
import { WatchedDesk } from '../../../support/watched-home.ts';

/** Listens until an update of which `isIt` is true, or fails after some seconds. */
async function heard(watch: HiveWatch, isIt: (update: FeedUpdate) => boolean): Promise<FeedUpdate[]> {
  const updates: FeedUpdate[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = watch.listen(update => {
    updates.push(update);
    if (isIt(update)) resolve();
  });
  await Promise.race([promise, sleep(8_000)]);
  stop();
  assert.ok(updates.some(isIt), `heard only ${updates.map(update => Object.keys(update))}`);
  return updates;
}

describe('a home with a long journal', () => {
  it('is read to its end while answers are given', async () => {
    const desk = new WatchedDesk(tempHome());
    mkdirSync(desk.paths.state);
    writeLongJournal(desk.paths.journal, 5_000);
    const { envelope } = await desk.ask('/api/health');
    assert.ok(envelope.data.journal.records >= 5_000);
    assert.equal(envelope.data.journal.bytes, statSync(desk.paths.journal).size);
    desk.close();
  });
});

describe('a watched home', () => {
  let desk: WatchedDesk;
  beforeEach(async () => {
    desk = new WatchedDesk(tempHome());
    await desk.ticks(4);
  });
  afterEach(() => desk.close());

  it('gives all who ask within a second the same snapshot, which is what its schema says', async () => {
    const watch = await desk.watch();
    const [first, second] = await Promise.all([watch.snapshot(), watch.snapshot()]);
    assert.equal(first, second);
    assert.equal(await watch.snapshot(), first);
    feedSchema.parse(first);
  });

  it('tells what another process did since the snapshot, new events alone, and nothing twice', async () => {
    const watch = await desk.watch();
    const before = await watch.snapshot();
    const atMs = desk.clock.now() + SLOT_MS;
    await ended(startScript('tick-home', [desk.paths.root, String(atMs)]));
    desk.clock.advance(SLOT_MS);
    const updates = await heard(watch, ({ status }) => status?.lastTick?.ticks === 5);
    const seqs = updates.flatMap(({ events = [] }) => events.map(({ seq }) => seq));
    const newest = before.events[0]?.seq ?? 0;
    assert.ok(seqs.every(seq => seq > newest));
    assert.equal(new Set(seqs).size, seqs.length);
    assert.equal(updates.at(-1)?.equity?.ticks, 5);
  });

  it('reads on while a process writes, and answers all the while', async () => {
    const watch = await desk.watch();
    const ticks = [1, 2, 3].map(slot => desk.clock.now() + slot * SLOT_MS);
    const writing = (async () => {
      for (const atMs of ticks) await ended(startScript('tick-home', [desk.paths.root, String(atMs)]));
    })();
    let isOver = false;
    void writing.then(() => {
      isOver = true;
    });
    const seen = new Set<number>();
    while (!isOver) {
      const { status, envelope } = await desk.ask('/api/crypto/status');
      assert.equal(status, 200);
      assert.deepEqual(envelope.warnings, []);
      seen.add(envelope.data.lastTick.ticks);
      await sleep(20);
    }
    await watch.refresh();
    assert.equal((await desk.ask('/api/crypto/status')).envelope.data.lastTick.ticks, 7);
    assert.deepEqual(
      [...seen],
      [...seen].toSorted((a, b) => a - b),
    );
  });

  it('tells of quotes each second where the market is made up', async () => {
    const watch = await desk.watch();
    await watch.snapshot();
    desk.clock.advance(60_000);
    const [update] = await heard(watch, ({ quotes }) => quotes !== undefined);
    assert.equal(update?.quotes?.[0]?.from, 'simulated');
  });

  it('describes itself in OpenAPI, every reference leading somewhere', async () => {
    const text = await (await desk.watch()).openapi();
    const document = JSON.parse(text);
    assert.equal(document.openapi, '3.1.0');
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, place]) => place!.split('/'));
    assert.ok(references.length > 100);
    for (const place of references)
      assert.ok(
        place.reduce((part, name) => part?.[name], document),
        place.join('/'),
      );
    for (const path of (await desk.watch()).paths)
      assert.ok(document.paths[path.replaceAll(/:([a-z]+)/g, '{$1}')], path);
    assert.match(document.paths['/api/crypto/trades'].get.parameters[0].description, /newest/);
  });

  it('has numbers for Prometheus, none of the process and none that is not known', async () => {
    const text = await (await desk.watch()).metrics();
    for (const line of text.split('\n').filter(each => each !== '' && !each.startsWith('#')))
      assert.match(line, /^hive_[a-z_]+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})? -?[\d.e+-]+$/);
    assert.match(text, /^hive_build_info\{version="0\.1\.0",mode="simulated"\} 1$/m);
    assert.match(text, /^hive_ticks 4$/m);
    assert.doesNotMatch(text, /hive_last_cycle_age_seconds \d/);
  });

  it('gives the feed as an answer too', async () => {
    const { envelope } = await desk.ask('/api/dashboard/live-feed');
    successEnvelope('live-feed', feedSchema).parse(envelope);
  });
});
