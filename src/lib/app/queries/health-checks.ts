import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import { HiveError } from '../../core/errors.ts';
import { SLOT_MS } from '../../core/order.ts';
import { LEAST_FREE_BYTES } from '../../store/files/free-space.ts';
import { armState } from '../arming/arm-state.ts';
import type { Reading } from '../reading.ts';
import type { healthCheck } from '../schemas/health.ts';
import { maxModelAgeMs, usedClasses } from '../settings.ts';
import { haltReason } from '../status.ts';
import { modelTrouble } from '../tick/forest-strategy.ts';
import type { JournalView } from '../watch/journal-view.ts';

/** What is looked at: by the server while it follows a home, by a job at its end. */
export interface Home extends Reading {
  readonly journal: Pick<JournalView, 'trouble' | 'records' | 'state'>;
}

export type HealthCheck = z.infer<typeof healthCheck>;
type Finding = Pick<HealthCheck, 'state' | 'says' | 'todo'>;

export const TICK_EVERY_MS = SLOT_MS;
export const CYCLE_EVERY_MS = 180_000;
/** Intervals after which something that comes round is stale. */
const STALE_AFTER = 2;

interface Look {
  readonly id: string;
  readonly title: string;
  /** Null where there is nothing to look at in this home. */
  readonly look: (home: Home) => Finding | null | Promise<Finding | null>;
}

const ok = (says: string): Finding => ({ state: 'ok', says, todo: null });
const info = (says: string, todo: string): Finding => ({ state: 'info', says, todo });
const warning = (says: string, todo: string): Finding => ({ state: 'warning', says, todo });
const problem = (says: string, todo: string): Finding => ({ state: 'problem', says, todo });

/** What is looked at, the most telling first. */
const LOOKS: readonly Look[] = [
  { id: 'halt', title: 'Kill switch', look: halt },
  { id: 'journal', title: 'Journal', look: journal },
  { id: 'store', title: 'Store', look: store },
  { id: 'tick', title: 'Ticks', look: tick },
  { id: 'cycle', title: 'Training cycles', look: cycle },
  { id: 'models', title: 'Models', look: models },
  { id: 'arming', title: 'Permission', look: arming },
  { id: 'disk', title: 'Disk', look: disk },
];

/** Everything that keeping a home alive rests on. What cannot be looked at is a problem and hides nothing else. */
export async function healthChecks(home: Home): Promise<HealthCheck[]> {
  const checks: HealthCheck[] = [];
  for (const { id, title, look } of LOOKS) {
    const finding = await looked(home, look);
    if (finding) checks.push({ id, title, ...finding });
  }
  return checks;
}

async function looked(home: Home, look: Look['look']): Promise<Finding | null> {
  try {
    return await look(home);
  } catch (error) {
    if (error instanceof HiveError) return problem(error.message, error.next);
    throw error;
  }
}

async function halt(home: Home): Promise<Finding> {
  const reason = await haltReason(home);
  return reason === null
    ? ok('Off: orders may be sent.')
    : warning(`Trading is halted: ${reason}.`, 'Trade again: hive trade resume --reason TEXT');
}

function journal({ journal: { trouble, records } }: Home): Finding {
  if (trouble !== null) return problem(trouble, 'Check it: hive journal verify');
  return records === 0
    ? info('It has not begun.', 'Begin it: hive trade tick')
    : ok(`${records.toLocaleString('en-US')} records, each verified.`);
}

async function store(home: Home): Promise<Finding> {
  const { bars } = await home.storeToRead();
  const series = bars.inventory().length;
  return series === 0
    ? info('No bars are stored.', 'Fetch some: hive train cycle')
    : ok(`Bars of ${series} series.`);
}

function tick({ journal: { state }, clock }: Home): Finding {
  const last = state?.lastTickMs ?? null;
  const todo = 'Run hive trade tick every two minutes, from cron or a systemd timer.';
  if (last === null) return info('No tick has run yet.', todo);
  return aged(`The last tick was at ${minute(last)}`, {
    ageMs: clock.now() - last,
    everyMs: TICK_EVERY_MS,
    todo,
  });
}

async function cycle(home: Home): Promise<Finding> {
  const [last] = (await home.storeToRead()).cycles.last(1);
  const todo = 'Run hive train cycle every three minutes, from cron or a systemd timer.';
  if (!last) return info('No training cycle has run yet.', todo);
  const ageMs = home.clock.now() - last.atMs;
  return aged(`The last training cycle was at ${minute(last.atMs)}`, {
    ageMs,
    everyMs: CYCLE_EVERY_MS,
    todo,
  });
}

/** `2026-11-22 09:00Z`, as people read it. */
const minute = (timeMs: number): string => `${isoTime(timeMs).slice(0, 16).replace('T', ' ')}Z`;

interface Age {
  readonly ageMs: number;
  readonly everyMs: number;
  readonly todo: string;
}

const aged = (says: string, { ageMs, everyMs, todo }: Age): Finding =>
  ageMs > STALE_AFTER * everyMs
    ? warning(`${says}; one is due every ${everyMs / 60_000} minutes.`, todo)
    : ok(`${says}.`);

async function models(home: Home): Promise<Finding> {
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

function arming({ config, paths, clock }: Home): Finding | null {
  const { mode, alpaca } = config;
  if (mode !== 'live') return null;
  const state = armState(paths, { account: alpaca.accountNumber, mode, nowMs: clock.now() });
  const todo = 'Allow it for some days: hive trade arm';
  if (!state.armed) return warning(`Real money is not traded: ${state.reason}.`, todo);
  const until = `Real money may be traded until ${minute(state.untilMs)}`;
  return state.withoutEvidence
    ? warning(`${until}, WITHOUT evidence.`, 'Take it back: hive trade disarm --reason TEXT')
    : ok(`${until}.`);
}

const MIB = 1024 * 1024;

function disk({ paths }: Home): Finding {
  const { bavail, bsize } = statfsSync(nearestFolder(paths.state));
  const free = bavail * bsize;
  return free < LEAST_FREE_BYTES
    ? problem(
        `Less than ${LEAST_FREE_BYTES / MIB} MiB are free for ${paths.root}; a tick needs that.`,
        'Free some space on that disk.',
      )
    : ok('There is enough space.');
}

const nearestFolder = (path: string): string => (existsSync(path) ? path : nearestFolder(dirname(path)));
