import { type OpenWatchOptions, openWatch } from './open-watch.ts';

/** The numbers of a home that is looked at once, for Prometheus; its journal is read to the end. */
export async function metricsNow(options: OpenWatchOptions): Promise<string> {
  const watch = await openWatch(options);
  try {
    await watch.refresh();
    return await watch.metrics();
  } finally {
    watch.close();
  }
}
