import { type Alert, news, type Trouble } from '../../alerts/alert.ts';
import { readEnvironment } from '../../config/environment.ts';
import { EXIT, HiveError } from '../../core/errors.ts';
import type { RunStart } from '../../store/files/run-log.ts';
import type { JobEnd, JobHome } from '../jobs/running-job.ts';
import type { AlarmState } from './alarm-file.ts';
import { type Channels, readChannels } from './channels.ts';
import { lookAtJob } from './look.ts';
import { PingedRun } from './ping.ts';
import { ALERTS_FILE, tellAlarms } from './tell-alarms.ts';
import { tradeNews } from './trade-news.ts';

/** How long alerts and pings may take together at the end of a run. */
const MOST_MS = 5_000;

/** Follows a run of a job for whom its channels and health checks are about; gives what to do at its end. */
export async function beginAlerts(home: JobHome, start: RunStart): Promise<(end: JobEnd) => Promise<void>> {
  const found = channelsOf(home);
  if (found instanceof HiveError) return () => tellFault(home, found);
  const ping = found.pings.find(({ job }) => job === start.job);
  const run = ping === undefined ? null : new PingedRun(ping);
  return async end => {
    if (end.exitCode === EXIT.busy) {
      run?.abandon();
      return;
    }
    const signal = AbortSignal.timeout(MOST_MS);
    await Promise.all([run?.end(end, signal), tell(home, found, { start, end, signal })]);
  };
}

function channelsOf({ paths }: JobHome): Channels | HiveError {
  try {
    return readChannels(paths, readEnvironment());
  } catch (error) {
    if (error instanceof HiveError) return error;
    throw error;
  }
}

interface Ended {
  readonly start: RunStart;
  readonly end: JobEnd;
  readonly signal: AbortSignal;
}

async function tell(home: JobHome, { channels }: Channels, { start, end, signal }: Ended): Promise<void> {
  if (channels.length === 0) return;
  const { paths, config, clock, warn } = home;
  await tellAlarms({ paths, config, nowMs: clock.now(), channels, signal, warn }, async before => {
    const sight = await lookAtJob(home, start, end);
    const trades = newsOfTrades(home, before);
    return { ...sight, ...trades, news: [...reportNews(home, start, end), ...trades.news] };
  });
}

function newsOfTrades({ paths, config, clock }: JobHome, { tradeSeq }: AlarmState) {
  return config?.alerts.onTrades === true
    ? tradeNews(paths.tradeLog, tradeSeq, clock.now())
    : { news: [], tradeSeq: null };
}

/** What a report comes to, as its facts say: the period, and its profit in dollars. */
function reportNews({ config, clock }: JobHome, { job }: RunStart, { exitCode, facts }: JobEnd): Alert[] {
  const { period, profit } = facts;
  const isWanted = config?.alerts.onReport === true && job === 'report' && exitCode === EXIT.done;
  if (!isWanted || typeof period !== 'string') return [];
  const result =
    typeof profit === 'number'
      ? `${profit < 0 ? 'a loss' : 'a profit'} of $${Math.abs(profit).toFixed(2)}`
      : 'no result';
  return [news('report', `${period}: ${result}.`, clock.now())];
}

/** A file that cannot be used is told on stderr alone, once and again as reminders are. */
async function tellFault({ paths, config, clock, warn }: JobHome, fault: HiveError): Promise<void> {
  const trouble: Trouble = {
    ...{
      key: ALERTS_FILE,
      severity: 'problem',
      says: `Nobody is alerted. ${fault.message}`,
      todo: fault.next,
    },
  };
  const desk = { paths, config, nowMs: clock.now(), channels: [], signal: AbortSignal.abort(), warn };
  await tellAlarms(desk, async () => ({ troubles: [trouble], lookedAt: [], news: [] }));
}
