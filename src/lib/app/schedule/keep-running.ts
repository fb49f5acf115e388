import { setTimeout as sleep } from 'node:timers/promises';
import { inWords, type RunTools } from './job-runner.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Who lived this long before it ended is started again at once. */
const STEADY_MS = 60_000;

/** Keeps a service running until `stop`: when it ends it is started again, after a wait that doubles. */
export async function keepRunning(
  { name, command }: { readonly name: string; readonly command: readonly string[] },
  { clock, start, warn }: RunTools,
  stop: AbortSignal,
): Promise<void> {
  let waitMs = FIRST_WAIT_MS;
  while (!stop.aborted) {
    const startedMs = clock.monotonic();
    const child = start(command);
    const onStop = () => child.kill('SIGTERM');
    stop.addEventListener('abort', onStop);
    const end = await child.ended;
    stop.removeEventListener('abort', onStop);
    if (stop.aborted) return;
    if (clock.monotonic() - startedMs >= STEADY_MS) waitMs = FIRST_WAIT_MS;
    warn(`${name}: ${inWords(end)}; it is started again in ${waitMs / 1_000} s.`);
    await sleep(waitMs, undefined, { signal: stop }).catch(() => {});
    waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
  }
}
