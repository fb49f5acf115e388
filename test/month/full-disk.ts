import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../src/lib/core/random.ts';
import type { Happening } from './plan.ts';
import type { SmallDisk } from './small-disk.ts';

const MIB = 1024 * 1024;
/** Below what a tick and a cycle want to be free. */
const LITTLE_BYTES = 20 * MIB;
/** Above it, so that a run begins; the rest of the disk is then filled under it. */
const ENOUGH_BYTES = 70 * MIB;
/** The share of moments at which it fills up while a run is at work. */
const FILLS_UNDER_RUN = 0.2;

/**
 * Takes the room away in the hour of a full disk: in its first half there is little left, in its second none; now and
 * then it is to fill up during a run.
 */
export function takeRoom(
  disk: SmallDisk,
  { fromMs, toMs }: Happening,
  { atMs, random }: { readonly atMs: number; readonly random: Random },
): 'usual' | 'disk-fills' {
  if (random() < FILLS_UNDER_RUN) {
    disk.fill(ENOUGH_BYTES);
    return 'disk-fills';
  }
  disk.fill(atMs - fromMs < (toMs - fromMs) / 2 ? LITTLE_BYTES : 0);
  return 'usual';
}

/** Fills it up after a while, unless the run has ended by then: its hour may be over as well. */
export async function fillUnder(
  disk: SmallDisk,
  child: Pick<ChildProcess, 'exitCode' | 'signalCode'>,
  afterMs: number,
): Promise<void> {
  await sleep(afterMs);
  if (child.exitCode === null && child.signalCode === null) disk.fill(0);
}
