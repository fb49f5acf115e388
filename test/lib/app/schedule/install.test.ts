import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adapters } from '../../../../src/lib/app/adapters.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { installSchedule } from '../../../../src/lib/app/schedule/install.ts';
import type { InstallRequest } from '../../../../src/lib/app/schedule/install-plan.ts';
import { readScheduleNote } from '../../../../src/lib/app/schedule/schedule-note.ts';
import { showSchedule } from '../../../../src/lib/app/schedule/show.ts';
import { uninstallSchedule } from '../../../../src/lib/app/schedule/uninstall.ts';
import { schema as installSchema } from '../../../../src/lib/app/schemas/schedule-install.ts';
import { schema as showSchema } from '../../../../src/lib/app/schemas/schedule-show.ts';
import { schema as uninstallSchema } from '../../../../src/lib/app/schemas/schedule-uninstall.ts';
import { type Config, configSchema } from '../../../../src/lib/config/schema.ts';
import { fixedClock } from '../../../../src/lib/core/clock.ts';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { renderInstall, renderUninstall } from '../../../../src/output/render/schedule-install.ts';
import { renderSchedule } from '../../../../src/output/render/schedule-show.ts';
import { type FakeMachine, fakeMachine } from '../../../support/fake-machine.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

const NOW = Date.parse('2026-11-26T14:29:00Z');
const MINUTE = 60_000;
const installation = { root: '/opt/hive', configFile: undefined };

const request = (part: Partial<InstallRequest> = {}): InstallRequest => ({
  ...installation,
  by: 'cron',
  scope: 'user',
  instance: 'hive',
  serve: { port: null },
  credentials: [],
  dryRun: false,
  confirm: 'yes',
  ...part,
});

describe('hive schedule install, show and uninstall', () => {
  const folder = tempFolder();
  let machine: FakeMachine;

  beforeEach(() => {
    machine = fakeMachine(folder());
  });

  const desk = (part: object = {}, { home = 'home', nowMs = NOW } = {}) => {
    const config: Config = configSchema.parse(part);
    return adapters({ paths: homePaths(join(folder(), home)), config, clock: fixedClock(nowMs) });
  };
  const install = (part: Partial<InstallRequest> = {}, at = desk()) =>
    installSchedule(at, machine, request(part));
  const uninstall = (at = desk(), dryRun = false) => uninstallSchedule(at, machine, { dryRun });
  const show = (at = desk()) => showSchedule(at, machine, installation);
  const systemd = (part: Partial<InstallRequest> = {}, at = desk()) =>
    install({ by: 'systemd', ...part }, at);
  const refuses = async (work: Promise<unknown>, code: string, kind = 'config') => {
    await assert.rejects(
      work,
      error => error instanceof HiveError && error.code === code && error.kind === kind && error.next !== '',
    );
  };
  const unitNames = (scope: 'user' | 'system' = 'user') => readdirSync(machine.unitFolders[scope]).sort();

  it('put a block into the crontab and take it out, and leave every other byte as it was', async () => {
    const own = Buffer.from([...Buffer.from('MAILTO=ann\n0 5 * * * caf'), 0xe9, 0x0a]);
    machine.crontab = own;
    const report = await install();
    assert.equal(report.installed, true);
    assert.ok(machine.crontab.toString('latin1').endsWith(report.crontab!));
    await install();
    assert.equal(machine.crontab.toString('latin1'), own.toString('latin1') + report.crontab);
    assert.equal((await uninstall()).crontab, true);
    assert.deepEqual(machine.crontab, own);
    assert.equal((await uninstall()).changed, false);
  });

  it('leave no crontab where there was none', async () => {
    await install();
    await uninstall();
    assert.equal(machine.crontab, null);
  });

  it('do nothing with --dry-run, and nothing that a person does not want', async () => {
    assert.equal((await install({ dryRun: true })).installed, false);
    let seen = '';
    const confirm = async (plan: { readonly crontab: string | null }) => {
      seen = plan.crontab ?? '';
      return false;
    };
    await refuses(install({ confirm }), 'NOT_CONFIRMED', 'refused');
    assert.match(seen, /trade tick/);
    await refuses(install({ confirm: null }), 'NO_TERMINAL', 'usage');
    assert.deepEqual([machine.crontab, machine.told, readScheduleNote(desk().paths)], [null, [], null]);
    await install();
    const before = machine.crontab;
    assert.equal((await uninstall(desk(), true)).changed, true);
    assert.equal(machine.crontab, before);
  });

  it('note who runs the jobs and since when; installing the same again changes no date', async () => {
    const { paths } = desk();
    await install();
    const note = {
      by: 'cron',
      sinceMs: NOW,
      tickMinutes: 2,
      cycleMinutes: 3,
      daily: '04:10',
      timeZone: 'UTC',
    };
    assert.deepEqual(readScheduleNote(paths), note);
    assert.equal(modeOf(paths.scheduleNote), 0o600);
    await install({}, desk({}, { nowMs: NOW + MINUTE }));
    assert.deepEqual(readScheduleNote(paths), note);
    const slower = desk({ schedule: { tick: '5m' } }, { nowMs: NOW + 2 * MINUTE });
    await install({}, slower);
    assert.deepEqual(readScheduleNote(paths), { ...note, sinceMs: NOW + 2 * MINUTE, tickMinutes: 5 });
    await uninstall(desk({}, { nowMs: NOW + 3 * MINUTE }));
    assert.equal(readScheduleNote(paths)?.endedMs, NOW + 3 * MINUTE);
  });

  it('say what the zone means to a cron that does not know CRON_TZ', async () => {
    const tokyo = desk({ schedule: { timeZone: 'Asia/Tokyo' } });
    const about = async () =>
      (await install({ dryRun: true }, tokyo)).warnings.filter(text => text.includes('CRON_TZ'));
    assert.match((await about())[0]!, /daily jobs then run in the zone of the machine/);
    machine.isCronie = true;
    assert.deepEqual(await about(), []);
  });

  it('put units in, start them, and take all of them out', async () => {
    const report = await systemd();
    assert.deepEqual(unitNames(), report.files.map(({ path }) => path.split('/').at(-1)).sort());
    assert.ok(unitNames().includes('hive-serve.service'));
    for (const { path, text } of report.files)
      assert.deepEqual([readFileSync(path, 'utf8'), modeOf(path)], [text, 0o644]);
    const timers = 'hive-tick.timer hive-cycle.timer hive-report.timer hive-prune.timer';
    assert.deepEqual(machine.told, [
      '--user daemon-reload',
      `--user enable --now ${timers} hive-serve.service`,
    ]);
    assert.deepEqual(
      report.commands,
      machine.told.map(words => `systemctl ${words}`),
    );
    machine.told.length = 0;
    const { files } = await uninstall();
    assert.equal(files.length, report.files.length);
    assert.deepEqual(unitNames(), []);
    assert.match(machine.told[0]!, /^--user disable --now .*hive-tick\.timer/);
    assert.equal(machine.told[1], '--user daemon-reload');
  });

  it('start again what has changed, and remove what is no longer wanted', async () => {
    await systemd();
    machine.told.length = 0;
    const report = await systemd({ serve: null }, desk({ schedule: { tick: '5m' } }));
    assert.deepEqual(
      report.removed.map(path => path.split('/').at(-1)),
      ['hive-serve.service'],
    );
    assert.equal(unitNames().includes('hive-serve.service'), false);
    assert.deepEqual(
      machine.told.map(words => words.split(' ').slice(1, 3).concat(words.split(' ').at(-1)!)),
      [
        ['disable', '--now', 'hive-serve.service'],
        ['daemon-reload', 'daemon-reload'],
        ['enable', '--now', 'hive-prune.timer'],
        ['restart', 'hive-tick.timer', 'hive-tick.timer'],
      ],
    );
  });

  it('leave units and files of others alone', async () => {
    const foreign = { 'other.timer': 'x', 'hive-tick.timer.bak': 'y', 'hive-mine.service': '# by hand\n' };
    for (const [name, text] of Object.entries(foreign))
      writeFileSync(join(machine.unitFolders.user, name), text);
    mkdirSync(join(machine.unitFolders.user, 'hive-tick.service.d'));
    await systemd();
    await uninstall();
    assert.deepEqual(unitNames(), [...Object.keys(foreign), 'hive-tick.service.d'].sort());
  });

  it('keep two homes apart by their instance', async () => {
    const second = desk({}, { home: 'second' });
    await systemd();
    await refuses(systemd({}, second), 'UNITS_OF_ANOTHER_HOME');
    await systemd({ instance: 'second' }, second);
    await uninstall();
    assert.ok(unitNames().length > 0 && unitNames().every(name => name.startsWith('hive-second-')));
  });

  it('refuse a second schedule beside the first', async () => {
    await install();
    await refuses(systemd(), 'ALREADY_SCHEDULED');
    await uninstall();
    await systemd();
    await refuses(install(), 'ALREADY_SCHEDULED');
    machine.isRoot = true;
    await refuses(systemd({ scope: 'system' }), 'ALREADY_SCHEDULED');
  });

  it('say what is missing before anything is written', async () => {
    machine.has.crontab = false;
    await refuses(install(), 'NO_CRON');
    machine.trouble = 'Failed to connect to bus: No medium found';
    await refuses(systemd(), 'NO_SYSTEMD_MANAGER');
    machine.trouble = "System has not been booted with systemd as init system (PID 1). Can't operate.";
    await refuses(systemd({ scope: 'system' }), 'NO_SYSTEMD_MANAGER');
    machine.has.systemctl = false;
    await refuses(systemd(), 'NO_SYSTEMD');
    assert.deepEqual([unitNames(), unitNames('system')], [[], []]);
  });

  it('want root for units of the machine, which run as the owner of the home', async () => {
    await refuses(systemd({ scope: 'system' }), 'NOT_ROOT');
    machine.isRoot = true;
    const report = await systemd({ scope: 'system' });
    const tick = report.files.find(({ path }) => path.endsWith('hive-tick.service'))!;
    assert.equal(tick.path, join(machine.unitFolders.system, 'hive-tick.service'));
    assert.match(tick.text, /^User=ann$/m);
    assert.equal(machine.told[0], 'daemon-reload');
    machine.isRoot = false;
    await refuses(uninstall(), 'NOT_ROOT');
    machine.isRoot = true;
    await uninstall();
    assert.deepEqual(unitNames('system'), []);
  });

  it('warn when units would end with the session of the user', async () => {
    machine.lingers = false;
    assert.match((await systemd({ dryRun: true })).warnings.join(), /loginctl enable-linger/);
    machine.lingers = true;
    assert.deepEqual((await systemd({ dryRun: true })).warnings, []);
  });

  it('are taken out also when half is gone or systemd does not answer', async () => {
    await systemd();
    rmSync(join(machine.unitFolders.user, 'hive-tick.timer'));
    rmSync(desk().paths.scheduleNote);
    machine.trouble = 'Failed to connect to bus: No medium found';
    const links = join(machine.unitFolders.user, 'timers.target.wants');
    mkdirSync(links);
    writeFileSync(join(links, 'hive-cycle.timer'), '');
    const { warnings } = await uninstall();
    assert.match(warnings.join(), /does not answer.*removed all the same/);
    assert.deepEqual([unitNames(), readdirSync(links)], [['timers.target.wants'], []]);
  });

  it('show what is installed, and nothing to mend when it is what the settings say', async () => {
    assert.deepEqual((await show()).installed, []);
    await install();
    const shown = showSchema.parse(await show());
    assert.deepEqual(
      [shown.installed[0]?.by, shown.since, shown.drift],
      ['cron', new Date(NOW).toISOString(), []],
    );
    await uninstall();
    await systemd();
    const { installed, drift } = showSchema.parse(await show());
    assert.deepEqual([installed[0]?.by, installed[0]?.scope, drift], ['systemd', 'user', []]);
  });

  it('show how what is installed differs from the settings and from this program', async () => {
    const changed = desk({ schedule: { tick: '5m', timeZone: 'Asia/Tokyo' } });
    await install();
    assert.deepEqual((await show(changed)).drift, [
      'tick: the crontab says "*/2 * * * * UTC", the settings say "*/5 * * * * UTC".',
      'report: the crontab says "10 4 * * * UTC", the settings say "10 4 * * * Asia/Tokyo".',
      'prune: the crontab says "15 4 * * * UTC", the settings say "15 4 * * * Asia/Tokyo".',
    ]);
    const moved = { root: '/opt/hive-2', configFile: undefined };
    assert.match((await showSchedule(desk(), machine, moved)).drift.join(), /another installation of HIVE/);
    machine.crontab = Buffer.from(machine.crontab!.toString().replace(/^.*train cycle.*\n/m, ''));
    assert.deepEqual((await show()).drift, ['cycle should run, but the crontab does not start it.']);
    await uninstall();
    await systemd();
    assert.match((await show(changed)).drift[0]!, /^tick: systemd says "\*-\*-\* \*:00\/2:00 UTC"/);
    rmSync(join(machine.unitFolders.user, 'hive-cycle.timer'));
    assert.deepEqual((await show()).drift, ['cycle should run, but systemd does not start it.']);
  });

  it('show the next five runs of each job, and whether the stock market is open then', async () => {
    const { jobs } = await show();
    // Thanksgiving was on 26 November 2026; on the Friday after it the exchange is open from 9:30 to 13:00 (nyse.com).
    const friday = await show(desk({}, { nowMs: Date.parse('2026-11-27T14:29:00Z') }));
    assert.deepEqual(
      jobs.map(({ job, next }) => [job, next.length]),
      ['tick', 'cycle', 'report', 'prune'].map(job => [job, 5]),
    );
    const { at, market, marketOpen } = friday.jobs[0]!.next[0]!;
    assert.deepEqual([at, market, marketOpen], ['2026-11-27T14:30:00.000Z', '2026-11-27 09:30', true]);
    assert.ok(jobs.every(({ next }) => next.every(run => !run.marketOpen || run.at > '2026-11-27')));
    const evening = await show(desk({}, { nowMs: Date.parse('2026-11-27T17:57:00Z') }));
    assert.deepEqual(
      evening.jobs[0]!.next.map(run => run.marketOpen),
      [true, false, false, false, false],
    );
  });

  it('fit on screens of 80 and of 60 columns', async () => {
    const { warnings, ...planned } = await install();
    installSchema.parse(planned);
    const gone = await uninstall();
    const { warnings: none, ...taken } = gone;
    uninstallSchema.parse(taken);
    assert.ok(Array.isArray(warnings) && none.length === 0);
    for (const width of [80, 60]) {
      const screen = { width, colour: false, banner: 'SIMULATED' };
      const text = renderSchedule(await show(), screen);
      assert.deepEqual(
        text.split('\n').filter(line => line.length > width),
        [],
      );
      assert.match(text, /tick: every 2 minutes\nUTC +Local +New York +NYSE/);
      // What is written is shown as it is, however long its lines are.
      assert.ok(renderInstall({ ...planned, warnings }, screen).includes(planned.crontab!.trimEnd()));
      assert.match(renderUninstall(gone, screen), /Taken out:\nthe block of this home in the crontab/);
    }
  });
});
