import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { HiveError } from '../../../src/lib/core/errors.ts';
import type { Program } from '../../../src/lib/schedule/command-line.ts';
import { crontabLines, crontabWord } from '../../../src/lib/schedule/crontab-lines.ts';
import { planJobs } from '../../../src/lib/schedule/plan.ts';

const program: Program = {
  node: '/usr/bin/node',
  script: '/opt/hive/bin/run.js',
  home: '/srv/hive',
  configFile: null,
};
const settings = { tick: '2m', cycle: '3m', daily: '04:10', timeZone: 'UTC' };
const jobs = planJobs(settings, { withBackup: true });

const refused = (part: Partial<Program>) => {
  assert.throws(
    () => crontabLines(jobs, { ...program, ...part }),
    error => error instanceof HiveError && error.code === 'BAD_PATH' && error.kind === 'config',
  );
};

/** What cron makes of a command before a shell sees it: `\%` is `%`, and `%` alone ends it (crontab(5)). */
const asCron = (command: string): string => command.replace(/(?<!\\)%.*$/s, '').replaceAll('\\%', '%');

describe('lines of a crontab', () => {
  it('start each job by absolute paths, silent on success', () => {
    assert.deepEqual(crontabLines(jobs, program), [
      'CRON_TZ=UTC',
      '*/2 * * * * /usr/bin/node /opt/hive/bin/run.js trade tick --home /srv/hive --quiet',
      '*/3 * * * * /usr/bin/node /opt/hive/bin/run.js train cycle --home /srv/hive --quiet',
      '10 4 * * * /usr/bin/node /opt/hive/bin/run.js report --daily --write --home /srv/hive --quiet',
      '15 4 * * * /usr/bin/node /opt/hive/bin/run.js prune --home /srv/hive --quiet',
      '25 4 * * * /usr/bin/node /opt/hive/bin/run.js backup --home /srv/hive --quiet',
    ]);
  });

  it('set the zone of the days before them, and that of the minutes before those', () => {
    const zones = crontabLines(
      planJobs({ ...settings, timeZone: 'Asia/Tokyo' }, { withBackup: false }),
      program,
    )
      .map((line, i) => [line, i] as const)
      .filter(([line]) => line.startsWith('CRON_TZ'));
    assert.deepEqual(zones, [
      ['CRON_TZ=UTC', 0],
      ['CRON_TZ=Asia/Tokyo', 3],
    ]);
  });

  it('name a configuration file that was given', () => {
    const [, tick] = crontabLines(jobs, { ...program, configFile: '/etc/my hive.json' });
    assert.match(tick!, /--home \/srv\/hive --config '\/etc\/my hive\.json' --quiet$/);
  });

  it('reach the program as they were, through cron and a shell, whatever characters a path has', () => {
    const words = fc.array(
      fc.string({
        unit: fc.constantFrom(...`ab/ %'"$&;|<>*?~#!()[]{}=,`, 'é', '–'),
        minLength: 1,
        maxLength: 12,
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(words, all => {
        const command = `printf '\\%s\\n' ${all.map(crontabWord).join(' ')}`;
        const printed = execFileSync('/bin/sh', ['-c', asCron(command)], { encoding: 'utf8' });
        assert.deepEqual(printed.split('\n').slice(0, -1), all);
      }),
      { numRuns: 25 },
    );
  });

  it('are refused where crons disagree or lines would break', () => {
    refused({ home: '/srv/a\\b' });
    refused({ home: '/srv/a\nb' });
    refused({ script: '/srv/\u0000' });
    refused({ configFile: '/srv/a\rb' });
    refused({ home: `/srv/${'x'.repeat(1_000)}` });
  });
});
