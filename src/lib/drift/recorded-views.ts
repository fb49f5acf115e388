import type { Reason } from '../core/reason.ts';
import type { DecisionData } from '../journal/entry.ts';
import type { View } from '../trading/strategy.ts';
import type { Moment } from './moments.ts';
import type { DriftPorts } from './ports.ts';
import type { RecordedDecision } from './ran-ticks.ts';

/** What the strategies say when they have no view; other reasons do not tell whether the strategy was asked. */
const WITHOUT_VIEW: ReadonlySet<Reason> = new Set<Reason>([
  ...([
    'NO_MODEL',
    'MODEL_INVALID',
    'MODEL_STALE',
    'NO_BARS',
    'STALE_BARS',
    'NO_FEATURES',
    'NO_STANCE',
  ] as const),
]);

/** Views as they were written down, by symbol and moment. */
export class RecordedViews {
  readonly #decisions: ReadonlyMap<string, readonly Dated[]>;
  readonly #stakeThen: DriftPorts['stakeThen'];

  constructor(moments: readonly Moment[], stakeThen: DriftPorts['stakeThen']) {
    const all = moments.flatMap(moment =>
      [...(moment.ran?.decisions ?? [])].map(([symbol, recorded]) => ({ symbol, recorded, moment })),
    );
    this.#decisions = Map.groupBy(all, ({ symbol }) => symbol);
    this.#stakeThen = stakeThen;
  }

  /** The newest decision of the moment's epoch, or that there was no view; null where nothing was written down. */
  at(symbol: string, moment: Moment): View | null {
    const { atMs, ran, settings } = moment;
    if (ran === null) return null;
    const epoch = Math.floor(atMs / settings.epochMs);
    const own = this.#decisions
      .get(symbol)
      ?.findLast(({ recorded, moment: when }) => recorded.data.epoch === epoch && when.atMs <= atMs);
    if (own) return viewThen(own.recorded.data, this.#stakeThen(own.recorded, own.moment.settings));
    const reason = ran.outcomes.get(symbol);
    return reason !== undefined && WITHOUT_VIEW.has(reason)
      ? { opinion: { kind: 'none', reason }, evidence: null }
      : null;
  }
}

interface Dated {
  readonly recorded: RecordedDecision;
  readonly moment: Moment;
}

/** The view that a decision was made of, as far as the step that trades looks at it. */
function viewThen(data: DecisionData, stake: number): View {
  const { symbol, signal, barCloseAt, barriers, before, threshold } = data;
  const { featureSet, features, experts, random, model, interval, inputs } = data;
  const barCloseMs = barCloseAt === null ? null : Date.parse(barCloseAt);
  return {
    opinion: { kind: 'signal', signal: { symbol, ...signal, barCloseMs }, widths: barriers, stake },
    evidence: {
      ...{ featureSet, features, barCloseMs, experts, model, interval },
      lastClose: inputs.lastClose,
      odds: () => before,
      random,
      // Where the threshold is the break-even confidence, it was this one.
      breakEven: threshold,
    },
  };
}
