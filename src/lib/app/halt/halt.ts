import { entry } from '../../journal/entry.ts';
import type { Adapters } from '../adapters.ts';
import { journalIfFree, notJournalled } from '../journal-if-free.ts';
import { makeStateFolder } from '../private-folders.ts';
import { BROKER_WAIT_MS, type BrokerSteps, haltBroker, resumeBroker } from './broker-steps.ts';
import { done, type Step } from './step.ts';

interface SwitchReport {
  readonly halted: boolean;
  readonly reason: string;
  /** False when there was nothing to change. */
  readonly changed: boolean;
  /** False when a tick held the lock, or the journal has not begun or is in trouble: only its record is missing. */
  readonly journalled: boolean;
}

export interface HaltReport extends SwitchReport {
  readonly steps: BrokerSteps & { readonly file: Step };
}

export interface ResumeReport extends SwitchReport {
  /** What became of the broker's own switch. */
  readonly broker: Step;
}

export interface HaltOptions {
  readonly reason: string;
  /** Only the switch on this machine; the broker is not asked. */
  readonly local: boolean;
  /** Called as soon as the switch is on, before the broker is asked. */
  readonly onSwitched?: () => void;
}

/**
 * Switches trading off: the file first, durably, then the journal, then the broker. The switch counts: it works
 * with a damaged journal or store and a broker that does not answer.
 */
export async function halt(
  adapters: Adapters,
  { reason, local, onSwitched }: HaltOptions,
  waitMs = BROKER_WAIT_MS,
): Promise<HaltReport> {
  const { readHalt, writeHalt } = await import('../../store/files/halt-file.ts');
  const { paths, clock } = adapters;
  makeStateFolder(paths);
  const before = readHalt(paths.state).halted;
  writeHalt(paths.state, { reason, atMs: clock.now() });
  onSwitched?.();
  const state = readHalt(paths.state);
  const journalled = await journalIfFree(adapters, entry('HALT', { reason })).catch(notJournalled);
  return {
    halted: true,
    reason: state.halted ? state.reason : reason,
    changed: !before,
    journalled,
    steps: { file: done(paths.halt), ...(await haltBroker(adapters, { local, waitMs })) },
  };
}

/**
 * Switches trading on again: the broker first, so that one that cannot be reached leaves trading off; then the
 * journal, so that an on without a record cannot be; and the file last. Without a halt here it only lifts the
 * broker's suspension, which may be left of a halt whose file somebody removed.
 * @throws HiveError (broker, STILL_SUSPENDED).
 */
export async function resume(
  adapters: Adapters,
  reason: string,
  waitMs = BROKER_WAIT_MS,
): Promise<ResumeReport> {
  const { clearHalt, readHalt } = await import('../../store/files/halt-file.ts');
  const { paths } = adapters;
  makeStateFolder(paths);
  const before = readHalt(paths.state);
  const broker = await resumeBroker(adapters, waitMs);
  if (!before.halted) return { halted: false, reason: '', changed: false, journalled: false, broker };
  const journalled = await journalIfFree(adapters, entry('RESUME', { reason }));
  clearHalt(paths.state);
  return { halted: false, reason: before.reason, changed: true, journalled, broker };
}
