import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { halt, resume } from '../../../../src/lib/app/halt/halt.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { failures, RealDesk } from '../../../support/real-desk.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const WAIT_MS = 40;

describe('a halt against a real broker', () => {
  const folder = tempFolder();
  let desk: RealDesk;
  beforeEach(() => {
    desk = new RealDesk(folder());
  });
  afterEach(() => desk.close());

  const stop = (local = false, onSwitched = () => {}) =>
    halt(desk.adapters, { reason: 'alarm', local, onSwitched }, WAIT_MS);
  const isHalted = () => existsSync(desk.paths.halt);

  it('sets the file, then cancels, then suspends', async () => {
    await desk.record();
    desk.broker.cancels = [{ orderId: 'b-1', fault: null }];
    const { steps, journalled } = await stop(false, () => {
      assert.ok(isHalted());
      assert.deepEqual(desk.broker.asked, []);
    });
    assert.deepEqual(desk.broker.asked, ['cancelAll', 'suspend true']);
    assert.deepEqual(
      Object.values(steps).map(({ state }) => state),
      ['done', 'done', 'done'],
    );
    assert.equal(steps.cancel.detail, 'asked for the end of 1 open order');
    assert.ok(journalled);
    assert.deepEqual(desk.types, ['GENESIS', 'HALT']);
  });

  it('stands although the broker never answers', async () => {
    desk.broker.failure = failures.silent;
    const { halted, steps } = await stop();
    assert.ok(halted && isHalted());
    assert.deepEqual(steps.cancel, { state: 'failed', detail: 'The broker did not answer within 0.04 s.' });
    assert.equal(steps.suspend.state, 'failed');
    assert.deepEqual(desk.broker.asked, ['cancelAll', 'suspend true']);
  });

  it('stands although there are no keys, or the adapter has a bug', async () => {
    for (const error of [new Error('There are no live keys.'), new TypeError('x is undefined')]) {
      Object.assign(desk.adapters, { broker: () => Promise.reject(error) });
      const { steps } = await stop();
      assert.ok(isHalted());
      assert.deepEqual(steps.suspend, { state: 'failed', detail: error.message });
    }
  });

  it('names the orders that could not be cancelled, and suspends all the same', async () => {
    desk.broker.cancels = [
      { orderId: 'b-1', fault: null },
      { orderId: 'b-2', fault: 'order is not cancelable' },
    ];
    const { steps } = await stop();
    assert.deepEqual(steps.cancel, {
      state: 'failed',
      detail: '1 of 2 open orders could not be cancelled (b-2: order is not cancelable)',
    });
    assert.equal(steps.suspend.state, 'done');
  });

  it('asks the broker for nothing with local', async () => {
    const { steps } = await stop(true);
    assert.ok(isHalted());
    assert.deepEqual(desk.broker.asked, []);
    assert.deepEqual([steps.cancel.state, steps.suspend.state], ['not-needed', 'not-needed']);
  });

  it('is lifted at the broker before the file goes', async () => {
    await desk.record();
    await stop();
    const { broker, changed, reason } = await resume(desk.adapters, 'fine', WAIT_MS);
    assert.deepEqual([broker.state, changed, isHalted()], ['done', true, false]);
    assert.match(reason, /^alarm/);
    assert.equal(desk.broker.asked.at(-1), 'suspend false');
    assert.deepEqual(desk.types, ['GENESIS', 'HALT', 'RESUME']);
  });

  it('leaves no suspension behind when somebody removed the file', async () => {
    await desk.record();
    await stop();
    rmSync(desk.paths.halt);
    const { broker, changed } = await resume(desk.adapters, 'fine', WAIT_MS);
    assert.deepEqual([broker.state, changed], ['done', false]);
    assert.equal(desk.broker.asked.at(-1), 'suspend false');
    assert.deepEqual(desk.types, ['GENESIS', 'HALT']);
  });

  it('is not said to be lifted in the journal while the broker does not lift it', async () => {
    await desk.record();
    await stop();
    desk.broker.failure = failures.silent;
    await assert.rejects(resume(desk.adapters, 'fine', WAIT_MS), hiveError('STILL_SUSPENDED'));
    assert.deepEqual(desk.types, ['GENESIS', 'HALT']);
  });

  for (const [how, failure] of Object.entries(failures)) {
    it(`stays when the broker is ${how} at the resume`, async () => {
      await stop();
      desk.broker.failure = failure;
      await assert.rejects(
        resume(desk.adapters, 'fine', WAIT_MS),
        (error: unknown) =>
          hiveError('STILL_SUSPENDED')(error) && (error as { exitCode: number }).exitCode === 5,
      );
      assert.ok(isHalted());
      desk.broker.failure = null;
      await resume(desk.adapters, 'fine', WAIT_MS);
      assert.ok(!isHalted());
    });
  }
});
