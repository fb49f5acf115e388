import type { DecisionStory, SymbolStory, TickStory } from '../../lib/app/why/trade-why.ts';
import { decimal, percent, signedPercent, usd } from '../numbers.ts';
import { paint } from '../paint.ts';
import { utcMinute } from '../times.ts';
import { type Fact, facts } from './facts.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const timeOf = (iso: string): string => utcMinute(Date.parse(iso));

/** Why a tick did what it did: one block a symbol. */
export const renderWhy = ({ slot, seq, at, symbols }: TickStory, screen: Screen): string =>
  page(screen, [
    `Tick ${timeOf(at)}, slot ${slot}, record ${seq}`,
    ...symbols.map(story => symbolText(story, screen)),
  ]);

function symbolText(story: SymbolStory, screen: Screen): string {
  const { symbol, reason, meaning } = story;
  const head = paint(screen, 'bold', `${symbol}  ${reason}`);
  const { width } = screen;
  const all = [
    ...ruleFacts(story),
    ...decisionFacts(story),
    ...learningFacts(story),
    ...orderFacts(story),
    ...rewardFacts(story),
    controlFact(story),
  ];
  return [head, `  ${wrap(meaning, width - 2, 2)}`, facts(all, { width, indent: 2 })].join('\n');
}

function ruleFacts({ rule, limit, value, bid, decision }: SymbolStory): Fact[] {
  const mark: Fact[] = bid === null || decision?.now ? [] : [['Bid', usd(Number(bid))]];
  return rule === undefined ? mark : [['Rule', `${rule}: limit ${limit}, value ${value}`], ...mark];
}

function decisionFacts({ decision }: SymbolStory): Fact[] {
  if (!decision) return [['Decision', 'none yet']];
  const { data, at, now } = decision;
  const when = now ? `${data.id}, now` : `${data.id} of ${timeOf(at)}: ${data.reason}`;
  return [['Decision', when], ...signalFacts(decision), ...(now ? quoteFacts(decision) : [])];
}

function signalFacts({ data }: DecisionStory): Fact[] {
  const { action, confidence, probabilityUp } = data.signal;
  const { threshold, interval } = data;
  const beyond = confidence > threshold ? 'above' : 'not above';
  const bounds = interval ? `, between ${percent(interval[0])} and ${percent(interval[1])}` : '';
  return [
    [
      'Signal',
      `${action}, confidence ${percent(confidence)}, ${beyond} the threshold of ${percent(threshold)}`,
    ],
    ...(probabilityUp === null
      ? []
      : [['Probability', `${percent(probabilityUp)} that it pays${bounds}`] as const]),
  ];
}

function quoteFacts({ data, features }: DecisionStory): Fact[] {
  const { quote, model, before, after, effect, positionBefore, inputs } = data;
  return [
    ['Quote', `bid ${usd(quote.bid)}, ask ${usd(quote.ask)}, ${timeOf(quote.at)}`],
    ['Account', `${positionBefore} held, ${usd(Number(inputs.buyingPower))} to spend`],
    ['Model', model ? `${model.name}, trained to ${timeOf(model.trainedTo)}` : 'none'],
    ...(features ?? []).map(
      ({ name, value }, at): Fact => [at === 0 ? 'Features' : '', `${name} ${decimal(value, 4)}`],
    ),
    ['Odds', `${oddsText(before)}; after the rules ${oddsText(after)}; done: ${effect}`],
  ];
}

const oddsText = (odds: DecisionStory['data']['before']): string =>
  Object.entries(odds)
    .filter(([, share]) => share > 0)
    .map(([action, share]) => `${action} ${percent(share, 0)}`)
    .join(', ');

/** The chain from what the experts said to what the outcome changed. */
function learningFacts({ learning }: SymbolStory): Fact[] {
  if (!learning) return [];
  const { regime, pooled, voices, mixture, policy, path, gate, outcome } = learning;
  return [
    ['Regime', regime],
    ...voices.map(
      ({ id, weight, exposure, probability }, i): Fact => [
        i === 0 ? 'Experts' : '',
        `${id} ${percent(weight)}: ${exposure === null ? 'asleep' : `wants ${percent(exposure, 0)}`}` +
          (probability === null ? '' : `, says ${percent(probability)}`),
      ],
    ),
    [
      'Together',
      `want ${percent(mixture, 0)} of the cap${pooled === null ? '' : `, say ${percent(pooled)}`}`,
    ],
    [
      'Policy',
      `stakes ${percent(policy.stake, 0)}, expects ${decimal(policy.mean, 3)} volatilities of full exposure`,
    ],
    ['Path', `wanted ${percent(path, 0)} of the cap`],
    ['Gate', gateText(gate)],
    ...(outcome === null ? [] : outcomeFacts(outcome)),
  ];
}

type Learning = NonNullable<SymbolStory['learning']>;

const gateText = ({ stage, lnMoney, lnTiming }: Learning['gate']): string =>
  `${stage}, wealth ${decimal(Math.exp(lnMoney), 3)} against cash, ${decimal(Math.exp(lnTiming), 3)} against its usual exposure`;

function outcomeFacts({ move, gateAfter, changed }: NonNullable<Learning['outcome']>): Fact[] {
  return [
    ['Outcome', `${signedPercent(move, 2)} over the epoch`],
    ['Then', gateText(gateAfter)],
    ...changed.map(
      ({ id, before, after }, i): Fact => [
        i === 0 ? 'Changed' : '',
        `weight of ${id} ${percent(before, 2)} to ${percent(after, 2)}`,
      ],
    ),
  ];
}

const rewardFacts = ({ reward }: SymbolStory): Fact[] =>
  reward === null
    ? []
    : [
        [
          'Reward',
          `${usd(Number(reward.net))} after fees of ${usd(Number(reward.fees))}, closed ${timeOf(reward.closedAt)}`,
        ],
      ];

function orderFacts({ order }: SymbolStory): Fact[] {
  if (!order) return [];
  const { intent, events, fills } = order;
  const size = intent.notional === undefined ? intent.qty : usd(Number(intent.notional));
  return [
    ['Order', `${intent.side} ${size} as ${intent.order}`],
    ...events.map(({ at, text }): Fact => ['', `${timeOf(at)}  ${text}`]),
    ...fills.map(
      ({ qty, price, fee }): Fact => ['Fill', `${qty} at ${usd(Number(price))}, fee ${usd(Number(fee))}`],
    ),
  ];
}

function controlFact({ control }: SymbolStory): Fact {
  if (!control) return ['Control arm', 'decided nothing now'];
  const { action, confidence, reason, traded } = control;
  const did = traded ? 'traded' : 'did not trade';
  return ['Control arm', `${action}, confidence ${percent(confidence)}: ${did}, ${reason}`];
}
