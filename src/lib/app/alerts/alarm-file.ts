import { readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { Alarm, AlarmBook } from '../../alerts/alarms.ts';
import { SEVERITIES, TOPICS } from '../../alerts/alert.ts';
import { EMPTY_OUTBOX, type Outbox } from '../../alerts/outbox.ts';
import { atomicWrite } from '../../store/files/atomic-write.ts';
import { withFile } from '../../store/private-files.ts';

/** Everything that is remembered of alarms between two runs. */
export interface AlarmState {
  readonly book: AlarmBook;
  /** By name of the channel. */
  readonly boxes: Readonly<Record<string, Outbox>>;
  /** Journal record of the newest trade that was told or was there before; null before the first look. */
  readonly tradeSeq: number | null;
}

export const EMPTY_STATE: AlarmState = {
  book: { alarms: [], sentMs: [], heldMs: null },
  boxes: {},
  tradeSeq: null,
};

const time = z.number();
const alarm = z.strictObject({
  ...{ key: z.string(), severity: z.enum(SEVERITIES), says: z.string(), todo: z.string().nullable() },
  ...{ sinceMs: time, toldMs: time.nullable(), told: z.enum(SEVERITIES).nullable(), goneMs: time.nullable() },
}) satisfies z.ZodType<Alarm>;

const alert = z.strictObject({
  kind: z.enum([...TOPICS, 'held', 'test']),
  ...{ key: z.string(), says: z.string(), todo: z.string().nullable(), atMs: time },
  ...{ sinceMs: time.nullable(), untilMs: time.nullable(), isReminder: z.boolean() },
});

const box = z.strictObject({
  waiting: z.array(alert),
  failures: z.int().min(0),
  failure: z.strictObject({ atMs: time, why: z.string() }).nullable(),
  nextTryMs: time,
  lastTakenMs: time.nullable(),
}) satisfies z.ZodType<Outbox>;

const state = z.strictObject({
  book: z.strictObject({ alarms: z.array(alarm), sentMs: z.array(time), heldMs: time.nullable() }),
  boxes: z.record(z.string(), box),
  tradeSeq: z.int().nullable(),
});

/** What the file is filled up to, so that it can be written again in place where no byte is free. */
const LEAST_BYTES = 16 * 1024;

/** What is remembered, and what is lost when the file is: a trouble may then be told a second time. */
export function readAlarms(path: string): AlarmState {
  try {
    return state.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? EMPTY_STATE;
  } catch {
    return EMPTY_STATE;
  }
}

/**
 * Replaces the file as a whole; on a full disk, of which there is something to tell, in place.
 * @throws HiveError (data or config) when neither can be done.
 */
export function writeAlarms(path: string, alarms: AlarmState): void {
  const text = Buffer.from(`${JSON.stringify(alarms)}\n`.padEnd(LEAST_BYTES, ' '));
  try {
    atomicWrite(path, text);
  } catch (error) {
    if (!isWrittenInPlace(path, text)) throw error;
  }
}

function isWrittenInPlace(path: string, text: Buffer): boolean {
  try {
    return withFile(
      path,
      'r+',
      fd => text.byteLength === LEAST_BYTES && writeSync(fd, text, 0, text.byteLength, 0) === text.byteLength,
    );
  } catch {
    return false;
  }
}

export const boxOf = ({ boxes }: AlarmState, name: string): Outbox =>
  (Object.hasOwn(boxes, name) ? boxes[name] : undefined) ?? EMPTY_OUTBOX;
