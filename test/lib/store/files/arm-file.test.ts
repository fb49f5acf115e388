import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { type ArmQuestion, readArm, removeArm, writeArm } from '../../../../src/lib/store/files/arm-file.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const ASKED: ArmQuestion = { account: '912345678', mode: 'live', nowMs: NOW };
const ARMING = {
  account: '912345678',
  mode: 'live',
  armedMs: NOW,
  untilMs: NOW + 30 * DAY_MS,
  withoutEvidence: false,
};

describe('the arm file', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'ARMED.json');
  const why = (asked: Partial<ArmQuestion> = {}) => {
    const state = readArm(folder(), { ...ASKED, ...asked });
    return state.armed ? null : state.reason;
  };

  it('allows until its time is over', () => {
    writeArm(folder(), { ...ARMING, withoutEvidence: true });
    assert.equal(modeOf(path()), 0o600);
    const armed = { armed: true, untilMs: ARMING.untilMs, withoutEvidence: true };
    assert.deepEqual(readArm(folder(), ASKED), armed);
    assert.deepEqual(readArm(folder(), { ...ASKED, nowMs: ARMING.untilMs - 1 }), armed);
    assert.match(why({ nowMs: ARMING.untilMs }) ?? '', /armed until 2026-12-22T12:00:00\.000Z/);
  });

  it('allows nothing once it is removed', () => {
    assert.equal(why(), 'nobody has armed it');
    writeArm(folder(), ARMING);
    assert.equal(removeArm(folder()), true);
    assert.equal(why(), 'nobody has armed it');
    assert.equal(removeArm(folder()), false);
  });

  it('allows one account in one mode', () => {
    writeArm(folder(), ARMING);
    assert.match(why({ account: '999' }) ?? '', /for account 912345678, not for 999/);
    assert.match(why({ mode: 'paper' }) ?? '', /for mode live, not for paper/);
  });

  it('allows nothing before it was made: a clock was wrong', () => {
    writeArm(folder(), ARMING);
    assert.match(why({ nowMs: NOW - 1 }) ?? '', /in the future/);
  });

  it('allows nothing for longer than 30 days, whoever wrote it', () => {
    writeArm(folder(), { ...ARMING, untilMs: ARMING.untilMs + 1 });
    assert.match(why() ?? '', /more than 30 days/);
  });

  it('allows nothing when others may use it', () => {
    writeArm(folder(), ARMING);
    for (const mode of [0o644, 0o620, 0o602]) {
      chmodSync(path(), mode);
      assert.match(why() ?? '', /may be used by others/);
    }
  });

  it('allows nothing when it is a link or a folder', () => {
    writeArm(folder(), ARMING);
    renameSync(path(), join(folder(), 'real.json'));
    symlinkSync(join(folder(), 'real.json'), path());
    assert.match(why() ?? '', /symbolic link/);
    removeArm(folder());
    mkdirSync(path(), { mode: 0o700 });
    assert.match(why() ?? '', /not a plain file/);
  });

  it('allows nothing when anything in it is odd', () => {
    writeArm(folder(), ARMING);
    const whole = JSON.parse(readFileSync(path(), 'utf8'));
    for (const odd of [
      '',
      'null',
      '[]',
      '{"armed": true}',
      JSON.stringify(whole).slice(0, -1),
      JSON.stringify({ ...whole, extra: 1 }),
      JSON.stringify({ ...whole, until: undefined }),
      JSON.stringify({ ...whole, until: '2026-12-22' }),
      JSON.stringify({ ...whole, until: '+099999-01-01T00:00:00.000Z' }),
      JSON.stringify({ ...whole, armedAt: 5 }),
      JSON.stringify({ ...whole, withoutEvidence: 'false' }),
      'x'.repeat(5_000),
    ]) {
      writeFileSync(path(), odd);
      assert.match(why() ?? '', /is not what hive trade arm writes|bytes/, odd);
    }
  });

  it('allows nothing when any one byte of it is lost', () => {
    writeArm(folder(), ARMING);
    const whole = readFileSync(path(), 'utf8').trimEnd();
    for (let cut = 0; cut < whole.length; cut++) {
      writeFileSync(path(), whole.slice(0, cut));
      assert.notEqual(why(), null, whole.slice(0, cut));
    }
  });
});
