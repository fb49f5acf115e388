import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { supervisorOf } from '../../../../src/lib/app/serve/supervisor.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('the supervisor of a server', () => {
  const folder = tempFolder();
  const record = () => join(folder(), 'record');
  const told = () => (existsSync(record()) ? readFileSync(record(), 'utf8').trim().split('\n') : []);
  const script = (body: string) =>
    writeFileSync(join(folder(), 'systemd-notify'), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  const environment = (more: Record<string, string> = {}) => ({
    ...{
      PATH: `${folder()}:/usr/bin:/bin`,
      NOTIFY_SOCKET: '/run/notify',
      APCA_API_SECRET_KEY: 'a key',
      ...more,
    },
  });
  const warnings: string[] = [];
  const supervisor = (more: Record<string, string> = {}) => {
    warnings.length = 0;
    return supervisorOf(environment(more), sentence => void warnings.push(sentence));
  };

  it('is told when the server is ready and when it ends, and nothing of the environment', async () => {
    script(`echo "$*" >> ${record()}; env | sort >> ${join(folder(), 'env')}`);
    const systemd = supervisor();
    await systemd.ready('Serving at http://127.0.0.1:8787');
    await systemd.stopping();
    assert.deepEqual(told(), ['--ready --status=Serving at http://127.0.0.1:8787', 'STOPPING=1']);
    const seen = readFileSync(join(folder(), 'env'), 'utf8');
    assert.match(seen, /^NOTIFY_SOCKET=\/run\/notify$/m);
    assert.doesNotMatch(seen, /APCA/);
  });

  it('hears from the watchdog at twice the pace that it asks for, until the end', async () => {
    script(`echo "$*" >> ${record()}`);
    const systemd = supervisor({ WATCHDOG_USEC: '200000' });
    await systemd.ready('here');
    for (let count = 0; count < 100 && told().length < 3; count++) await sleep(20);
    await systemd.stopping();
    assert.deepEqual(told().slice(1, 3), ['WATCHDOG=1', 'WATCHDOG=1']);
    await sleep(150);
    const before = told().length;
    await sleep(250);
    assert.equal(told().length, before);
  });

  it('that cannot be told is one warning', async () => {
    const systemd = supervisor({ PATH: folder() });
    await systemd.ready('here');
    await systemd.stopping();
    assert.deepEqual(warnings, [
      'systemd is not told how the server is: systemd-notify failed (it is not installed).',
    ]);
    script('exit 3');
    const failing = supervisor();
    await failing.ready('here');
    await failing.stopping();
    assert.deepEqual(warnings, [
      'systemd is not told how the server is: systemd-notify failed (it ended with 3).',
    ]);
  });

  it('is nobody where there is no NOTIFY_SOCKET', async () => {
    script(`echo "$*" >> ${record()}`);
    const nobody = supervisor({ NOTIFY_SOCKET: '' });
    await nobody.ready('here');
    await nobody.stopping();
    assert.deepEqual([told(), warnings], [[], []]);
  });
});
