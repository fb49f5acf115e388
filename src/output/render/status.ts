import type { Positions } from '../../lib/app/positions.ts';
import type { GateStanding, LastTick, Status, Today } from '../../lib/app/status.ts';
import type { ClassStatus } from '../../lib/app/train-status.ts';
import { quantity, signedUsd, usd } from '../numbers.ts';
import { paint } from '../paint.ts';
import { span, utcMinute } from '../times.ts';
import { type Fact, facts } from './facts.ts';
import { nextSteps } from './next-step.ts';
import { plural } from './plural.ts';
import { runsFacts } from './runs-facts.ts';
import { accuracyText } from './scorecard.ts';
import { page, type Screen } from './screen.ts';
import { haltText } from './trade-tick.ts';
import { cyclesText } from './train-status.ts';
import { wrap } from './wrap.ts';

/** One look at everything: switch, money, today's limits, the last tick, training. */
export function renderStatus(status: Status, screen: Screen): string {
  const { account, today, lastTick, training, halted } = status;
  return page(screen, [
    halted === null ? '' : haltText(halted, screen),
    facts(
      [
        ['Home', status.home],
        ['Mode', `${status.mode}, strategy ${status.strategy}`],
        ...(account ? money(account) : []),
        ...(today ? [todayFact(today)] : []),
        ...(lastTick ? tickFacts(lastTick) : []),
        ...runsFacts(status.runs),
        ...(status.gate ? gateFacts(status.gate) : []),
        ...(status.regime ? [regimeFact(status.regime)] : []),
        ['Cycles', cyclesText(training)],
        ...training.classes.map(classFact),
      ],
      screen,
    ),
    needsBlock(status, screen),
    nextBlock(status, screen),
  ]);
}

/** What needs a person; a halt has been told of. */
const needsBlock = ({ needs }: Status, screen: Screen): string =>
  needs
    .filter(({ id }) => id !== 'halt')
    .map(({ state, title, says, todo }) => {
      const word = state === 'problem' ? 'PROBLEM' : 'WARNING';
      const text = wrap(`${word} ${title}: ${says}${todo === null ? '' : ` ${todo}`}`, screen.width, 2);
      return text.replace(word, paint(screen, state === 'problem' ? 'red' : 'yellow', word));
    })
    .join('\n');

const regimeFact = (regimes: NonNullable<Status['regime']>): Fact => [
  'Regime',
  regimes.map(({ symbol, regime }) => `${symbol} ${regime}`).join(', '),
];

function money({ main, control, openOrders }: Positions): Fact[] {
  const held = main.positions.map(({ symbol, qty, value }) => `${quantity(qty)} ${symbol} (${usd(value)})`);
  const unresolved: Fact[] =
    openOrders.length > 0 ? [['Unresolved', plural(openOrders.length, 'order')]] : [];
  return [
    ['Equity', `${usd(main.equity)}, profit ${signedUsd(main.profit)}, fees ${usd(main.fees)}`],
    ['Control arm', `${usd(control.equity)}, profit ${signedUsd(control.profit)}, bets at random`],
    ['Positions', held.join(', ') || 'none'],
    ...unresolved,
  ];
}

const todayFact = (today: Today): Fact => [
  'Today',
  `profit ${signedUsd(today.profit)}; ${plural(today.orders, 'order')}, ${today.ordersLeft} left; ` +
    `${usd(today.notional)} traded, ${usd(today.notionalLeft)} left`,
];

const tickFacts = ({ at, ageMs, ticks, reasons }: LastTick): Fact[] => [
  ['Last tick', `${utcMinute(Date.parse(at))}, ${ageText(ageMs)}; ${plural(ticks, 'tick')} in all`],
  ...reasons.map(({ symbol, reason, meaning }): Fact => [`  ${symbol}`, `${reason}: ${meaning}`]),
];

const gateFacts = ({ words, stage, overriddenUntil }: GateStanding): Fact[] => [
  ['Gate', `${words}; stage ${stage}`],
  ...(overriddenUntil === null
    ? []
    : [['OVERRIDDEN', `traded WITHOUT evidence until ${utcMinute(Date.parse(overriddenUntil))}`] as const]),
];

/** With --as-of, now may be before the last tick. */
const ageText = (ms: number): string => (ms < 0 ? `${span(-ms)} after this moment` : `${span(ms)} ago`);

function classFact({ assetClass, model, evaluation, trouble }: ClassStatus): Fact {
  if (trouble !== null) return [`  ${assetClass}`, trouble];
  const record = evaluation ? `, walk-forward accuracy ${accuracyText(evaluation)}` : '';
  return [`  ${assetClass}`, model === null ? 'no model' : model + record];
}

function nextBlock({ account, lastTick, training }: Status, screen: Screen): string {
  const reasons = lastTick?.reasons.map(({ reason }) => reason) ?? [];
  const steps = nextSteps(reasons, screen);
  const isTrained = training.classes.some(({ model }) => model !== null);
  const lines = [
    isTrained || steps !== '' ? '' : 'No model yet. Run: hive train cycle',
    account ? '' : 'No tick has run yet. Run: hive trade tick',
    steps,
  ];
  return lines.filter(line => line !== '').join('\n');
}
