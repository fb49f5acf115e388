import type { ArmPlan, ArmReport } from '../../lib/app/arming/arm.ts';
import type { DisarmReport } from '../../lib/app/arming/disarm.ts';
import { percent, usd } from '../numbers.ts';
import { utcMinute } from '../times.ts';
import { type Fact, facts } from './facts.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** Everything that a person should read before real money may be traded, and what to type. */
export function renderArmPlan(plan: ArmPlan, screen: Screen): string {
  const { account, cash, buyingPower, blocked, until, withoutEvidence, limits, sentence } = plan;
  const trouble: Fact[] = blocked === null ? [] : [['Blocked', blocked]];
  return page(screen, [
    facts(
      [
        ['Account', account],
        ...trouble,
        ['Cash', usd(cash)],
        ['Buying power', usd(buyingPower)],
        [
          'An order',
          `at most ${usd(limits.maxOrderUsd)} and ${percent(limits.maxOrderShare)} of buying power`,
        ],
        ['A day', `at most ${usd(limits.dailyNotionalUsd)} in ${limits.dailyOrders} orders`],
        ['Stops buying', `at a loss of ${usd(limits.dailyLossUsd)} a day`],
        [
          'Evidence',
          withoutEvidence ? 'NOT asked for: it may trade although nothing says that it pays' : 'asked for',
        ],
        ['Until', utcMinute(Date.parse(until))],
      ],
      screen,
    ),
    wrap('From then on HIVE trades this money by itself. You can lose all of it.', screen.width),
    `To allow it, type: ${sentence}`,
  ]);
}

export const renderArmed = ({ account, until, withoutEvidence }: ArmReport, screen: Screen): string =>
  page(screen, [
    wrap(
      `Account ${account} may be traded until ${utcMinute(Date.parse(until))}` +
        `${withoutEvidence ? ', without evidence' : ''}. Take it back: hive trade disarm --reason TEXT`,
      screen.width,
    ),
  ]);

export const renderDisarmed = ({ changed }: DisarmReport, screen: Screen): string =>
  page(screen, [changed ? 'Real money is not traded any more.' : 'Nothing was armed; nothing to do.']);
