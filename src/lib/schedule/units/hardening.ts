import type { UnitPlan } from './unit-plan.ts';
import { pathWord, type Setting } from './unit-text.ts';

/** Folders that a hardened unit of the machine does not see, unless a path in them is put back. */
const HIDDEN = ['/home', '/root', '/run/user', '/tmp', '/var/tmp'];

/**
 * What every unit may not do (systemd.exec(5)). `MemoryDenyWriteExecute=` would forbid the compiler of Node, and
 * `ProcSubset=pid` hides what Node reads of the machine.
 */
const FOR_ALL: readonly Setting[] = [
  ['UMask', '0077'],
  ['NoNewPrivileges', 'yes'],
  ['ProtectSystem', 'strict'],
  ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX'],
  ['RestrictNamespaces', 'yes'],
  ['RestrictRealtime', 'yes'],
  ['RestrictSUIDSGID', 'yes'],
  ['LockPersonality', 'yes'],
  ['SystemCallArchitectures', 'native'],
  ['SystemCallFilter', '@system-service'],
  ['SystemCallFilter', '~@privileged @resources'],
  ['SystemCallErrorNumber', 'EPERM'],
  ['LimitCORE', '0'],
];

/** What takes the rights of the manager of the machine: under that of a user such a unit does not start. */
const FOR_SYSTEM: readonly Setting[] = [
  ['CapabilityBoundingSet', ''],
  ['AmbientCapabilities', ''],
  ['PrivateDevices', 'yes'],
  ['DevicePolicy', 'closed'],
  ['ProtectClock', 'yes'],
  ['ProtectHostname', 'yes'],
  ['ProtectKernelLogs', 'yes'],
  ['ProtectKernelModules', 'yes'],
  ['ProtectKernelTunables', 'yes'],
  ['ProtectControlGroups', 'yes'],
  ['ProtectProc', 'invisible'],
  ['PrivateTmp', 'yes'],
  ['PrivateMounts', 'yes'],
  ['RemoveIPC', 'yes'],
];

/** The settings of a service that may write to the home and to `alsoWritten`, and to nothing else. */
export function hardening(plan: UnitPlan, alsoWritten: readonly string[] = []): Setting[] {
  const written = [plan.program.home, ...alsoWritten];
  const settings: Setting[] = [...FOR_ALL, ['ReadWritePaths', written.map(optional).join(' ')]];
  if (plan.scope === 'user') return settings;
  return [...settings, ...FOR_SYSTEM, ...homes(plan, written), ...owner(plan)];
}

/** A path that need not be there when the unit starts. */
export const optional = (path: string): string => pathWord(`-${path}`);

/** The homes of all users are hidden; what is needed of them is put back, for reading where that is enough. */
function homes({ program, installation, keyFiles }: UnitPlan, written: readonly string[]): Setting[] {
  const read = [program.node, installation, ...(program.configFile ? [program.configFile] : []), ...keyFiles];
  return [
    // Empty rather than shut: what looks for its files in the home of its user finds none, and says nothing.
    ['ProtectHome', 'tmpfs'],
    ...read.filter(isHidden).map((path): Setting => ['BindReadOnlyPaths', optional(path)]),
    ...written.filter(isHidden).map((path): Setting => ['BindPaths', optional(path)]),
  ];
}

const isHidden = (path: string): boolean => HIDDEN.some(folder => path.startsWith(`${folder}/`));

const owner = ({ owner: of }: UnitPlan): Setting[] =>
  of
    ? [
        ['User', of.user],
        ['Group', of.group],
      ]
    : [];
