import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { nextRuns } from '../../../../src/lib/schedule/next-runs.ts';
import { planJobs } from '../../../../src/lib/schedule/plan.ts';
import type { UnitPlan } from '../../../../src/lib/schedule/units/unit-plan.ts';
import { prefixOf, units } from '../../../../src/lib/schedule/units/units.ts';
import { complaints, nextElapses, whyNoSystemd } from '../../../support/systemd-analyze.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { unitPlan } from '../../../support/unit-plan.ts';

const SYSTEM: Partial<UnitPlan> = { scope: 'system', owner: { user: 'daemon', group: '1' } };

const textOf = (plan: UnitPlan, name: string): string => {
  const found = units(plan).files.find(file => file.name === name);
  assert.ok(found, `no ${name}`);
  return found.text;
};

/** The values of a setting, in order. */
const valuesOf = (text: string, key: string): string[] =>
  text
    .split('\n')
    .filter(line => line.startsWith(`${key}=`))
    .map(line => line.slice(key.length + 1));

describe('units of systemd', () => {
  const folder = tempFolder();

  it('are a service and a timer for each job, the server, and the alarm', () => {
    const { files, started } = units(unitPlan());
    const jobs = ['tick', 'cycle', 'report', 'prune', 'backup'];
    assert.deepEqual(
      files.map(({ name }) => name),
      [
        ...jobs.flatMap(job => [`hive-${job}.service`, `hive-${job}.timer`]),
        'hive-serve.service',
        'hive-alarm@.service',
      ],
    );
    assert.deepEqual(started, [...jobs.map(job => `hive-${job}.timer`), 'hive-serve.service']);
  });

  it('have the name of the instance, so that two homes are told apart', () => {
    assert.equal(prefixOf('hive'), 'hive');
    const { files, started } = units(unitPlan({ prefix: prefixOf('paper') }));
    assert.ok([...files.map(({ name }) => name), ...started].every(name => name.startsWith('hive-paper-')));
    assert.match(
      textOf(unitPlan({ prefix: 'hive-paper' }), 'hive-paper-tick.service'),
      /OnFailure=hive-paper-alarm@%n\.service/,
    );
  });

  it('write a tick of a user as it stands here', () => {
    const plan = unitPlan({
      program: { node: '/usr/bin/node', script: '/opt/hive/bin/run.js', home: '/srv/hive', configFile: null },
    });
    assert.equal(
      textOf(plan, 'hive-tick.service'),
      `# Made by "hive schedule install" for /srv/hive

[Unit]
Description=HIVE TRADE: tick of /srv/hive
OnFailure=hive-alarm@%n.service

[Service]
Type=oneshot
ExecStart=/usr/bin/node /opt/hive/bin/run.js trade tick --home /srv/hive --quiet
TimeoutStartSec=110
SuccessExitStatus=6 75 143
MemoryMax=1G
UMask=0077
NoNewPrivileges=yes
ProtectSystem=strict
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
LimitCORE=0
ReadWritePaths=-/srv/hive
`,
    );
    assert.equal(
      textOf(plan, 'hive-tick.timer'),
      `# Made by "hive schedule install" for /srv/hive

[Unit]
Description=HIVE TRADE: tick of /srv/hive, every 2 minutes

[Timer]
OnCalendar=*-*-* *:00/2:00 UTC
Persistent=false
AccuracySec=1s

[Install]
WantedBy=timers.target
`,
    );
  });

  it('make up for a missed cycle and a missed day, never for a missed tick', () => {
    const plan = unitPlan();
    const persistent = plan.jobs.map(({ job }) => [
      job,
      ...valuesOf(textOf(plan, `hive-${job}.timer`), 'Persistent'),
    ]);
    assert.deepEqual(persistent, [
      ['tick', 'false'],
      ['cycle', 'true'],
      ['report', 'true'],
      ['prune', 'true'],
      ['backup', 'true'],
    ]);
    assert.deepEqual(valuesOf(textOf(plan, 'hive-cycle.timer'), 'RandomizedDelaySec'), ['20s']);
  });

  it('hand credentials to the tick alone, and hide the files with keys from the server', () => {
    const plan = unitPlan({ credentials: [{ name: 'alpaca-key-id', path: '/etc/hive/key-id' }] });
    const given = units(plan).files.filter(({ text }) => text.includes('LoadCredential='));
    assert.deepEqual(
      given.map(({ name }) => name),
      ['hive-tick.service'],
    );
    assert.deepEqual(valuesOf(given[0]!.text, 'LoadCredential'), ['alpaca-key-id:/etc/hive/key-id']);
    for (const each of [plan, unitPlan(SYSTEM)]) {
      const serve = textOf(each, 'hive-serve.service');
      assert.deepEqual(valuesOf(serve, 'InaccessiblePaths'), ['-/srv/hive/alpaca-keys.json']);
      assert.deepEqual(
        ['Type', 'NotifyAccess', 'WatchdogSec', 'Restart'].flatMap(key => valuesOf(serve, key)),
        ['notify', 'all', '60', 'on-failure'],
      );
    }
  });

  it('of the machine run as the owner of the home, see no homes, and have no capability', () => {
    const tick = textOf(unitPlan(SYSTEM), 'hive-tick.service');
    assert.deepEqual(
      ['User', 'Group', 'ProtectHome', 'CapabilityBoundingSet'].flatMap(key => valuesOf(tick, key)),
      ['daemon', '1', 'tmpfs', ''],
    );
  });

  it('of the machine put back what they need of a home, for reading where that is enough', () => {
    const plan = unitPlan({
      ...SYSTEM,
      program: {
        node: '/home/ann/.nvm/bin/node',
        script: '/home/ann/lib/node_modules/hive/bin/run.js',
        home: '/home/ann/my hive',
        configFile: null,
      },
      installation: '/home/ann/lib',
      keyFiles: ['/home/ann/keys.json'],
    });
    const [tick, serve] = ['tick', 'serve'].map(job => textOf(plan, `hive-${job}.service`));
    assert.deepEqual(valuesOf(tick!, 'BindPaths'), ['"-/home/ann/my hive"']);
    const read = ['-/home/ann/.nvm/bin/node', '-/home/ann/lib'];
    assert.deepEqual(valuesOf(tick!, 'BindReadOnlyPaths'), [...read, '-/home/ann/keys.json']);
    assert.deepEqual(valuesOf(serve!, 'BindReadOnlyPaths'), read);
  });

  it('let nothing but the backup write outside the home', () => {
    const written = units(unitPlan())
      .files.filter(({ name }) => name.endsWith('.service'))
      .map(({ name, text }) => [name, ...valuesOf(text, 'ReadWritePaths')]);
    assert.deepEqual(
      written.filter(([, paths]) => paths !== '-/srv/hive'),
      [['hive-backup.service', '-/srv/hive -/mnt/backups'], ['hive-alarm@.service']],
    );
  });

  it('are refused for paths that a unit cannot hold', () => {
    for (const [home, scope] of [
      ['/srv/a\nExecStart=/bin/sh', 'user'],
      ['/srv/a"b', 'user'],
      ['/srv/a\\b', 'user'],
      ['/srv/a:b', 'system'],
    ] as const) {
      const { program } = unitPlan();
      assert.throws(
        () => units(unitPlan({ scope, program: { ...program, home } })),
        error => error instanceof HiveError && error.code === 'BAD_PATH',
        home,
      );
    }
  });

  describe('as systemd sees them', () => {
    before(function () {
      const why = whyNoSystemd();
      if (why === null) return;
      process.stderr.write(`    skipped: ${why}\n`);
      this.skip();
    });

    // verify wants programs that exist.
    const real = { node: process.execPath, script: import.meta.filename, configFile: null };

    it('have nothing to complain of', () => {
      const hostile = "/srv/my hive 100% $HOME $$ ;x 'y' #z ö";
      assert.equal(
        complaints(units(unitPlan({ program: { ...real, home: hostile } })).files, 'user', folder()),
        '',
      );
      const plan = unitPlan({
        ...SYSTEM,
        program: { ...real, home: '/home/ann/my hive 100%' },
        credentials: [{ name: 'alpaca-key-id', path: '/etc/hive/key-id' }],
      });
      assert.equal(complaints(units(plan).files, 'system', folder()), '');
    });

    it('are rated safer than 1.5 of 10 when the machine runs them', () => {
      for (const job of ['tick', 'serve']) {
        const path = join(folder(), `hive-${job}.service`);
        writeFileSync(path, textOf(unitPlan(SYSTEM), `hive-${job}.service`));
        const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', path], {
          encoding: 'utf8',
        });
        const rating = /Overall exposure level for \S+: (\d+\.\d)/.exec(stdout)?.[1];
        assert.ok(Number(rating) < 1.5, `${job}: ${rating}`);
      }
    });

    it('elapse when the table of next runs says', () => {
      const after = Date.parse('2026-11-01T04:59:30Z');
      const settings = { tick: '2m', cycle: '60m', daily: '01:30', timeZone: 'America/New_York' };
      const jobs = [
        settings,
        { ...settings, tick: '1m', cycle: '20m', daily: '02:00', timeZone: 'Europe/Berlin' },
      ].flatMap(each => planJobs(each, { withBackup: false }));
      for (const planned of jobs)
        assert.deepEqual(
          nextElapses(planned.calendar, after, 4),
          nextRuns(planned, after, 4),
          planned.calendar,
        );
    });
  });
});
