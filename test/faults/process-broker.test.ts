import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { startHive } from '../support/cli.ts';
import { tickArgs } from '../support/faulty-home.ts';
import { assertNothingTwice, assertSandboxAgrees, SandboxHome } from '../support/sandbox-home.ts';
import { hiveUnderStrace, needsStrace } from '../support/strace.ts';

/** A home for real processes, whose next tick buys. */
async function aboutToTrade(): Promise<SandboxHome> {
  const home = await SandboxHome.aboutToTrade();
  writeFileSync(home.paths.config, JSON.stringify(home.settings));
  home.clock.advance(SLOT_MS);
  return home;
}

/** Clean ticks, as many as it takes to know what became of every order. */
async function settle(home: SandboxHome): Promise<void> {
  await home.isWell();
  for (let tick = 0; tick < 9; tick++) if ((await home.tickAfter(SLOT_MS)).open === 0) return;
}

describe('a tick at a broker over real sockets that is killed', function () {
  this.timeout(120_000);

  for (const [what, fault, taken] of [
    ['after the broker took the order', 'hang#1', true],
    ['before the broker took the order', 'hang-before#1', false],
  ] as const) {
    it(`P3 kill -9 while it waits for the answer, ${what}: ${taken ? 'adopted' : 'ABSENT'}, sent once`, async () => {
      const home = await aboutToTrade();
      home.goesWrong(fault);
      const child = startHive(tickArgs(home.clock.now()), { home: home.root });
      child.stdin.end();
      const exit = once(child, 'exit');
      while (home.posts === 0) await sleep(5);
      child.kill('SIGKILL');
      assert.deepEqual(await exit, [null, 'SIGKILL']);
      const [intent] = home.journalled('INTENT');
      await settle(home);
      const absent = home.journalled('ABSENT').map(({ order }) => order);
      assert.deepEqual(absent, taken ? [] : [intent?.order]);
      assert.equal(
        (await home.ledger()).orders.some(order => order.client_order_id === intent?.order),
        taken,
      );
      await assertSandboxAgrees(home);
      await home.close();
    });
  }

  for (const call of ['connect', 'writev']) {
    it(`P5 kill -9 at every ${call} of a tick at a broker: one order at most, each fill once`, async function () {
      needsStrace(this);
      let kills = 0;
      for (let when = 1; when < 20; when++) {
        const home = await aboutToTrade();
        const injection = { call, what: 'signal=KILL', when, paths: [] };
        const { signal, stderr } = await hiveUnderStrace(tickArgs(home.clock.now()), home.root, injection);
        await assertNothingTwice(home);
        if (signal === null) assert.equal((await home.ledger()).orders.length, 1, stderr);
        await settle(home);
        await assertSandboxAgrees(home);
        await home.close();
        if (signal === null) break;
        kills += 1;
      }
      console.log(`      killed at ${kills} calls`);
      assert.ok(kills >= 1 && kills < 19);
    });
  }

  for (const [error, reason] of [
    ['ECONNRESET', 'UNKNOWN'],
    ['EPIPE', 'UNKNOWN'],
  ] as const) {
    it(`N2 ${error} from the system at the sending of the order: ${reason}, never sent again`, async function () {
      needsStrace(this);
      const home = await aboutToTrade();
      const injection = { call: 'writev', what: `error=${error}`, when: 1, paths: [] };
      const { code, stderr } = await hiveUnderStrace(tickArgs(home.clock.now()), home.root, injection);
      assert.equal(code, 0, stderr);
      assert.equal(home.journalled('UNKNOWN').length, 1);
      assert.equal(home.posts, 0);
      await settle(home);
      assert.equal(home.journalled('ABSENT').length, 1);
      await assertSandboxAgrees(home);
      await home.close();
    });
  }
});
