import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { HiveError } from '../../core/errors.ts';
import { DAY_MS } from '../../core/interval.ts';
import { LEAST_FREE_BYTES } from '../../store/files/free-space.ts';
import { armState } from '../arming/arm-state.ts';
import { haltReason } from '../halt/halt-reason.ts';
import type { Reading } from '../reading.ts';
import { maxModelAgeMs, usedClasses } from '../settings.ts';
import { modelTrouble } from '../tick/forest-strategy.ts';
import {
  type Finding,
  type HealthCheck,
  info,
  type JournalNow,
  type LookAt,
  minute,
  ok,
  problem,
  warning,
} from './health-finding.ts';
import { cycle, runs, tick } from './health-of-runs.ts';

interface Look {
  readonly id: string;
  readonly title: string;
  readonly look: LookAt;
}

/** What is looked at, the most telling first. */
const LOOKS: readonly Look[] = [
  { id: 'halt', title: 'Kill switch', look: halt },
  { id: 'journal', title: 'Journal', look: journal },
  { id: 'orders', title: 'Orders', look: orders },
  { id: 'store', title: 'Store', look: store },
  { id: 'tick', title: 'Ticks', look: tick },
  { id: 'cycle', title: 'Training cycles', look: cycle },
  { id: 'runs', title: 'Runs', look: runs },
  { id: 'models', title: 'Models', look: models },
  { id: 'arming', title: 'Permission', look: arming },
  { id: 'disk', title: 'Disk', look: disk },
];

/** Everything that keeping a home alive rests on. What cannot be looked at is a problem and hides nothing else. */
export async function healthChecks(home: Reading, now: JournalNow): Promise<HealthCheck[]> {
  const checks: HealthCheck[] = [];
  for (const { id, title, look } of LOOKS) {
    const finding = await looked(() => look(home, now));
    if (finding) checks.push({ id, title, ...finding });
  }
  return checks;
}

async function looked(look: () => ReturnType<LookAt>): Promise<Finding | null> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof HiveError) return problem(error.message, error.next);
    throw error;
  }
}

async function halt(home: Reading): Promise<Finding> {
  const reason = await haltReason(home);
  return reason === null
    ? ok('Off: orders may be sent.')
    : warning(`Trading is halted: ${reason}.`, 'Trade again: hive trade resume --reason TEXT');
}

/** What needs a person: all that is not as it should be. */
export const needsOf = (checks: readonly HealthCheck[]): HealthCheck[] =>
  checks.filter(({ state }) => state === 'warning' || state === 'problem');

function journal(_: Reading, { trouble, records }: JournalNow): Finding {
  if (trouble !== null) return problem(trouble, 'Check it: hive journal verify');
  if (records === 0) return info('It has not begun.', 'Begin it: hive trade tick');
  return ok(
    records === null ? 'It can be read.' : `${records.toLocaleString('en-US')} records, each verified.`,
  );
}

function orders(_: Reading, { state }: JournalNow): Finding | null {
  const open = Object.values(state?.open ?? {});
  if (state === null) return null;
  if (open.length === 0) return ok('What became of each is known.');
  const symbols = [...new Set(open.map(({ symbol }) => symbol))].join(' and ');
  return warning(
    `What became of ${open.length} of ${symbols} is not known yet.`,
    'Hold it against the broker: hive trade audit',
  );
}

async function store(home: Reading): Promise<Finding> {
  const { bars } = await home.storeToRead();
  const series = bars.inventory().length;
  return series === 0
    ? info('No bars are stored.', 'Fetch some: hive train cycle')
    : ok(`Bars of ${series} series.`);
}

async function models(home: Reading): Promise<Finding> {
  const { config, clock } = home;
  const current = await home.currentModels();
  const [classes, nowMs] = [usedClasses(config), clock.now()];
  const found = classes.map(assetClass => ({ assetClass, model: current.of(assetClass) }));
  for (const { model } of found)
    if (model.kind === 'invalid') return problem(model.error.message, model.error.next);
  const missing = found.filter(({ model }) => model.kind === 'none').map(({ assetClass }) => assetClass);
  if (missing.length > 0)
    return info(`There is no model of ${missing.join(' and ')}.`, 'Train: hive train cycle');
  const stale = found.filter(({ model }) => modelTrouble(model, nowMs, maxModelAgeMs(config)) !== null);
  return stale.length > 0
    ? warning(
        `The model of ${stale.map(({ assetClass }) => assetClass).join(' and ')} is older than ${config.learning.maxModelAge}.`,
        'Train a new one: hive train cycle --force-train',
      )
    : ok(`One is in use for ${classes.join(' and ')}.`);
}

/** A person has this long to allow real money for longer. */
const ARM_ENDS_SOON_MS = DAY_MS;

function arming({ config, paths, clock }: Reading): Finding | null {
  const { mode, alpaca } = config;
  if (mode !== 'live') return null;
  const state = armState(paths, { account: alpaca.accountNumber, mode, nowMs: clock.now() });
  const todo = 'Allow it for some days: hive trade arm';
  if (!state.armed) return warning(`Real money is not traded: ${state.reason}.`, todo);
  const until = `Real money may be traded until ${minute(state.untilMs)}`;
  if (state.withoutEvidence)
    return warning(`${until}, WITHOUT evidence.`, 'Take it back: hive trade disarm --reason TEXT');
  return state.untilMs - clock.now() < ARM_ENDS_SOON_MS
    ? warning(`${until}, no longer.`, todo)
    : ok(`${until}.`);
}

const MIB = 1024 * 1024;

/** When there is less, a person still has days. */
const LOW_FREE_BYTES = 512 * MIB;

function disk({ paths }: Reading): Finding {
  const { bavail, bsize } = statfsSync(nearestFolder(paths.state));
  const free = bavail * bsize;
  const todo = 'Free some space on that disk.';
  const below = (least: number) => `Less than ${least / MIB} MiB are free for ${paths.root}`;
  if (free < LEAST_FREE_BYTES) return problem(`${below(LEAST_FREE_BYTES)}; a tick needs that.`, todo);
  return free < LOW_FREE_BYTES ? warning(`${below(LOW_FREE_BYTES)}.`, todo) : ok('There is enough space.');
}

const nearestFolder = (path: string): string => (existsSync(path) ? path : nearestFolder(dirname(path)));
