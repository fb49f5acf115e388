import type { HiveWatch } from '../../app/watch/hive-watch.ts';
import type { Loaded } from '../../dashboards/shared/state.ts';
import { allParameters } from './api.ts';
import { findPath } from './find-path.ts';

interface Envelope {
  readonly ok: boolean;
  readonly asOf: string;
  readonly data: unknown;
  readonly error: { readonly message: string; readonly next: string };
}

/** Answers of the API that the first paint of a page shows, by their URLs. */
export async function firstAnswers(
  watch: HiveWatch,
  urls: readonly string[],
): Promise<Readonly<Record<string, Loaded>>> {
  const loaded = urls.map(async url => [url, await load(watch, url)] as const);
  return Object.fromEntries(await Promise.all(loaded));
}

async function load(watch: HiveWatch, url: string): Promise<Loaded> {
  const { pathname, search } = new URL(url, 'http://hive');
  const found = findPath(watch.paths, pathname);
  if (!found) return { state: 'failed', message: `There is no answer at ${pathname}.`, next: 'Update HIVE.' };
  const { body } = await watch.answer(found.path, allParameters(found.parameters, search));
  const envelope = JSON.parse(body.toString('utf8')) as Envelope;
  return envelope.ok
    ? { state: 'loaded', data: envelope.data, asOf: envelope.asOf }
    : { state: 'failed', message: envelope.error.message, next: envelope.error.next };
}
