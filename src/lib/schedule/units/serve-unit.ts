import { commandLine } from '../command-line.ts';
import { hardening, optional } from './hardening.ts';
import { unitSection } from './job-units.ts';
import type { UnitPlan } from './unit-plan.ts';
import { commandText, type Setting, type UnitFile, unitFile } from './unit-text.ts';

/**
 * The server: tells systemd how it is by a child of its own (`NotifyAccess=all`), is given no credential, and cannot
 * read the files with keys.
 */
export function serveUnit(plan: UnitPlan, port: number | null): UnitFile {
  const { prefix, program, scope } = plan;
  const words = ['serve', ...(port === null ? [] : ['--port', String(port)])];
  const unit = unitSection(plan, `dashboards of ${program.home}`);
  return unitFile(`${prefix}-serve.service`, program.home, [
    {
      ...unit,
      settings: [...unit.settings, ['StartLimitIntervalSec', '10min'], ['StartLimitBurst', '10']],
    },
    {
      name: 'Service',
      settings: [
        ['Type', 'notify'],
        ['NotifyAccess', 'all'],
        ['ExecStart', commandText(commandLine(program, words))],
        ['WatchdogSec', '60'],
        ['Restart', 'on-failure'],
        ['RestartSec', '5'],
        ['SuccessExitStatus', '143'],
        ['MemoryMax', '1G'],
        ['InaccessiblePaths', plan.keyFiles.map(optional).join(' ')],
        ...hardening({ ...plan, keyFiles: [] }),
        ...(scope === 'system' ? LOOPBACK_ONLY : []),
      ],
    },
    { name: 'Install', settings: [['WantedBy', scope === 'user' ? 'default.target' : 'multi-user.target']] },
  ]);
}

/** It listens on this machine alone and asks nobody. */
const LOOPBACK_ONLY: readonly Setting[] = [
  ['IPAddressDeny', 'any'],
  ['IPAddressAllow', 'localhost'],
];
