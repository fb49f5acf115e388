import { isoTime } from '../../core/clock.ts';
import { boxOf, readAlarms } from './alarm-file.ts';
import { readChannels } from './channels.ts';
import type { AlertsHome } from './manage.ts';

/** A channel without what opens it. */
export interface ChannelView {
  readonly name: string;
  readonly format: string;
  readonly host: string;
  /** Null: everything. */
  readonly only: readonly string[] | null;
  /** When it last took a message; null when it never did. */
  readonly lastTakenAt: string | null;
  /** The last failure since then. */
  readonly failure: { readonly at: string; readonly why: string; readonly times: number } | null;
  readonly waiting: number;
}

export interface AlertsList {
  readonly file: string;
  readonly channels: readonly ChannelView[];
  readonly pings: readonly { readonly job: string; readonly host: string }[];
  /** Troubles that people have been told of and that last. */
  readonly alarms: readonly { readonly key: string; readonly since: string; readonly says: string }[];
}

/** Who is alerted, and how that went of late. @throws HiveError (config, BAD_ALERTS_FILE) */
export function listAlerts({ paths, environment }: AlertsHome): AlertsList {
  const { channels, pings, from } = readChannels(paths, environment);
  const state = readAlarms(paths.alarms);
  return {
    file: from,
    channels: channels.map(({ name, format, host, only = null }) => {
      const { lastTakenMs, failure, failures, waiting } = boxOf(state, name);
      return {
        ...{ name, format, host, only },
        lastTakenAt: lastTakenMs === null ? null : isoTime(lastTakenMs),
        failure: failure && { at: isoTime(failure.atMs), why: failure.why, times: failures },
        waiting: waiting.length,
      };
    }),
    pings: pings.map(({ job, host }) => ({ job, host })),
    alarms: state.book.alarms
      .filter(({ told, goneMs }) => told !== null && goneMs === null)
      .map(({ key, sinceMs, says }) => ({ key, since: isoTime(sinceMs), says })),
  };
}
