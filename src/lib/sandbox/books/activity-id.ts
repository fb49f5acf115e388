import { newYorkOffsetMs } from '../../market/new-york-time.ts';

/**
 * `20221228071929579::ca2aafd0-…`: New York's wall clock to the millisecond, and a UUID. The recorded activity of
 * 12:19:29.579 UTC has that id.
 */
export function activityId(atMs: number, uuid: string): string {
  const local = new Date(atMs - newYorkOffsetMs(atMs)).toISOString();
  return `${local.replaceAll(/\D/g, '')}::${uuid}`;
}
