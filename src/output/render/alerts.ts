import type { AlertsList, ChannelView } from '../../lib/app/alerts/list.ts';
import type { ChannelTest } from '../../lib/app/alerts/test-channels.ts';
import { NONE } from '../numbers.ts';
import { table } from '../table.ts';
import { utcMinute } from '../times.ts';
import { facts } from './facts.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const COLUMNS = [
  { header: 'Channel', priority: 1, minWidth: 10 },
  { header: 'Format', priority: 2 },
  { header: 'Host', priority: 1, minWidth: 14 },
  { header: 'Last taken', priority: 2 },
  { header: 'Told', priority: 3 },
];

/** Channels, then health checks, then the troubles that people know of. */
export function renderAlertsList({ file, channels, pings, alarms }: AlertsList, screen: Screen): string {
  const { width } = screen;
  if (channels.length + pings.length === 0)
    return page(screen, [
      wrap('Nobody is told of anything. Add a channel: hive alerts add FORMAT NAME', width),
    ]);
  return page(screen, [
    channels.length === 0 ? '' : table(COLUMNS, channels.map(cells), screen),
    channels.flatMap(channel => faultOf(channel, width)).join('\n'),
    pings.length === 0
      ? ''
      : facts(
          pings.map(({ job, host }) => [`Each ${job} pings`, host]),
          screen,
        ),
    alarms.length === 0
      ? ''
      : facts(
          alarms.map(({ since, says }) => [utcMinute(Date.parse(since)), says]),
          screen,
        ),
    wrap(
      `${plural(channels.length, 'channel')}, ${plural(pings.length, 'health check')}, in ${file}.`,
      width,
    ),
  ]);
}

const cells = ({ name, format, host, lastTakenAt, only }: ChannelView): string[] => [
  ...[name, format, host],
  lastTakenAt === null ? NONE : utcMinute(Date.parse(lastTakenAt)),
  only === null ? 'all' : only.join(', '),
];

function faultOf({ name, failure, waiting }: ChannelView, width: number): string[] {
  if (failure === null) return [];
  const { times, at, why } = failure;
  const says = `${name} failed ${plural(times, 'time')}, last at ${utcMinute(Date.parse(at))}: ${why}.`;
  return [wrap(waiting === 0 ? says : `${says} ${plural(waiting, 'alert')} waiting.`, width, 2)];
}

/** What came back from each. */
export const renderAlertsTest = (tests: readonly ChannelTest[], screen: Screen): string =>
  page(screen, [
    facts(
      tests.map(({ name, host, isTaken, says }) => [
        `${isTaken ? 'taken' : 'FAILED'}  ${name}`,
        `${host}: ${says}`,
      ]),
      screen,
    ),
  ]);
