import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { readChannels } from '../../../../src/lib/app/alerts/channels.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const CANARY = 'canary-of-channels-test-93be11';
const URL = `https://hooks.example/services/${CANARY}`;
const folder = tempFolder();

function write(value: unknown, path = homePaths(folder()).alerts): void {
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value), { mode: 0o600 });
}

const read = (environment = {}) => readChannels(homePaths(folder()), environment);

function fault(): string {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof HiveError && error.code === 'BAD_ALERTS_FILE' && error.kind === 'config');
    assert.doesNotMatch(`${error.message} ${error.next} ${error.stack} ${inspect(error)}`, /canary/);
    return error.message.replace(homePaths(folder()).alerts, 'FILE');
  }
  throw new Error('it was read');
}

describe('the file of the channels', () => {
  it('may be missing: then nobody is told', () => {
    const { channels, pings } = read();
    assert.deepEqual([channels, pings], [[], []]);
  });

  it('says whom to tell what, and shows the host of an address alone', () => {
    write({
      channels: [
        { name: 'team', format: 'slack', url: URL, only: ['problem'] },
        { name: 'bot', format: 'telegram', url: `https://api.telegram.org/bot1:${CANARY}`, chat: '7' },
      ],
      pings: { tick: `https://hc-ping.com/${CANARY}` },
    });
    const found = read();
    assert.deepEqual(
      found.channels.map(({ name, format, host, chat, only }) => ({ name, format, host, chat, only })),
      [
        { name: 'team', format: 'slack', host: 'hooks.example', chat: undefined, only: ['problem'] },
        { name: 'bot', format: 'telegram', host: 'api.telegram.org', chat: '7', only: undefined },
      ],
    );
    assert.equal(found.channels[0]?.url.reveal(), URL);
    assert.deepEqual(
      found.pings.map(({ job, host }) => [job, host]),
      [['tick', 'hc-ping.com']],
    );
    assert.doesNotMatch(inspect(found, { depth: 9 }) + JSON.stringify(found), /canary/);
  });

  it('may come from systemd, which goes before the file of the home', () => {
    const credentials = join(folder(), 'credentials');
    mkdirSync(credentials);
    write({ pings: { tick: URL } });
    write({ pings: { cycle: URL } }, join(credentials, 'hive-alerts'));
    const { pings, isCredential } = read({ CREDENTIALS_DIRECTORY: credentials });
    assert.deepEqual([pings.map(({ job }) => job), isCredential], [['cycle'], true]);
    assert.deepEqual(
      read({ CREDENTIALS_DIRECTORY: folder() }).pings.map(({ job }) => job),
      ['tick'],
    );
  });

  it('is refused when others may read it', () => {
    write({ channels: [{ name: 'team', format: 'slack', url: URL }] });
    chmodSync(homePaths(folder()).alerts, 0o640);
    assert.equal(fault(), 'The alerts file FILE may be used by others (mode 0640).');
  });

  for (const [what, value, says] of [
    ['no JSON', `{"channels": ["${CANARY}`, 'is not JSON.'],
    [
      'http',
      { channels: [{ name: 'a', format: 'json', url: `http://example.com/${CANARY}` }] },
      'cannot be used: channels.0.url must be an https address, or http on this machine.',
    ],
    [
      'another format',
      { channels: [{ name: 'a', format: CANARY, url: URL }] },
      'cannot be used: channels.0.format must be one of json, slack, discord, ntfy, telegram.',
    ],
    [
      'a name that cannot be typed',
      { channels: [{ name: `../${CANARY}`, format: 'json', url: URL }] },
      'cannot be used: channels.0.name must be of a-z, 0-9 and "-", at most 32 characters.',
    ],
    [
      'two of a name',
      {
        channels: [
          { name: 'a', format: 'json', url: URL },
          { name: 'a', format: 'json', url: URL },
        ],
      },
      'cannot be used: channels must have names that differ.',
    ],
    [
      'a bot without a chat',
      { channels: [{ name: 'a', format: 'telegram', url: `https://api.telegram.org/bot1:${CANARY}` }] },
      'cannot be used: channels.0.chat belongs to the format telegram, and to no other.',
    ],
    [
      'what does not belong there',
      { [CANARY]: 1 },
      'cannot be used: the whole has a member that does not belong there.',
    ],
    ['a job that is none', { pings: { [CANARY]: URL } }, null],
    ['no address', { pings: { tick: 7 } }, 'cannot be used: pings.tick must be an https address.'],
  ] as const)
    it(`is refused with one sentence, which quotes nothing, for ${what}`, () => {
      write(value);
      const said = fault();
      if (says !== null) assert.equal(said, `The alerts file FILE ${says}`);
    });
});
