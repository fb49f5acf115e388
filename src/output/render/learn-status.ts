import type { LearnStatus } from '../../lib/app/learn/learn-status.ts';
import { decimal, NONE, percent, signedPercent, usd } from '../numbers.ts';
import { paint } from '../paint.ts';
import { table } from '../table.ts';
import { utcMinute } from '../times.ts';
import { type Fact, facts } from './facts.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';

type Part<Name extends keyof LearnStatus> = NonNullable<LearnStatus[Name]>;

const timeOf = (iso: string): string => utcMinute(Date.parse(iso));
const times = (logs: number): string => decimal(Math.exp(logs), 2);

/** What was learned, a block a part; those that there is nothing of yet are left out. */
export function renderLearnStatus(status: LearnStatus, screen: Screen): string {
  const { gate, skill, experts, policy, regime, rewards, returns } = status;
  if (!gate) {
    return page(screen, ['Nothing was learned yet: no tick has taken a stance. Run: hive trade tick']);
  }
  const block = (title: string, pairs: Fact[]) =>
    `${paint(screen, 'bold', title)}\n${facts(pairs, { width: screen.width, indent: 2 })}`;
  return page(screen, [
    block(`Gate: ${gate.words}`, gateFacts(gate)),
    skill ? block('Forecasts, scored before they were learned from', skillFacts(skill)) : '',
    returns ? block('What each way to act would have made, net', returnFacts(returns)) : '',
    experts ? `${paint(screen, 'bold', 'Experts')}\n${expertTable(experts, screen)}` : '',
    policy ? block('Policy', policyFacts(policy)) : '',
    regime
      ? block(
          'Regime',
          regime.symbols.map(({ symbol, regime: name }) => [symbol, name]),
        )
      : '',
    rewards ? block('Rewards', rewardFacts(rewards)) : '',
  ]);
}

function gateFacts(gate: Part<'gate'>): Fact[] {
  const { says, stage, capShare, candidate, generation, enforced, epochs, epochsToWanted } = gate;
  const due =
    epochsToWanted === null
      ? 'never at this growth'
      : `${plural(Math.ceil(epochsToWanted), 'epoch')} more at this growth`;
  return [
    ['Verdict', says],
    [
      'Stage',
      `${stage}; ${percent(capShare, 0)} of the cap by the evidence; ${enforced ? 'it decides' : 'it informs only'}`,
    ],
    ['Against cash', `wealth ${times(gate.lnMoney)} of ${times(gate.lnWanted)} wanted, ${due}`],
    ['Against its exposure', `wealth ${times(gate.lnTiming)} of 4 wanted`],
    ['Candidate', `${candidate}, number ${generation}, ${plural(epochs, 'epoch')} known`],
    ...(gate.overriddenUntil === null
      ? []
      : [['OVERRIDDEN', `traded WITHOUT evidence until ${timeOf(gate.overriddenUntil)}`] as const]),
    ...gate.verdicts
      .slice(-3)
      .map(
        ({ at, from, to, why }, i): Fact => [
          i === 0 ? 'Newest verdicts' : '',
          `${timeOf(at)} ${from} to ${to}: ${why}`,
        ],
      ),
  ];
}

function skillFacts(skill: Part<'skill'>): Fact[] {
  const [low, high] = skill.interval;
  return [
    ['Scored', plural(skill.n, 'epoch')],
    ['Accuracy', `${percent(skill.accuracy)} [${percent(low)} to ${percent(high)}], at any time`],
    ['Log loss', `${decimal(skill.logLoss, 4)}, climatology ${decimal(skill.climatologyLogLoss, 4)}`],
    ['Brier score', `${decimal(skill.brier, 4)}, climatology ${decimal(skill.climatologyBrier, 4)}`],
    ['Against climatology', `wealth ${decimal(skill.advantage, 2)} of 20 for evidence`],
    [
      'Confidence over 70 %',
      `${decimal(skill.claims, 0)}, of them ${decimal(skill.claimsTrue, 1)} came true; ` +
        (skill.silenced
          ? 'they were overconfident and count no more'
          : `doubt ${decimal(skill.overconfidence, 2)} of 20`),
    ],
  ];
}

const returnFacts = ({ path, mixture, policy, long, random }: Part<'returns'>): Fact[] => [
  ['Decision path', `${signedPercent(path)} of the cap`],
  ['Mixture of experts', signedPercent(mixture)],
  ['Policy', signedPercent(policy)],
  ['Always long', signedPercent(long)],
  ['Random arm', signedPercent(random)],
  ['Cash', signedPercent(0)],
];

const right = 'right' as const;

function expertTable({ weights, mixture }: Part<'experts'>, screen: Screen): string {
  const symbols = Object.keys(mixture);
  const columns = [
    { header: 'Expert', priority: 1 },
    { header: 'Weight', priority: 1, align: right },
    ...symbols.map(header => ({ header, priority: 2, align: right })),
  ];
  const sorted = weights.toSorted((a, b) => b.weight - a.weight);
  const rows = sorted.map(({ id, weight, exposure }) => [
    id,
    percent(weight),
    ...symbols.map(symbol => shareText(exposure[symbol] ?? null)),
  ]);
  rows.push(['together', percent(1), ...symbols.map(symbol => shareText(mixture[symbol] ?? null))]);
  return table(columns, rows, screen);
}

const shareText = (share: number | null): string => (share === null ? NONE : percent(share, 0));

function policyFacts({ used, split, resets, drift, epochs, symbols }: Part<'policy'>): Fact[] {
  return [
    ['Its stakes', used ? 'are used' : 'are not used: it learns in the shadow (learning.policy)'],
    ...symbols.map(
      ({ symbol, stake, expected, width }): Fact => [
        symbol,
        `stakes ${percent(stake, 0)}; expects ${signed(expected)} ± ${decimal(width, 2)} volatilities of full exposure`,
      ],
    ),
    ['Regimes', split ? 'are told apart' : 'are not told apart: that has not been shown to predict better'],
    [
      'Learned from',
      `${decimal(epochs, 0)} epochs and symbols; began anew ${plural(resets, 'time')}; change ${decimal(drift, 1)} of 500`,
    ],
  ];
}

const signed = (value: number): string => `${value < 0 ? '-' : '+'}${decimal(Math.abs(value), 3)}`;

function rewardFacts({ newest, voided, table: rows, slippage }: Part<'rewards'>): Fact[] {
  const { fills, meanBps, sdBps } = slippage;
  const cost =
    meanBps === null
      ? 'none seen'
      : `${decimal(meanBps, 1)} ± ${decimal(sdBps ?? 0, 1)} basis points over ${plural(fills, 'fill')}`;
  return [
    [
      'Round trips',
      `${decimal(newest.length, 0)} of late${voided > 0 ? `, ${decimal(voided, 0)} void` : ''}`,
    ],
    ...newest
      .slice(-5)
      .map(
        ({ closedAt, symbol, net, decision }): Fact => [
          '',
          `${timeOf(closedAt)} ${symbol} ${usd(net)}, ${decision}`,
        ],
      ),
    ...rows.map(
      ({ regime, confidence, trades, shrunk }, i): Fact => [
        i === 0 ? 'Worth of a trade' : '',
        `${regime}, ${confidence}: ${signedPercent(shrunk, 2)} (${plural(trades, 'trade')})`,
      ],
    ),
    ['Slippage', cost],
  ];
}
