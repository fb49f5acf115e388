import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configError } from '../core/errors.ts';

export const CONFIG_FILE_NAME = 'hive.config.json';

/** Where everything of one home folder lives. Absolute paths; nothing is created by naming it. */
export interface HomePaths {
  readonly root: string;
  /** hive.config.json; it may be absent. */
  readonly config: string;
  readonly models: string;
  readonly logs: string;
  readonly state: string;
  readonly data: string;
  readonly db: string;
  /** The books of the embedded broker. */
  readonly paperBroker: string;
  readonly journal: string;
  /** Locked by the kernel for as long as a tick runs. */
  readonly tickLock: string;
  /** Locked by the kernel for as long as a training cycle runs. */
  readonly trainLock: string;
  /** Locked by the kernel for as long as `hive schedule run` runs. */
  readonly scheduleLock: string;
  /** What starts the jobs of this home, and how often. */
  readonly scheduleNote: string;
  /** The kill switch: while it exists nothing is sent. */
  readonly halt: string;
  /** Every trade, one JSON line each. */
  readonly tradeLog: string;
  /** What HIVE did, for people. */
  readonly hiveLog: string;
  /** What became of runs of jobs, a file a UTC day. */
  readonly runs: string;
  /** Daily and weekly reports. */
  readonly reports: string;
  /** Until when Yahoo must not be asked; absent while it may be. */
  readonly yahooBackOff: string;
  /** Until when the broker wants no requests; a moment that has passed means none. */
  readonly brokerPause: string;
  /** How far a training cycle is, while one runs. */
  readonly trainingNote: string;
  /** What each class's model was made of, so that none is made twice. */
  readonly trainings: string;
  /** A little room that is put by for a full disk. */
  readonly spare: string;
  /** The bearer token of `hive serve`. */
  readonly serveToken: string;
  /** Whom to alert, and where runs are noted; holds secrets. It may be absent. */
  readonly alerts: string;
  /** Troubles that people know of, and what waits to be told. */
  readonly alarms: string;
  /** Locked by the kernel while alarms are looked at and told. */
  readonly alarmsLock: string;
}

export interface HomeQuestion {
  /** Value of --home. */
  readonly flag?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute working folder. */
  readonly cwd: string;
  /** Home folder of the user, for the XDG fall-back. */
  readonly userHome: string;
}

/**
 * --home, else HIVE_HOME, else the nearest parent with hive.config.json, else the XDG state folder.
 * @throws HiveError (config, NOT_A_FOLDER) when there is a file in its place.
 */
export function resolveHome({ flag, env, cwd, userHome }: HomeQuestion): HomePaths {
  const named = flag || env.HIVE_HOME;
  const root = named ? resolve(cwd, named) : (nearestHome(cwd) ?? stateFolder(env, userHome));
  if (isBlocked(root)) throw notAFolder(root);
  return homePaths(root);
}

/** Whether a file is in the place of the folder or of one that it would be in. */
function isBlocked(root: string): boolean {
  try {
    return !statSync(root).isDirectory();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return code === 'ENOTDIR';
    throw error;
  }
}

const notAFolder = (root: string) =>
  configError({
    code: 'NOT_A_FOLDER',
    message: `The home "${root}" is a file, or in one; a folder is needed.`,
    next: 'Name a folder with --home or HIVE_HOME; a new one is made when it is first used.',
  });

export function homePaths(root: string): HomePaths {
  const state = join(root, 'state');
  const logs = join(root, 'logs');
  return {
    root,
    config: join(root, CONFIG_FILE_NAME),
    models: join(root, 'models'),
    logs,
    state,
    data: join(root, 'data'),
    db: join(state, 'hive.db'),
    paperBroker: join(state, 'paper-broker.db'),
    journal: join(state, 'journal.jsonl'),
    tickLock: join(state, 'tick.lock'),
    trainLock: join(state, 'train.lock'),
    scheduleLock: join(state, 'schedule.lock'),
    scheduleNote: join(state, 'schedule.json'),
    halt: join(state, 'HALT'),
    tradeLog: join(logs, 'live_crypto_trades.log'),
    hiveLog: join(logs, 'hive.log'),
    runs: join(logs, 'runs'),
    reports: join(logs, 'reports'),
    yahooBackOff: join(state, 'yahoo-backoff.json'),
    brokerPause: join(state, 'broker-pause.json'),
    trainingNote: join(state, 'training.json'),
    trainings: join(state, 'trainings.json'),
    spare: join(state, 'spare'),
    serveToken: join(state, 'serve-token'),
    alerts: join(root, 'alerts.json'),
    alarms: join(state, 'alarms.json'),
    alarmsLock: join(state, 'alarms.lock'),
  };
}

function nearestHome(cwd: string): string | null {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, CONFIG_FILE_NAME))) return folder;
    if (dirname(folder) === folder) return null;
  }
}

/** The XDG rules say that a relative XDG_STATE_HOME counts as unset. */
function stateFolder(env: HomeQuestion['env'], userHome: string): string {
  const xdg = env.XDG_STATE_HOME ?? '';
  return xdg.startsWith('/') ? join(xdg, 'hive') : join(userHome, '.local', 'state', 'hive');
}
