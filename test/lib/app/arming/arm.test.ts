import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ArmPlan, arm } from '../../../../src/lib/app/arming/arm.ts';
import { whyNotArmed } from '../../../../src/lib/app/arming/arm-state.ts';
import { disarm } from '../../../../src/lib/app/arming/disarm.ts';
import { parseCents } from '../../../../src/lib/core/money.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { LIVE_ACCOUNT, RealDesk } from '../../../support/real-desk.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SENTENCE = `trade ${LIVE_ACCOUNT} live`;

describe('arming', () => {
  const folder = tempFolder();
  let desk: RealDesk;
  beforeEach(() => {
    desk = new RealDesk(folder());
  });
  afterEach(() => desk.close());

  const typing = (text: string, days = 30, withoutEvidence = false) =>
    arm(desk.adapters, { days, withoutEvidence, confirm: async () => text });
  const why = () => whyNotArmed(desk.adapters, desk.clock.now());
  const file = () => join(desk.paths.state, 'ARMED.json');

  it('shows the account, its money and the limits before anything is typed', async () => {
    desk.broker.cash = parseCents('1234.56');
    let seen: ArmPlan | undefined;
    const confirm = async (plan: ArmPlan) => {
      seen = plan;
      return plan.sentence;
    };
    await arm(desk.adapters, { days: 7, withoutEvidence: true, confirm });
    const { account, cash, until, withoutEvidence, sentence } = seen!;
    assert.deepEqual([account, cash, withoutEvidence, sentence], [LIVE_ACCOUNT, 1234.56, true, SENTENCE]);
    assert.equal(seen!.limits.maxOrderUsd, 75);
    assert.equal(Date.parse(until) - desk.clock.now(), 7 * 86_400_000);
  });

  it('allows until the day, in the journal and in the file', async () => {
    assert.equal(why(), 'nobody has armed it');
    const { until } = await typing(SENTENCE);
    assert.equal(why(), null);
    assert.deepEqual(desk.types, ['GENESIS', 'CONFIG', 'ARMED']);
    assert.deepEqual(desk.records.at(-1)?.data, { until, withoutEvidence: false });
    desk.clock.advance(30 * 86_400_000);
    assert.match(why() ?? '', /armed until/);
  });

  it('is what the tick asks before anything is sent', async () => {
    assert.equal((await desk.adapters.arm()).read(), 'nobody has armed it');
    await typing(SENTENCE);
    assert.equal((await desk.adapters.arm()).read(), null);
  });

  for (const typed of ['', 'yes', 'trade live', `trade ${LIVE_ACCOUNT}`, `Trade ${LIVE_ACCOUNT} live`]) {
    it(`is refused when ${JSON.stringify(typed)} is typed`, async () => {
      await assert.rejects(typing(typed), hiveError('NOT_CONFIRMED'));
      assert.equal(why(), 'nobody has armed it');
      assert.ok(!existsSync(desk.paths.journal));
    });
  }

  it('needs a person, and asks the broker for nothing without one', async () => {
    const nobody = { days: 1, withoutEvidence: false, confirm: null };
    await assert.rejects(arm(desk.adapters, nobody), hiveError('NO_TERMINAL'));
    assert.deepEqual(desk.broker.asked, []);
  });

  it('is for the pinned account only', async () => {
    desk.broker.accountNumber = '999';
    await assert.rejects(typing('trade 999 live'), hiveError('FOREIGN_ACCOUNT', /account 999; .* 912345678/));
    assert.equal(why(), 'nobody has armed it');
  });

  it('is for mode live only, and there nothing else is armed', async () => {
    const paper = new RealDesk(folder(), { mode: 'paper', market: { crypto: { source: 'csv' } } });
    const confirm = async () => SENTENCE;
    await assert.rejects(
      arm(paper.adapters, { days: 1, withoutEvidence: false, confirm }),
      hiveError('NOT_LIVE', /the mode is paper/),
    );
    assert.equal((await paper.adapters.arm()).read(), null);
    paper.close();
  });

  it('of a journal of another account is refused before the file is written', async () => {
    desk.broker.accountNumber = '111';
    await desk.record();
    desk.broker.accountNumber = LIVE_ACCOUNT;
    await assert.rejects(typing(SENTENCE), hiveError('ACCOUNT_CHANGED'));
    assert.ok(!existsSync(file()));
  });

  it('is taken back at once, with a record', async () => {
    await typing(SENTENCE);
    assert.deepEqual(await disarm(desk.adapters, 'holiday'), { changed: true, journalled: true });
    assert.equal(why(), 'nobody has armed it');
    assert.deepEqual(desk.records.at(-1)?.data, { reason: 'holiday' });
    assert.deepEqual(await disarm(desk.adapters, 'again'), { changed: false, journalled: false });
  });
});
