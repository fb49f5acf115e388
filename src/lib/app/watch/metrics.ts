import { Counter, Gauge, Registry } from 'prom-client';
import { HiveError } from '../../core/errors.ts';
import { dollars } from '../../core/money.ts';
import { dayBudget } from '../../journal/state-changes.ts';
import type { ClassLearner } from '../../learning/feedback/class-learner.ts';
import { classLearner } from '../../learning/feedback/learning-state.ts';
import { STAGES } from '../../learning/feedback/records.ts';
import { gateFigures } from '../../learning/feedback/stage.ts';
import { MISSED_CAUSES } from '../../schedule/missed-cause.ts';
import type { BookView } from '../book-view.ts';
import { haltReason } from '../halt/halt-reason.ts';
import { positionsOf } from '../positions.ts';
import type { Home } from '../queries/endpoint.ts';
import { healthNow } from '../queries/health.ts';
import { exitCodeOf } from '../queries/health-of-runs.ts';
import { type JobSummary, runsSummary } from '../runs/runs-summary.ts';
import { HEALTH_STATES } from '../schemas/health.ts';
import { usedClasses } from '../settings.ts';

/** One number with its labels. */
interface Sample {
  readonly name: string;
  readonly help: string;
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What is known of a part of the home; a part that cannot be read has no numbers, never zeros. */
type Part = (home: Home) => Sample[] | Promise<Sample[]>;

const PARTS: readonly Part[] = [build, money, day, rhythm, journal, models, learning, runs, health];

/** Exposition text of Prometheus: numbers of the home, none of the process. */
export async function metricsText(home: Home): Promise<string> {
  const registry = new Registry();
  for (const part of PARTS) for (const sample of await samplesOf(part, home)) register(registry, sample);
  return registry.metrics();
}

/** By Prometheus' naming, what ends in `_total` is a counter and everything else a gauge. */
function register(registry: Registry, { name, help, value, labels = {} }: Sample): void {
  const options = { name, help, labelNames: Object.keys(labels), registers: [registry] };
  if (name.endsWith('_total')) {
    new Counter(options).inc(labels, value);
    return;
  }
  const known = registry.getSingleMetric(name);
  (known instanceof Gauge ? known : new Gauge(options)).set(labels, value);
}

async function samplesOf(part: Part, home: Home): Promise<Sample[]> {
  try {
    return await part(home);
  } catch (error) {
    if (error instanceof HiveError) return [];
    throw error;
  }
}

function build({ server, config }: Home): Sample[] {
  const labels = { version: server.version, mode: config.mode };
  return [
    { name: 'hive_build_info', help: 'Version of HIVE, and what money it is about.', value: 1, labels },
    { name: 'hive_streams', help: 'Clients of the live feed.', value: server.streams },
  ];
}

async function money(home: Home): Promise<Sample[]> {
  const account = await positionsOf(home, home.journal.state);
  if (!account) return [];
  const { main, control } = account;
  return [...bookSamples('main', main), ...bookSamples('control', control)];
}

function bookSamples(book: string, { equity, profit, cash, positions }: BookView): Sample[] {
  const labels = { book };
  const exposure = positions.reduce((sum, { value, cost }) => sum + (value ?? cost), 0);
  return [
    { name: 'hive_equity_usd', help: 'Equity; book control is the control arm.', value: equity, labels },
    { name: 'hive_profit_usd', help: 'Equity less starting cash.', value: profit, labels },
    { name: 'hive_cash_usd', help: 'Cash.', value: cash, labels },
    { name: 'hive_open_positions', help: 'Positions that are open.', value: positions.length, labels },
    { name: 'hive_exposure_usd', help: 'Value of the positions.', value: exposure, labels },
  ];
}

function day({ journal: { state }, clock }: Home): Sample[] {
  if (!state) return [];
  const { orders, notional } = dayBudget(state.books.main, clock.now());
  const unresolved = Object.keys(state.open).length;
  return [
    { name: 'hive_day_orders', help: 'Orders of this UTC day.', value: orders },
    {
      name: 'hive_day_notional_usd',
      help: 'Notional of the orders of this UTC day.',
      value: dollars(notional),
    },
    { name: 'hive_unresolved_orders', help: 'Orders whose outcome is not known.', value: unresolved },
  ];
}

async function rhythm(home: Home): Promise<Sample[]> {
  const { journal, clock } = home;
  const { ticks = 0, lastTickMs = null } = journal.state ?? {};
  const halted = (await haltReason(home)) === null ? 0 : 1;
  return [
    { name: 'hive_halted', help: '1 while trading is halted.', value: halted },
    { name: 'hive_ticks', help: 'Ticks so far.', value: ticks },
    ...ageSample('hive_last_tick_age_seconds', 'Seconds since the last tick.', lastTickMs, clock.now()),
  ];
}

/** Of the last 24 hours: they fall as slots grow older, so that they are no counters. */
function runs(home: Home): Sample[] {
  return runsSummary(home).jobs.flatMap(job => [...slotSamples(job), ...lastSamples(job)]);
}

function slotSamples({ job, slots, counts, troubles }: JobSummary): Sample[] {
  if (slots === 0) return [];
  const missedBy = (reason: string): number =>
    troubles
      .filter(({ verdict, cause }) => verdict === 'missed' && cause === reason)
      .reduce((sum, group) => sum + group.slots, 0);
  return [
    ...Object.entries(counts).map(([verdict, value]) => ({
      ...{ name: 'hive_job_slots', help: 'Slots of the last 24 hours by what became of them.' },
      ...{ value, labels: { job, verdict } },
    })),
    ...MISSED_CAUSES.map(reason => ({
      ...{ name: 'hive_missed_slots', help: 'Slots of the last 24 hours that had no run, by why.' },
      ...{ value: missedBy(reason), labels: { job, reason } },
    })),
  ];
}

function lastSamples({ job, last, next }: JobSummary): Sample[] {
  const began = 'When the newest run of the job began.';
  const ended = 'Exit code of the newest run of the job; 137 when it was killed.';
  return [
    ...jobSample('hive_job_last_run_timestamp_seconds', began, { job, value: secondsOf(last?.startedAt) }),
    ...jobSample('hive_job_last_exit_code', ended, { job, value: last && exitCodeOf(last) }),
    ...jobSample('hive_next_run_timestamp_seconds', 'When the job is due next.', {
      job,
      value: secondsOf(next),
    }),
  ];
}

const secondsOf = (iso: string | null | undefined): number | null => (iso ? Date.parse(iso) / 1_000 : null);

const jobSample = (
  name: string,
  help: string,
  { job, value }: { readonly job: string; readonly value: number | null },
): Sample[] => (value === null ? [] : [{ name, help, value, labels: { job } }]);

function journal({ journal: { records, bytes, trouble } }: Home): Sample[] {
  return [
    { name: 'hive_journal_records', help: 'Records of the journal.', value: records },
    { name: 'hive_journal_bytes', help: 'Bytes of the journal.', value: bytes },
    {
      name: 'hive_journal_trouble',
      help: '1 while the journal cannot be read on.',
      value: trouble === null ? 0 : 1,
    },
  ];
}

async function models(home: Home): Promise<Sample[]> {
  const [last] = (await home.storeToRead()).cycles.last(1);
  const current = await home.currentModels();
  const nowMs = home.clock.now();
  const ages = usedClasses(home.config).flatMap(assetClass => {
    const model = current.of(assetClass);
    if (model.kind !== 'model') return [];
    const trainedMs = Date.parse(model.model.document.trainedTo);
    const help = 'Seconds since the newest sample that the model in use learned from.';
    return ageSample('hive_model_age_seconds', help, trainedMs, nowMs).map(sample => ({
      ...sample,
      labels: { class: assetClass },
    }));
  });
  const help = 'Seconds since the last training cycle.';
  return [...ages, ...ageSample('hive_last_cycle_age_seconds', help, last?.atMs ?? null, nowMs)];
}

/** Of what is traded; nothing before its first stance. */
function learning({ journal: { state } }: Home): Sample[] {
  if (!state) return [];
  const { rewarded } = state.learning;
  const learner = classLearner(state.learning, 'crypto');
  return [
    { name: 'hive_rewards_total', help: 'Round trips that were learned from.', value: rewarded },
    ...(learner.candidate === null ? [] : gateSamples(learner)),
  ];
}

function gateSamples(learner: ClassLearner): Sample[] {
  const { lnMoney, lnTiming, lnWanted } = gateFigures(learner);
  const wealths = Object.entries({
    ...{ money: lnMoney, timing: lnTiming, wanted: lnWanted },
    mixture: learner.mixture?.lnWealth ?? 0,
  });
  const help =
    'Log wealth of the evidence: money against cash, timing against constant exposure, mixture of the experts; wanted is what full size asks of money.';
  return [
    ...wealths.map(([kind, value]) => ({ name: 'hive_gate_ln_wealth', help, value, labels: { kind } })),
    {
      name: 'hive_gate_stage',
      help: `Stage of the candidate: ${STAGES.map((name, number) => `${number} ${name}`).join(', ')}.`,
      value: STAGES.indexOf(learner.stage),
    },
    {
      name: 'hive_policy_resets_total',
      help: 'Times that the policy began anew because the market had changed.',
      value: learner.policy.resets,
    },
  ];
}

async function health(home: Home): Promise<Sample[]> {
  const { state } = await healthNow(home);
  const help = `State of health: ${HEALTH_STATES.map((name, number) => `${number} ${name}`).join(', ')}.`;
  return [{ name: 'hive_health_state', help, value: HEALTH_STATES.indexOf(state) }];
}

function ageSample(...[name, help, atMs, nowMs]: [string, string, number | null, number]): Sample[] {
  return atMs === null ? [] : [{ name, help, value: (nowMs - atMs) / 1_000 }];
}
