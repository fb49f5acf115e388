import { z } from 'zod';
import { isoTime } from '../core/clock.ts';
import { HiveError } from '../core/errors.ts';
import type { Adapters } from './adapters.ts';

/** The vendor told us to wait; until then no tick asks it for anything. */
const pauseSchema = z.strictObject({ until: z.iso.datetime(), reason: z.string() });

/** A pause is a matter of minutes: one further ahead is not believed. */
const LONGEST_PAUSE_MS = 60 * 60_000;

/**
 * Runs `work` unless the broker asked for a pause, and remembers, across processes, that it did.
 * @throws HiveError (broker, BROKER_PAUSED) without asking the broker for anything.
 */
export async function withBrokerPause<T>(adapters: Adapters, work: () => Promise<T>): Promise<T> {
  if (adapters.config.broker.kind === 'simulated') return work();
  const { StateNoteFile } = await import('../store/files/state-note.ts');
  const note = new StateNoteFile(adapters.paths.brokerPause);
  refusePaused(note.read(), adapters.clock.now());
  try {
    return await work();
  } finally {
    const untilMs = await adapters.pauseUntilMs();
    const reason = 'too many requests within a minute';
    if (untilMs !== null) note.write({ until: isoTime(untilMs), reason });
  }
}

/** A damaged note is no pause: the broker would say it again. */
function refusePaused(noted: unknown, nowMs: number): void {
  const pause = pauseSchema.safeParse(noted).data;
  const leftMs = pause ? Date.parse(pause.until) - nowMs : 0;
  if (!pause || leftMs <= 0 || leftMs > LONGEST_PAUSE_MS) return;
  throw new HiveError({
    kind: 'broker',
    code: 'BROKER_PAUSED',
    message: `Alpaca wants a pause until ${pause.until}: ${pause.reason}.`,
    next: 'Nothing was asked or sent; the tick after that time goes on by itself.',
    retryable: true,
  });
}
