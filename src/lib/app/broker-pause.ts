import { join } from 'node:path';
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
  await refusePaused(adapters);
  try {
    return await work();
  } finally {
    await rememberPause(adapters);
  }
}

const pausePath = ({ paths }: Adapters): string => join(paths.state, 'broker-pause.json');

async function refusePaused(adapters: Adapters): Promise<void> {
  const pause = pauseSchema.safeParse(await readPause(adapters));
  if (!pause.success) return;
  const leftMs = Date.parse(pause.data.until) - adapters.clock.now();
  if (leftMs <= 0 || leftMs > LONGEST_PAUSE_MS) return;
  throw new HiveError({
    kind: 'broker',
    code: 'BROKER_PAUSED',
    message: `Alpaca wants a pause until ${pause.data.until}: ${pause.data.reason}.`,
    next: 'Nothing was asked or sent; the tick after that time goes on by itself.',
    retryable: true,
  });
}

/** A damaged file is no pause: the broker would say it again. */
async function readPause(adapters: Adapters): Promise<unknown> {
  const { readJsonFile } = await import('../store/files/read-json-file.ts');
  try {
    return readJsonFile(pausePath(adapters));
  } catch (error) {
    if (error instanceof HiveError) return undefined;
    throw error;
  }
}

async function rememberPause(adapters: Adapters): Promise<void> {
  const untilMs = await adapters.pauseUntilMs();
  if (untilMs === null) return;
  const { atomicWrite } = await import('../store/files/atomic-write.ts');
  const pause = { until: isoTime(untilMs), reason: 'too many requests within a minute' };
  atomicWrite(pausePath(adapters), JSON.stringify(pause));
}
