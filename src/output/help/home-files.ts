import { type HomePaths, homePaths } from '../../lib/app/home.ts';

/** What a file or folder of the home is for. */
export interface HomeFile {
  /** From the home on. */
  readonly path: string;
  readonly meaning: string;
}

const MEANINGS: Readonly<Record<Exclude<keyof HomePaths, 'root'>, string>> = {
  config: 'The settings. Without it everything is as by default.',
  models: 'Trained models, and which of them is used.',
  logs: 'Logs.',
  state: 'What HIVE keeps for itself; for your user only.',
  data: 'For files of yours.',
  db: 'Bars, samples, backtests and what else can be made again from journal and market.',
  paperBroker: 'The books of the embedded broker.',
  journal: 'The truth: everything that was decided, sent and filled. Never edited; hive journal verify.',
  tickLock: 'Locked while a tick runs.',
  trainLock: 'Locked while a training cycle runs.',
  scheduleLock: 'Locked while hive schedule run runs.',
  scheduleNote: 'What starts the jobs of this home, since when, and how often.',
  halt: 'The kill switch: while it exists nothing is sent.',
  tradeLog: 'Every trade, one JSON object a line.',
  hiveLog: 'What HIVE did, one JSON object a line; hive logs.',
  trainings: 'What each model was made of, so that none is made twice.',
  spare: 'A little room that is put by for a full disk; hive prune.',
  reports: 'Daily and weekly reports.',
  runs: 'Every run of a job: when it began and how it ended.',
  yahooBackOff: 'Until when Yahoo is not asked.',
  brokerPause: 'Until when the broker wants no requests.',
  trainingNote: 'How far a training cycle is.',
  serveToken: 'The token that opens hive serve.',
  alerts: 'Who is told when something is wrong, of mode 0600: its addresses are secrets. hive alerts list.',
  alarms: 'Troubles that people were told of, and what waits to be told.',
  alarmsLock: 'Locked while people are told.',
};

/** Files that only some homes have. */
const OTHERS: readonly HomeFile[] = [
  { path: 'alpaca-keys.json', meaning: 'Keys of Alpaca, of mode 0600. Never share it, never commit it.' },
  { path: 'state/ARMED.json', meaning: 'The permission to trade real money; hive trade arm.' },
  { path: 'state/sandbox.json', meaning: 'The account of hive sandbox.' },
];

/** The files of a home, in alphabetical order. */
export function homeFiles(): readonly HomeFile[] {
  const { root, ...paths } = homePaths('/');
  const named = (Object.keys(MEANINGS) as (keyof typeof MEANINGS)[]).map(key => ({
    path: paths[key].slice(root.length),
    meaning: MEANINGS[key],
  }));
  return [...named, ...OTHERS].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
