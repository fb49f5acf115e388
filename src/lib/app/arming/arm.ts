import type { BrokerAccount } from '../../broker/broker.ts';
import type { Config } from '../../config/schema.ts';
import { isoTime } from '../../core/clock.ts';
import { configError, refusedError, usageError } from '../../core/errors.ts';
import { DAY_MS } from '../../core/interval.ts';
import { dollars } from '../../core/money.ts';
import { entry } from '../../journal/entry.ts';
import { writeArm } from '../../store/files/arm-file.ts';
import type { Adapters } from '../adapters.ts';
import { lockedSession } from '../locked-session.ts';
import { tickSettings } from '../settings.ts';
import { begin, refuseUnwanted } from '../tick/begin.ts';
import { tickPorts } from '../tick-ports.ts';

/** What is about to be allowed, in dollars: everything that a person should read before typing. */
export interface ArmPlan {
  readonly account: string;
  readonly cash: number;
  readonly buyingPower: number;
  /** Why the broker lets the account not trade; null when it does. */
  readonly blocked: string | null;
  readonly until: string;
  readonly withoutEvidence: boolean;
  readonly limits: Config['risk'];
  /** What has to be typed. */
  readonly sentence: string;
}

export interface ArmReport {
  readonly account: string;
  readonly armedAt: string;
  readonly until: string;
  readonly withoutEvidence: boolean;
}

export interface ArmOptions {
  readonly days: number;
  readonly withoutEvidence: boolean;
  /** Shows the plan to a person and gives what they typed; null where nobody sits at a terminal. */
  readonly confirm: ((plan: ArmPlan) => Promise<string>) | null;
}

/**
 * Allows real money to be traded for some days, once a person has typed which account.
 * @throws HiveError (config) NOT_LIVE and those of `begin`, (usage) NO_TERMINAL, (refused) NOT_CONFIRMED.
 */
export async function arm(
  adapters: Adapters,
  { days, withoutEvidence, confirm }: ArmOptions,
): Promise<ArmReport> {
  const { config, clock } = adapters;
  if (config.mode !== 'live') throw notLive(config.mode);
  if (!confirm) throw noTerminal();
  const account = await (await adapters.broker()).account();
  refuseUnwanted(account, tickSettings(config).accountRule);
  const until = isoTime(clock.now() + days * DAY_MS);
  const plan = planOf(config, account, { until, withoutEvidence });
  if ((await confirm(plan)).trim() !== plan.sentence) throw notConfirmed(plan.sentence);
  return write(adapters, { account: account.accountNumber, until, withoutEvidence });
}

const planOf = (
  { risk }: Config,
  { accountNumber, cash, nonMarginableBuyingPower, blocked }: BrokerAccount,
  terms: Pick<ArmPlan, 'until' | 'withoutEvidence'>,
): ArmPlan => ({
  account: accountNumber,
  cash: dollars(cash),
  buyingPower: dollars(nonMarginableBuyingPower),
  blocked,
  ...terms,
  limits: risk,
  sentence: `trade ${accountNumber} live`,
});

/** The journal first, so that a permission without a record cannot be; a new journal begins here. */
function write(
  adapters: Adapters,
  { account, until, withoutEvidence }: Pick<ArmPlan, 'account' | 'until' | 'withoutEvidence'>,
): Promise<ArmReport> {
  const { config, clock, paths } = adapters;
  return lockedSession(adapters, async journal => {
    const ports = await tickPorts(adapters, { store: await adapters.store(), journal, isDryRun: false });
    await begin(ports, tickSettings(config));
    journal.record(entry('ARMED', { until, withoutEvidence }));
    const armedMs = clock.now();
    writeArm(paths.state, {
      account,
      mode: config.mode,
      armedMs,
      // The person may have thought for a while: it stays within the days that were asked for.
      untilMs: Date.parse(until),
      withoutEvidence,
    });
    return { account, armedAt: isoTime(armedMs), until, withoutEvidence };
  });
}

const notLive = (mode: string) =>
  configError({
    code: 'NOT_LIVE',
    message: `Only real money is armed, and the mode is ${mode}.`,
    next: 'Nothing has to be armed here: hive trade tick. For real money see docs/modes.md.',
  });

const noTerminal = () =>
  usageError({
    code: 'NO_TERMINAL',
    message: 'Real money is armed by a person who types which account; this is no terminal.',
    next: 'Run hive trade arm yourself, at a terminal. No flag takes the place of that.',
  });

const notConfirmed = (sentence: string) =>
  refusedError({
    code: 'NOT_CONFIRMED',
    message: `What was typed is not "${sentence}".`,
    next: 'Nothing was armed. Run hive trade arm again to try again.',
  });
