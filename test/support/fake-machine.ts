import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Called } from '../../src/lib/app/schedule/call-program.ts';
import type { Machine } from '../../src/lib/app/schedule/machine.ts';

/** A machine with a crontab of its own and a systemd that notes what it is told. */
export interface FakeMachine extends Machine {
  crontab: Buffer | null;
  /** Whether each program is there. */
  readonly has: Record<'crontab' | 'systemctl' | 'loginctl', boolean>;
  isRoot: boolean;
  isCronie: boolean;
  lingers: boolean;
  /** What systemctl says instead of doing its work; null when it works. */
  trouble: string | null;
  /** Everything that systemctl was told to change. */
  readonly told: string[];
}

const answer = (stdout: string | Buffer, stderr = '', code = 0): Called => ({
  stdout: Buffer.from(stdout as string),
  stderr,
  code,
});

export function fakeMachine(folder: string): FakeMachine {
  const unitFolders = { user: join(folder, 'user'), system: join(folder, 'system') };
  for (const path of Object.values(unitFolders)) mkdirSync(path, { recursive: true });
  const machine: FakeMachine = {
    ...{ crontab: null, isRoot: false, isCronie: false, lingers: true, trouble: null, told: [], unitFolders },
    has: { crontab: true, systemctl: true, loginctl: true },
    start: () => {
      throw new Error('nothing is to be started');
    },
    call: async (program, args, input) => {
      if (program === 'id') return answer('ann\n');
      if (!machine.has[program as keyof FakeMachine['has']]) return null;
      if (program === 'crontab') return crontab(machine, args[0] ?? '', input);
      if (program === 'loginctl') return answer(`Linger=${machine.lingers ? 'yes' : 'no'}\n`);
      return systemctl(machine, args);
    },
  };
  return machine;
}

/** As Debian's does it. */
function crontab(machine: FakeMachine, option: string, input?: Buffer): Called {
  if (option === '-V')
    return machine.isCronie ? answer('cronie 1.7.2\n') : answer('', "invalid option -- 'V'", 1);
  if (option === '-l') return machine.crontab ? answer(machine.crontab) : answer('', 'no crontab for ann', 1);
  machine.crontab = option === '-r' ? null : Buffer.from(input!);
  return answer('');
}

function systemctl(machine: FakeMachine, args: readonly string[]): Called {
  if (machine.trouble !== null) return answer('', machine.trouble, 1);
  if (!args.includes('show')) machine.told.push(args.join(' '));
  return answer('');
}
