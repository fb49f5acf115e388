import type { BrokerAccount } from '../../broker/broker.ts';
import type { Config } from '../../config/schema.ts';
import type { Clock } from '../../core/clock.ts';
import { dollars } from '../../core/money.ts';
import { type AdapterOptions, type Adapters, adapters } from '../adapters.ts';
import type { KeyPair } from '../credentials/key-pair.ts';
import { judgedPower } from '../doctor/buying-power.ts';
import type { HomePaths } from '../home.ts';
import { tickSettings } from '../settings.ts';
import { refuseUnwanted } from '../tick/begin.ts';
import { within } from '../within.ts';

/** What the keys open, in dollars. */
export interface SeenAccount {
  readonly number: string;
  /** Why the account may not trade; null when it may. */
  readonly blocked: string | null;
  readonly cash: number;
  /** What orders of coins are checked against. */
  readonly buyingPower: number;
  /** Whether an order may become as large as the broker's least one, and why. */
  readonly canTrade: boolean;
  readonly leastOrder: string;
}

export interface AccountQuestion {
  readonly paths: HomePaths;
  /** As the new file has it. */
  readonly config: Config;
  readonly clock: Clock;
  /** Null asks with those that are kept somewhere. */
  readonly keys: KeyPair | null;
  readonly open?: (options: AdapterOptions) => Adapters;
}

/** Three tries, and the waits between them. */
const WAIT_MS = 35_000;

/**
 * Asks the broker which account the keys open. Writes nothing.
 * @throws HiveError (config): BAD_KEYS, NO_KEYS, FOREIGN_ACCOUNT, WRONG_KIND_OF_ACCOUNT; (broker): BROKER_UNREACHABLE and
 * the like.
 */
export async function checkAccount({ open = adapters, ...options }: AccountQuestion): Promise<SeenAccount> {
  const all = open(options);
  try {
    const account = await within(
      WAIT_MS,
      all.broker().then(broker => broker.account()),
    );
    refuseUnwanted(account, tickSettings(options.config).accountRule);
    return seen(account, options.config);
  } finally {
    // What has not answered by now is not waited for.
    all.deadline.abort();
    all.close();
  }
}

function seen(account: BrokerAccount, config: Config): SeenAccount {
  const { state, seen: leastOrder } = judgedPower(tickSettings(config).limits, account);
  return {
    number: account.accountNumber,
    blocked: account.blocked,
    cash: dollars(account.cash),
    buyingPower: dollars(account.nonMarginableBuyingPower),
    canTrade: state === 'ok',
    leastOrder,
  };
}
