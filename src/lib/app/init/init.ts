import { loadConfig } from '../../config/load.ts';
import type { Config } from '../../config/schema.ts';
import { starterFile } from '../../config/starter-file.ts';
import { withValue } from '../../config/values-tree.ts';
import { usageError } from '../../core/errors.ts';
import { keyFileOf, kindOf } from '../credentials/credentials.ts';
import { askChoices } from './ask-choices.ts';
import type { SeenAccount } from './check-account.ts';
import { completed, type InitChoices, valuesOf } from './choices.ts';
import { type FoundAccount, findAccount, NOBODY } from './find-account.ts';
import { gitRisk, ignoreFile, refuseInGit } from './git-ignore.ts';
import { openHome, refuseExisting, refuseForeignHome } from './home-fit.ts';
import { nextCommands } from './next-commands.ts';
import { asked, type Person, yes } from './person.ts';
import type { InitRequest, Plan } from './request.ts';
import { writeHome } from './write-home.ts';

/** What was made. */
export interface InitReport {
  readonly home: string;
  readonly config: string;
  readonly settings: Config;
  /** The old configuration, kept under another name. */
  readonly backup: string | null;
  /** Null where there is no broker to ask, or it was not asked. */
  readonly account: SeenAccount | null;
  /** The file that new keys were written to. */
  readonly keysKeptIn: string | null;
  readonly ignoredIn: string | null;
  /** What to type now. */
  readonly next: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Makes a home: a commented configuration, and the keys where the broker needs some, once it has taken them. Nothing is
 * written before everything is known to be right.
 * @throws HiveError (config): FOREIGN_HOME, CONFIG_EXISTS, BAD_MODE, KEYS_IN_GIT and those of keys and accounts;
 * (usage): ACCOUNT_NEEDED, NO_KEYS_GIVEN and those of `valuesOf`; (broker): BROKER_UNREACHABLE.
 */
export async function init(request: InitRequest): Promise<InitReport> {
  const { paths, force, flags } = request;
  const person = request.yes ? null : request.person;
  refuseForeignHome(paths);
  refuseExisting(paths, force);
  person?.say(`A new hive in ${paths.root}; another place: --home FOLDER. Ctrl-C leaves all as it is.\n\n`);
  const choices = person ? await askChoices(flags, person) : completed(flags);
  const plan = planned(request, choices);
  const found = choices.broker === 'alpaca' ? await findAccount(request, plan, person) : NOBODY;
  const final = found.pinned === null ? plan : planned(request, { ...choices, account: found.pinned });
  return written({ ...request, person }, final, found);
}

/** A live account that is not known yet must not stand in the way of looking at everything else. */
const UNKNOWN = 'unknown';

function planned({ schemaUrl, paths }: InitRequest, choices: InitChoices): Plan {
  const isOpen = choices.mode === 'live' && choices.account === null;
  const values = valuesOf(isOpen ? { ...choices, account: UNKNOWN } : choices);
  const text = starterFile({ schemaUrl, values });
  const sources = { file: paths.config, text, fileMustExist: false, environment: {}, flags: [] };
  const { config } = loadConfig(sources);
  return {
    choices,
    text,
    config: isOpen ? (withValue(config, 'alpaca.accountNumber', '') as Config) : config,
  };
}

async function written(
  request: InitRequest,
  { text, config }: Plan,
  { account, keys }: FoundAccount,
): Promise<InitReport> {
  const { paths, person, clock } = request;
  const keyFile = keyFileOf(config, paths).path;
  const risk = keys ? await gitRisk(keyFile) : 'none';
  refuseInGit(keyFile, risk, request.yes || person !== null);
  const ignoreKeys = risk === 'would-commit';
  const files = [paths.config, ...(keys ? [keyFile] : []), ...(ignoreKeys ? [ignoreFile(keyFile)] : [])];
  if (person) await confirm(person, { account, files, config });
  const backup = writeHome(paths, {
    config: text,
    keys: keys && { path: keyFile, kind: kindOf(config), pair: keys },
    ignoreKeys,
    nowMs: clock.now(),
  });
  return {
    home: paths.root,
    config: paths.config,
    settings: config,
    backup,
    account,
    keysKeptIn: keys ? keyFile : null,
    ignoredIn: ignoreKeys ? ignoreFile(keyFile) : null,
    next: nextCommands(config.mode, request.isFound() ? null : paths.root, paths.root),
    warnings: warningsOf(request, config, account),
  };
}

async function confirm(
  person: Person,
  { account, files, config }: Pick<FoundAccount, 'account'> & { files: readonly string[]; config: Config },
): Promise<void> {
  if (account) {
    const { number, blocked, buyingPower, leastOrder } = account;
    const state = blocked === null ? 'may trade' : `may not trade: ${blocked}`;
    const power = `buying power $${buyingPower.toFixed(2)}; ${leastOrder}`;
    person.say(`${config.mode === 'live' ? 'LIVE' : 'Paper'} account ${number}, ${state}; ${power}.\n`);
  }
  const isSure = await asked(person, `Write ${files.join(', ')}? [Y/n]: `, yes);
  if (isSure) return;
  throw usageError({
    code: 'NOT_CONFIRMED',
    message: 'Nothing was written.',
    next: 'Run hive init again to try again.',
  });
}

function warningsOf(
  { paths, environment }: InitRequest,
  { alpaca, broker }: Config,
  account: SeenAccount | null,
): string[] {
  const variables = Object.keys(environment).filter(name => name.startsWith('HIVE__'));
  const open = openHome(paths);
  return [
    ...variables.map(name => `${name} is set and wins over what the file says.`),
    ...(open === null ? [] : [open]),
    ...(account?.blocked ? [`The account may not trade: ${account.blocked}.`] : []),
    ...(account && !account.canTrade ? [`Nothing can be bought yet: ${account.leastOrder}.`] : []),
    ...(broker.kind === 'alpaca' && account === null
      ? [`The keys were not checked${alpaca.accountNumber ? ', nor the account' : ''}: hive doctor does.`]
      : []),
  ];
}
