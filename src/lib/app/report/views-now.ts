import type { BarSeries } from '../../core/bar-series.ts';
import { emptySeries } from '../../core/bar-series.ts';
import { HiveError } from '../../core/errors.ts';
import { intervalMs } from '../../core/interval.ts';
import type { Moment } from '../../drift/moments.ts';
import type { RecordedDecision } from '../../drift/ran-ticks.ts';
import { classLearner } from '../../learning/feedback/learning-state.ts';
import { hasOverclaimed } from '../../learning/feedback/take-stance.ts';
import type { TickSettings } from '../../tick/settings.ts';
import type { View } from '../../trading/strategy.ts';
import { MEMORY_BARS } from '../bars/bar-feed.ts';
import { barsBefore } from '../bars/bars-before.ts';
import type { CurrentModel } from '../current-model.ts';
import { stakeOf } from '../learn/decision-path.ts';
import type { Reading } from '../reading.ts';
import { labelSpec, maxModelAgeMs } from '../settings.ts';
import { tradingControlStrategy } from '../tick/control-strategy.ts';
import { forestStrategy } from '../tick/forest-strategy.ts';
import { learnedView } from '../tick/learned-view.ts';
import type { ModelHistory } from './model-history.ts';

/** What the strategy says of past moments on the bars and model files that there are now. */
export class ViewsNow {
  readonly #home: Reading;
  readonly #models: Pick<ModelHistory, 'inUse'>;
  readonly #views = new Map<string, Promise<View | null>>();
  readonly #bars = new Map<string, Promise<BarSeries>>();
  readonly #loaded = new Map<string, Promise<CurrentModel | null>>();

  constructor(home: Reading, models: Pick<ModelHistory, 'inUse'>) {
    this.#home = home;
    this.#models = models;
  }

  /** Null where it cannot be found out any more: the model is gone, or no stance was taken on that epoch. */
  at(symbol: string, moment: Moment): Promise<View | null> {
    const key = `${symbol} ${moment.atMs}`;
    const known = this.#views.get(key) ?? this.#look(symbol, moment);
    this.#views.set(key, known);
    return known;
  }

  async #look(symbol: string, moment: Moment): Promise<View | null> {
    const { settings, atMs: nowMs, learning } = moment;
    const said = await this.#own(symbol, moment);
    const view = said && learnedView(said, settings, { learning, nowMs });
    return view?.evidence === null && view.opinion.reason === 'NO_STANCE' ? null : view;
  }

  /** What the strategy says by itself. */
  async #own(symbol: string, moment: Moment): Promise<View | null> {
    const { settings, atMs: nowMs } = moment;
    const when = { nowMs, epoch: Math.floor(nowMs / settings.epochMs) };
    if (settings.strategyId === 'control') return tradingControlStrategy(settings.seed).look(symbol, when);
    const model = await this.#model(symbol, moment);
    if (model === null) return null;
    const { config } = this.#home;
    return forestStrategy({
      label: labelSpec(config, 'crypto'),
      maxModelAgeMs: maxModelAgeMs(config),
      threshold: settings.threshold,
      bars: name => this.#barsAt(name, nowMs),
      currentModel: () => model,
    }).look(symbol, when);
  }

  /** The model of the decision that was made, else the one that was in use; null where its file is gone. */
  #model(symbol: string, { atMs, ran }: Moment): Promise<CurrentModel | null> {
    const name = ran?.decisions.get(symbol)?.data.model?.name ?? this.#models.inUse(atMs);
    if (name === null) return Promise.resolve({ kind: 'none' });
    const known = this.#loaded.get(name) ?? this.#load(name);
    this.#loaded.set(name, known);
    return known;
  }

  async #load(name: string): Promise<CurrentModel | null> {
    const [models, parse] = await Promise.all([this.#home.models(), this.#home.parser()]);
    try {
      return { kind: 'model', model: parse(models.read(name)) };
    } catch (error) {
      if (error instanceof HiveError) return null;
      throw error;
    }
  }

  /** The bars that had closed by then, as they are now; those of one bar's length are the same. */
  #barsAt(symbol: string, atMs: number): Promise<BarSeries> {
    const { interval } = this.#home.config.market;
    const stepMs = intervalMs(interval);
    const closedMs = Math.floor(atMs / stepMs) * stepMs;
    const key = `${symbol} ${closedMs}`;
    const known = this.#bars.get(key) ?? this.#read(symbol, closedMs);
    this.#bars.set(key, known);
    return known;
  }

  async #read(symbol: string, closedMs: number): Promise<BarSeries> {
    const { interval } = this.#home.config.market;
    const toMs = closedMs - intervalMs(interval) + 1;
    try {
      return (await barsBefore(this.#home, { symbol, interval, last: MEMORY_BARS, toMs })).series;
    } catch (error) {
      if (error instanceof HiveError) return emptySeries(symbol, interval);
      throw error;
    }
  }
}

/** What a recorded decision was to use of the cap, by the stance that it stood on. */
export function stakeThen({ data, learning }: RecordedDecision, settings: TickSettings): number {
  const { pending, evidence } = classLearner(learning, 'crypto');
  const own = pending?.symbols[data.symbol];
  if (!pending || !own || data.inputs.atMs >= Date.parse(pending.until)) return 1;
  if (hasOverclaimed(evidence)) return 1;
  return stakeOf(settings, { stake: own.policy.stake, mixture: own.mixture });
}
