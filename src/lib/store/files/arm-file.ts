import { lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import { DAY_MS } from '../../core/interval.ts';
import { fsyncFolder } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';
import { atomicWrite } from './atomic-write.ts';
import { readOwnFile } from './read-own-file.ts';

const ARM_NAME = 'ARMED.json';
const MAX_BYTES = 4_096;
/** Nobody arms for longer than this. */
export const MAX_ARM_DAYS = 30;

/** A person's permission to trade real money in one account, for a time. */
export interface Arming {
  readonly account: string;
  readonly mode: string;
  readonly armedMs: number;
  readonly untilMs: number;
  /** Allowed although the evidence does not say that it pays. */
  readonly withoutEvidence: boolean;
}

export type ArmState =
  | { readonly armed: true; readonly untilMs: number; readonly withoutEvidence: boolean }
  | { readonly armed: false; readonly reason: string };

/** What the permission must be for. */
export interface ArmQuestion {
  readonly account: string;
  readonly mode: string;
  readonly nowMs: number;
}

const armFile = z.strictObject({
  account: z.string().min(1),
  mode: z.string().min(1),
  armedAt: z.iso.datetime(),
  until: z.iso.datetime(),
  withoutEvidence: z.boolean(),
});

/** Where the permission is. */
export const armPath = (stateFolder: string): string => join(stateFolder, ARM_NAME);

/** Durable on return. @throws HiveError (data, DISK_FULL or WRITE_FAILED). */
export function writeArm(stateFolder: string, arming: Arming): void {
  const { account, mode, armedMs, untilMs, withoutEvidence } = arming;
  const written = { account, mode, armedAt: isoTime(armedMs), until: isoTime(untilMs), withoutEvidence };
  atomicWrite(armPath(stateFolder), `${JSON.stringify(written, null, 2)}\n`);
}

/** Fails closed: what is not a whole, private, current permission for exactly this is none. Never throws. */
export function readArm(stateFolder: string, question: ArmQuestion): ArmState {
  const path = armPath(stateFolder);
  const file = readOwnFile(path, MAX_BYTES);
  if (file.kind === 'missing') return refused('nobody has armed it');
  if (file.kind === 'fault') return refused(`${path} ${file.why}`);
  const written = parsed(file.text);
  if (!written) return refused(`${path} is not what hive trade arm writes`);
  const reason = mismatch(written, question);
  return reason === null
    ? { armed: true, untilMs: Date.parse(written.until), withoutEvidence: written.withoutEvidence }
    : refused(reason);
}

/** Takes the permission back, durably. @returns false when there was none. @throws HiveError (data, WRITE_FAILED). */
export function removeArm(stateFolder: string): boolean {
  const path = armPath(stateFolder);
  try {
    if (!lstatSync(path, { throwIfNoEntry: false })) return false;
    rmSync(path);
    fsyncFolder(stateFolder);
    return true;
  } catch (error) {
    throw writeFailure(path, error);
  }
}

const refused = (reason: string): ArmState => ({ armed: false, reason });

function parsed(text: string): z.infer<typeof armFile> | null {
  try {
    return armFile.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function mismatch(written: z.infer<typeof armFile>, { account, mode, nowMs }: ArmQuestion): string | null {
  const [armedMs, untilMs] = [Date.parse(written.armedAt), Date.parse(written.until)];
  if (written.account !== account) return `it was armed for account ${written.account}, not for ${account}`;
  if (written.mode !== mode) return `it was armed for mode ${written.mode}, not for ${mode}`;
  if (armedMs > nowMs) return `it was armed in the future, at ${written.armedAt}`;
  if (untilMs - armedMs > MAX_ARM_DAYS * DAY_MS) return `it was armed for more than ${MAX_ARM_DAYS} days`;
  return untilMs > nowMs ? null : `it was armed until ${written.until}`;
}
