import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { isoTime } from '../../core/clock.ts';
import type { CycleStep } from './cycle-steps.ts';

/** Time between two writes at least, and after which a note counts as left behind. */
const WRITE_EVERY_MS = 250;
const LOST_AFTER_MS = 10 * 60_000;

const noteSchema = z.object({
  pid: z.int().min(1),
  startedAt: z.iso.datetime(),
  step: z.string(),
  done: z.int().min(0),
  total: z.int().min(1),
  updatedAt: z.iso.datetime(),
});

export type ProgressNote = z.infer<typeof noteSchema>;

/** Where a note is kept: the store's `StateNoteFile`. */
export interface NoteFile {
  read(): unknown;
  write(value: unknown): void;
  clear(): void;
}

export interface NoteWriterOptions {
  readonly file: NoteFile;
  /** Of this machine: other processes tell by it whether the note is still written. */
  readonly clock: Clock;
  readonly pid: number;
}

/** Tells other processes how far a training is. What goes wrong with it never stops the training. */
export class ProgressNoteWriter {
  readonly #options: NoteWriterOptions;
  readonly #startedAt: string;
  #writtenMs = Number.NEGATIVE_INFINITY;

  constructor(options: NoteWriterOptions) {
    this.#options = options;
    this.#startedAt = isoTime(options.clock.now());
    this.say({ step: 'Starting', done: 0, total: 1 });
  }

  say(step: CycleStep): void {
    const { file, clock, pid } = this.#options;
    const nowMs = clock.monotonic();
    if (nowMs - this.#writtenMs < WRITE_EVERY_MS) return;
    this.#writtenMs = nowMs;
    attempt(() => file.write({ pid, startedAt: this.#startedAt, ...step, updatedAt: isoTime(clock.now()) }));
  }

  end(): void {
    attempt(() => this.#options.file.clear());
  }
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Nobody can be told: whoever watches sees no progress, and the training goes on.
  }
}

export interface NoteReader {
  readonly nowMs: number;
  readonly isAlive: (pid: number) => boolean;
}

export interface TrainingProgress extends Omit<ProgressNote, 'pid'> {
  /** As if the rest went as quickly as what is done; null while nothing is. */
  readonly leftMs: number | null;
}

/** What a note says of a training that runs; null for none, and for one whose process ended or went silent. */
export function progressFrom(noted: unknown, { nowMs, isAlive }: NoteReader): TrainingProgress | null {
  const note = noteSchema.safeParse(noted).data;
  if (!note || nowMs - Date.parse(note.updatedAt) > LOST_AFTER_MS || !isAlive(note.pid)) return null;
  const { pid: _, ...progress } = note;
  return { ...progress, leftMs: leftOf(note, nowMs) };
}

function leftOf({ startedAt, updatedAt, done, total }: ProgressNote, nowMs: number): number | null {
  if (done === 0) return null;
  const updatedMs = Date.parse(updatedAt);
  const whole = ((updatedMs - Date.parse(startedAt)) * (total - done)) / done;
  return Math.max(0, Math.round(whole - Math.max(0, nowMs - updatedMs)));
}
