import type { Cause, Fate, JudgedSlot, SeenRun } from './slots.ts';

const CAUSES: Readonly<Record<Cause, string>> = {
  restarted: 'cut off by a restart of the machine',
  stopped: 'stopped by a signal',
  killed: 'killed',
  'still-running': 'the run before still ran',
  'machine-off': 'the machine was off',
  asleep: 'the machine slept',
  'clock-set': 'the clock was set forward',
  unknown: 'for no known reason',
};

const VERDICTS = { ran: 'ran', late: 'began late', running: 'is running' } as const;

/** What became of a slot, for people: `the machine was off`, `failed: exit code 5, BROKER_DOWN`. */
export function slotWords({ verdict, cause, exitCode, code }: Omit<JudgedSlot, 'startMs' | 'endMs'>): string {
  if (cause !== null) return CAUSES[cause];
  if (verdict === 'failed') return `failed: ${exitText(exitCode, code)}`;
  return verdict === 'cut-off' || verdict === 'missed' ? CAUSES.unknown : VERDICTS[verdict];
}

/** How a run ended, for people. */
export function runWords(fate: Fate, cause: Cause | null, end: SeenRun['end']): string {
  if (cause !== null) return CAUSES[cause];
  if (end === null) return 'is running';
  if (fate === 'busy') return 'another run was going';
  if (end.exitCode === 0) return 'ended well';
  return `${fate === 'worked' ? 'ended' : 'failed'}: ${exitText(end.exitCode, end.code)}`;
}

const exitText = (exitCode: number | null, code: string | null): string =>
  [`exit code ${exitCode}`, ...(code === null ? [] : [code])].join(', ');
