import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Format } from '../../../../src/lib/alerts/address.ts';
import { EMPTY_OUTBOX } from '../../../../src/lib/alerts/outbox.ts';
import { EMPTY_STATE, writeAlarms } from '../../../../src/lib/app/alerts/alarm-file.ts';
import { listAlerts } from '../../../../src/lib/app/alerts/list.ts';
import { addChannel, removeChannel, setPing } from '../../../../src/lib/app/alerts/manage.ts';
import { testChannels } from '../../../../src/lib/app/alerts/test-channels.ts';
import { topicsNamed } from '../../../../src/lib/app/alerts/words.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { schema as listSchema } from '../../../../src/lib/app/schemas/alerts-list.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { fixedClock } from '../../../../src/lib/core/clock.ts';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { renderAlertsList, renderAlertsTest } from '../../../../src/output/render/alerts.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const CANARY = 'canary-of-manage-test-90fe';
const URL = `https://hooks.example.com/services/${CANARY}`;
const AT = Date.UTC(2026, 10, 22, 9);
const folder = tempFolder();
const home = (environment = {}) => ({ paths: homePaths(folder()), environment });

const add = (name: string, part: { url?: string; format?: Format; chat?: string } = {}) =>
  addChannel(home(), {
    ...{ name, format: part.format ?? 'json', chat: part.chat, only: undefined },
    address: async () => part.url ?? URL,
  });

async function refused(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    assert.ok(error instanceof HiveError);
    assert.doesNotMatch(`${error.message} ${error.next}`, /canary/);
    return error.code;
  }
  throw new Error('it was not refused');
}

describe('the channels of a home', () => {
  it('are added and removed, and nothing else of the file changes', async () => {
    await add('a');
    await setPing(home(), { job: 'tick', address: async () => URL });
    await add('b', { format: 'telegram', url: `https://api.telegram.org/bot1:${CANARY}`, chat: '7' });
    const change = removeChannel(home(), 'a');
    assert.deepEqual(change, { name: 'a', host: 'hooks.example.com', file: homePaths(folder()).alerts });
    assert.deepEqual(JSON.parse(readFileSync(homePaths(folder()).alerts, 'utf8')), {
      channels: [
        { name: 'b', format: 'telegram', url: `https://api.telegram.org/bot1:${CANARY}`, chat: '7' },
      ],
      pings: { tick: URL },
    });
    assert.equal((await setPing(home(), { job: 'tick', address: null })).host, null);
    assert.deepEqual(listAlerts(home()).pings, []);
  });

  it('are refused before anything is written, in a sentence that does not quote the address', async () => {
    assert.equal(await refused(() => add('a', { url: `http://example.com/${CANARY}` })), 'BAD_ADDRESS');
    assert.equal(await refused(() => add('a', { url: '' })), 'BAD_ADDRESS');
    assert.equal(await refused(() => add('A/b')), 'BAD_ADDRESS');
    assert.equal(await refused(() => add('a', { chat: '7' })), 'BAD_ADDRESS');
    const bot = { format: 'telegram', url: `https://api.telegram.org/bot1:${CANARY}` } as const;
    assert.equal(await refused(() => add('a', bot)), 'BAD_ADDRESS');
    assert.equal(await refused(() => removeChannel(home(), 'a')), 'NO_CHANNEL');
    assert.equal(await refused(() => topicsNamed('problem,all')), 'USAGE');
    assert.equal(existsSync(homePaths(folder()).alerts), false);
    await add('a');
    assert.equal(await refused(() => add('a')), 'NAME_TAKEN');
  });

  it('are not changed here where systemd hands them over', async () => {
    const credentials = join(folder(), 'credentials');
    mkdirSync(credentials);
    writeFileSync(join(credentials, 'hive-alerts'), '{}');
    const taken = home({ CREDENTIALS_DIRECTORY: credentials });
    assert.equal(await refused(() => setPing(taken, { job: 'tick', address: null })), 'READ_ONLY_ALERTS');
  });

  it('are not tested where there are none', async () => {
    const whole = { ...home(), config: configSchema.parse({}), clock: fixedClock(AT) };
    assert.equal(await refused(() => testChannels(whole, null)), 'NO_CHANNELS');
    await add('phone');
    assert.equal(await refused(() => testChannels(whole, 'phome')), 'NO_CHANNEL');
  });
});

describe('the list of the channels', () => {
  const screen = (width: number) => ({ width, colour: false, banner: 'SIMULATED' });

  it('says how they are of late and what people know of, within 60 and 80 columns', async () => {
    await add('phone');
    await setPing(home(), { job: 'tick', address: async () => URL });
    const { paths } = home();
    const failure = { atMs: AT, why: 'it answered 404: no such hook' };
    const alarm = {
      key: 'halt',
      severity: 'problem',
      says: 'Trading is halted: by hand.',
      todo: null,
    } as const;
    writeAlarms(paths.alarms, {
      ...EMPTY_STATE,
      book: {
        alarms: [{ ...alarm, sinceMs: AT, toldMs: AT, told: 'problem', goneMs: null }],
        sentMs: [],
        heldMs: null,
      },
      boxes: { phone: { ...EMPTY_OUTBOX, failures: 3, failure } },
    });
    const list = listAlerts(home());
    listSchema.parse(list);
    for (const width of [60, 80]) {
      const shown = renderAlertsList({ ...list, file: '/srv/hive/alerts.json' }, screen(width));
      assert.ok(
        shown.split('\n').every(row => row.length <= width),
        shown,
      );
      assert.match(shown, /phone failed 3 times, last at 2026-11-22 09:00Z: it answered/);
      assert.match(shown, /Each tick pings {2}hooks\.example\.com/);
      assert.match(shown, /2026-11-22 09:00Z {2}Trading is halted: by hand\./);
      assert.doesNotMatch(shown + JSON.stringify(list), /canary/);
    }
  });

  it('says what to do where nobody is told', () => {
    assert.match(renderAlertsList(listAlerts(home()), screen(80)), /hive alerts add FORMAT NAME/);
  });

  it('says of a test what came back', () => {
    const test = { name: 'a', format: 'json', host: 'h', isTaken: false, says: 'it answered 404' };
    assert.match(renderAlertsTest([test], screen(80)), /FAILED {2}a {2}h: it answered 404/);
  });
});
