import { news } from '../../alerts/alert.ts';
import type { Config } from '../../config/schema.ts';
import type { Clock } from '../../core/clock.ts';
import { configError } from '../../core/errors.ts';
import { type Channel, readChannels } from './channels.ts';
import { type AlertsHome, noChannel } from './manage.ts';
import { noteDelivery, send } from './tell-alarms.ts';

export interface ChannelTest {
  readonly name: string;
  readonly format: string;
  readonly host: string;
  readonly isTaken: boolean;
  /** What came back. */
  readonly says: string;
}

const MOST_MS = 10_000;

/** Sends a real message to one channel, or to each. @throws HiveError (usage, NO_CHANNEL), (config) BAD_ALERTS_FILE, NO_CHANNELS. */
export async function testChannels(
  home: AlertsHome & { readonly config: Config; readonly clock: Clock },
  name: string | null,
): Promise<readonly ChannelTest[]> {
  const { paths, config, clock, environment } = home;
  const channels = chosen(readChannels(paths, environment).channels, name);
  const desk = { paths, config, nowMs: clock.now(), signal: AbortSignal.timeout(MOST_MS) };
  const alert = news('test', 'This is a test: alerts of this home come here.', desk.nowMs);
  const deliveries = await Promise.all(channels.map(channel => send(channel, [alert], desk)));
  await noteDelivery(desk, new Map(channels.map(({ name: channel }, i) => [channel, deliveries[i]!])));
  return channels.map(({ name: channel, format, host }, i) => {
    const { kind, why } = deliveries[i]!;
    return { name: channel, format, host, isTaken: kind === 'taken', says: why };
  });
}

function chosen(channels: readonly Channel[], name: string | null): readonly Channel[] {
  if (channels.length === 0 && name === null)
    throw configError({
      code: 'NO_CHANNELS',
      message: 'There is no channel to test.',
      next: 'Add one: hive alerts add FORMAT NAME; see docs/alerts.md.',
    });
  if (name === null) return channels;
  const found = channels.filter(channel => channel.name === name);
  if (found.length === 0) throw noChannel(name, channels);
  return found;
}
