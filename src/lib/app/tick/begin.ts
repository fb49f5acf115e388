import type { Broker, BrokerAccount } from '../../broker/broker.ts';
import { isoTime } from '../../core/clock.ts';
import { configError, refusedError } from '../../core/errors.ts';
import { isHiveOrderId } from '../../core/order.ts';
import type { HiveState } from '../../journal/state.ts';
import type { AccountRule, TickSettings } from '../../tick/settings.ts';
import { changedConfig, genesisEntry } from '../../tick/tick-entries.ts';
import type { TickPorts } from './ports.ts';

/** How far the clocks of this machine and of the broker may be apart. */
export const MAX_SKEW_MS = 30_000;

/** The account that is traded, known to be the right one; a new journal begins with it. */
export async function begin(
  { journal, broker, clock }: TickPorts,
  settings: TickSettings,
): Promise<BrokerAccount> {
  const account = await broker.account();
  refuseSkew(account, clock.now());
  refuseUnwanted(account, settings.accountRule);
  const { accountNumber, cash } = account;
  const { mode, market } = settings;
  if (!journal.hasBegun) {
    await refuseUsedAccount(broker);
    journal.record(genesisEntry(settings, { accountNumber, cash }));
  }
  refuseOther(journal.state, { account: accountNumber, mode, market });
  const changed = changedConfig(journal.state, settings);
  if (changed.length > 0) journal.record(...changed);
  return account;
}

function refuseSkew({ brokerMs }: BrokerAccount, nowMs: number): void {
  if (brokerMs === null || Math.abs(brokerMs - nowMs) <= MAX_SKEW_MS) return;
  throw refusedError({
    code: 'CLOCK_SKEW',
    message: `The clock says ${isoTime(nowMs)}, the broker's ${isoTime(brokerMs)}: more than ${MAX_SKEW_MS / 1_000} s apart.`,
    next: 'Set the clock of this machine right (timedatectl status); nothing was sent.',
    retryable: true,
  });
}

/** @throws HiveError (config): FOREIGN_ACCOUNT, WRONG_KIND_OF_ACCOUNT. */
export function refuseUnwanted({ accountNumber }: BrokerAccount, { pinned, paper }: AccountRule): void {
  if (pinned !== null && accountNumber !== pinned) {
    throw configError({
      code: 'FOREIGN_ACCOUNT',
      message: `The keys are of account ${accountNumber}; the configuration allows account ${pinned} only.`,
      next: `Use the keys of ${pinned}, or change alpaca.accountNumber in the configuration file.`,
    });
  }
  if (paper === null || accountNumber.startsWith('PA') === paper) return;
  throw configError({
    code: 'WRONG_KIND_OF_ACCOUNT',
    message: paper
      ? `Account ${accountNumber} is no paper account (its number does not begin with PA), and the mode is paper.`
      : `Account ${accountNumber} is a paper account, and the mode is live.`,
    next: 'Use the keys of the account that the mode is for; nothing was sent.',
  });
}

type World = Pick<HiveState, 'account' | 'mode' | 'market'>;

/** One journal is of one account, one mode and one market: profits of two add up to nothing. */
function refuseOther(state: World, { account, mode, market }: World): void {
  if (state.account !== account || state.mode !== mode) {
    throw configError({
      code: 'ACCOUNT_CHANGED',
      message: `The journal is of ${state.mode} account ${state.account}; this run would trade ${mode} account ${account}.`,
      next: 'Use another home folder for another account or mode: --home FOLDER.',
    });
  }
  if (state.market === market) return;
  throw configError({
    code: 'MARKET_CHANGED',
    message: `The journal is of the market ${state.market}; this run would trade on ${market}.`,
    next: 'Set seed, edge and source back, or use another home folder: --home FOLDER.',
  });
}

/** A new journal on an account with HIVE orders means that the old journal was lost. */
async function refuseUsedAccount(broker: Broker): Promise<void> {
  const order = (await broker.ordersSince(0)).find(({ clientOrderId }) => isHiveOrderId(clientOrderId));
  if (order === undefined) return;
  throw configError({
    code: 'JOURNAL_MISSING',
    message: `There is no journal, but the account already has orders (the first is ${order.clientOrderId}).`,
    next: 'Bring the journal back from a backup, or start with a new account in another home folder.',
  });
}
