import { type BarSeries, indexAtOrAfter, sliceSeries } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import type { SignalTrack } from '../../trading/signals.ts';
import type { EngineInput, EngineRun, EngineTrade, SymbolInput } from '../engine-run.ts';
import { actionName, barTime, type CheckReport, difference, reportOf } from './check-report.ts';
import { cutPoints } from './cut-points.ts';

/** Columns by name, one number for each bar of the series. */
export type FeatureColumns = Readonly<Record<string, ArrayLike<number>>>;

/** What a strategy says of bars of several symbols, in their order. */
export type TracksOf = (all: readonly BarSeries[]) => Promise<readonly SignalTrack[]>;

export interface LookaheadInput {
  /** The run to check; its tracks are made anew. */
  readonly input: EngineInput;
  readonly tracksOf: TracksOf;
  /** What the strategy reads besides prices; left out for rules. */
  readonly featuresOf?: (series: BarSeries) => FeatureColumns;
  readonly run: (input: EngineInput) => EngineRun;
  /** Most places at which the future is cut off; 100 when left out. */
  readonly points?: number;
}

const MOST_POINTS = 100;

/** A run over some of the bars, with all that was made of them. */
interface Version {
  readonly input: EngineInput;
  readonly features: readonly FeatureColumns[];
  readonly run: EngineRun;
}

/**
 * Takes the future away at many moments and demands that nothing of the past moves: signals, their confidence and
 * barriers, features, and trades that were closed before the last bar that is left (in that one, what is open is
 * closed). A look at any later bar, in a strategy, a feature or the engine, shows as a difference. Also demands that
 * the same bars give the same signals twice.
 */
export async function checkLookahead(check: LookaheadInput): Promise<CheckReport> {
  const whole = await versionUntil(check, Infinity);
  const points = cutPoints(whole.input, whole.run, check.points ?? MOST_POINTS);
  const again = { ...whole, run: check.run(whole.input), input: await withTracks(check, whole.input) };
  const found = differences(whole, again, 'When it runs again over the same bars');
  for (const point of points) {
    found.push(
      ...differences(whole, await versionUntil(check, point), `Without the bars from ${isoTime(point)} on`),
    );
  }
  return reportOf('lookahead', points.length, found);
}

async function withTracks({ tracksOf }: LookaheadInput, input: EngineInput): Promise<EngineInput> {
  const tracks = await tracksOf(input.symbols.map(({ series }) => series));
  return { ...input, symbols: input.symbols.map((symbol, i) => ({ ...symbol, track: tracks[i]! })) };
}

/** All that is made of the bars that open before `endMs`. */
async function versionUntil(check: LookaheadInput, endMs: number): Promise<Version> {
  const cut = (series: BarSeries) => sliceSeries(series, 0, indexAtOrAfter(series, endMs));
  const symbols = check.input.symbols.map(symbol => ({
    ...symbol,
    series: cut(symbol.series),
    detail: symbol.detail && cut(symbol.detail),
  }));
  const input = await withTracks(check, { ...check.input, symbols });
  const features = symbols.map(({ series }) => check.featuresOf?.(series) ?? {});
  return { input, features, run: check.run(input) };
}

/** Sentences about what of the shorter version is not as in the whole one. */
function differences(whole: Version, part: Version, when: string): string[] {
  const found = part.input.symbols.flatMap((symbol, k) => [
    ...signalDifferences(whole.input.symbols[k]!, symbol),
    ...featureDifferences(symbol.series, whole.features[k]!, part.features[k]!),
  ]);
  found.push(...tradeDifferences(whole, part));
  return found.map(sentence => `${when}, ${sentence}`);
}

function signalDifferences({ track: wanted }: SymbolInput, { symbol, series, track }: SymbolInput): string[] {
  const { length } = series;
  const found: string[] = [];
  const codes = difference(wanted.codes, track.codes, length);
  if (codes) {
    const [is, was] = [track.codes, wanted.codes].map(column => actionName(column[codes.first]!));
    found.push(
      `the signal of ${symbol} at the bar of ${barTime(series, codes.first)} is ${is}, not ${was}${others(codes.count, 'signal')}.`,
    );
  }
  const [before, now] = [wanted.confidence ?? [], track.confidence ?? []];
  const weights = difference(before, now, length);
  if (weights) {
    found.push(
      `the confidence of ${symbol} at the bar of ${barTime(series, weights.first)} is ${now[weights.first]}, not ` +
        `${before[weights.first]}${others(weights.count, 'value')}.`,
    );
  }
  const last = length - 1;
  const [had, has] = [wanted, track].map(({ widths }) => JSON.stringify(widths?.(last) ?? null));
  if (had !== has)
    found.push(`the barriers of ${symbol} at the bar of ${barTime(series, last)} are ${has}, not ${had}.`);
  return found;
}

const others = (count: number, what: string): string => (count > 1 ? ` (${count} ${what}s differ)` : '');

function featureDifferences(series: BarSeries, wanted: FeatureColumns, given: FeatureColumns): string[] {
  return Object.keys(wanted).flatMap(name => {
    const [before, now] = [wanted[name]!, given[name] ?? []];
    const values = difference(before, now, series.length);
    if (!values) return [];
    const place = `the feature ${name} of ${series.symbol} at the bar of ${barTime(series, values.first)}`;
    return [`${place} is ${now[values.first]}, not ${before[values.first]}${others(values.count, 'value')}.`];
  });
}

/** The first trade that was over before the last bar of its symbol and is not the same in both. */
function tradeDifferences(whole: Version, part: Version): string[] {
  const lengths = part.input.symbols.map(({ series }) => series.length);
  const wanted = settledTrades(whole.run, lengths);
  const given = settledTrades(part.run, lengths);
  for (;;) {
    const [was, is] = [wanted.next().value, given.next().value];
    if (!was && !is) return [];
    const changed = was && is ? changedField(was, is) : 'presence';
    if (changed) return [tradeSentence(whole.input, { was, is, changed })];
  }
}

function* settledTrades(
  { trades }: EngineRun,
  lengths: readonly number[],
): Generator<EngineTrade, undefined> {
  for (let i = 0; i < trades.length; i++) {
    const trade = trades.at(i);
    if (trade.exitBar !== null && trade.exitBar < lengths[trade.symbol]! - 1) yield trade;
  }
}

const changedField = (was: EngineTrade, is: EngineTrade): keyof EngineTrade | undefined =>
  (Object.keys(was) as (keyof EngineTrade)[]).find(name => !Object.is(was[name], is[name]));

interface ChangedTrade {
  readonly was: EngineTrade | undefined;
  readonly is: EngineTrade | undefined;
  readonly changed: keyof EngineTrade | 'presence';
}

function tradeSentence({ symbols }: EngineInput, { was, is, changed }: ChangedTrade): string {
  const { symbol, entryBar } = (was ?? is)!;
  const { series } = symbols[symbol]!;
  const trade = `trade of ${series.symbol} that opened at the bar of ${barTime(series, entryBar)}`;
  if (!is) return `there is no ${trade}.`;
  if (!was || changed === 'presence') return `there is a ${trade} which is not there otherwise.`;
  return `the ${trade} has another ${changed}: ${is[changed]}, not ${was[changed]}.`;
}
