import { indexAtOrAfter } from '../../core/bar-series.ts';
import type { EngineInput, EngineRun, SymbolInput } from '../engine-run.ts';
import { Account } from './account.ts';
import { checkBars, checkCodes, placed } from './check-input.ts';
import { growDoubles, grownRoom } from './columns.ts';
import { Holding } from './holding.ts';
import { Play } from './play.ts';
import { termsOf } from './terms.ts';

/** One symbol on its way along the common time axis. */
interface Lane {
  readonly input: SymbolInput;
  readonly play: Play;
  /** Its next bar. */
  next: number;
  /** At the moment that is played: it has a bar there, and plays it. */
  turns: boolean;
  plays: boolean;
}

/** Several symbols on one cash account, or finer bars to look into: every bar is played in full. */
export function runMerged(input: EngineInput): EngineRun {
  const run = new MergedRun(input);
  run.play();
  return run.result();
}

class MergedRun {
  readonly #account: Account;
  readonly #lanes: readonly Lane[];
  #time = new Float64Array(0);
  #equity = new Float64Array(0);
  #length = 0;
  #barsInMarket = 0;

  constructor({ symbols, execution, startingCents }: EngineInput) {
    const holdings = symbols.map(({ track }, index) => new Holding(index, track.widths));
    this.#account = new Account(termsOf(execution), holdings, startingCents);
    const start = Math.min(...symbols.map(firstTime));
    this.#lanes = symbols.map((symbol, index) => {
      const { series, track, detail } = symbol;
      checkBars(series);
      checkCodes(series, track.codes);
      if (detail) checkBars(detail);
      const play = new Play(this.#account, holdings[index]!, symbol);
      play.read(series, track.codes);
      return { input: symbol, play, next: indexAtOrAfter(series, start), turns: false, plays: false };
    });
  }

  play(): void {
    for (;;) {
      let now = Infinity;
      for (const { input, next } of this.#lanes) {
        if (next < input.series.length) now = Math.min(now, input.series.time[next]!);
      }
      if (now === Infinity) return;
      this.#moment(now);
    }
  }

  #moment(now: number): void {
    const { halted } = this.#account;
    for (const lane of this.#lanes) {
      const { series, firstBar } = lane.input;
      lane.turns = series.time[lane.next] === now;
      lane.plays = lane.turns && lane.next >= firstBar && !halted;
    }
    this.#playTurns(now);
    this.#mark(now);
    for (const lane of this.#lanes) if (lane.turns) lane.next++;
  }

  /** All opens, then all insides, then all closes; the symbols in their order. */
  #playTurns(timeMs: number): void {
    const lanes = this.#lanes;
    let turn: Lane | undefined;
    try {
      for (turn of lanes) if (turn.plays) turn.play.open(turn.next, isLast(turn));
      for (turn of lanes) if (turn.plays) turn.play.inside();
      for (turn of lanes) if (turn.plays) turn.play.close(isLast(turn));
    } catch (error) {
      throw placed(error, { symbol: turn?.input.symbol ?? '', timeMs });
    }
  }

  #mark(now: number): void {
    const account = this.#account;
    if (account.equity() <= 0 && !account.halted) {
      for (const { play } of this.#lanes) play.liquidate();
      account.halted = true;
    }
    if (this.#length === this.#time.length) {
      const room = grownRoom(this.#length, this.#length + 1);
      this.#time = growDoubles(this.#time, room);
      this.#equity = growDoubles(this.#equity, room);
    }
    this.#time[this.#length] = now;
    this.#equity[this.#length] = account.equity();
    this.#length++;
    if (account.inMarket) this.#barsInMarket++;
  }

  result(): EngineRun {
    for (const { play } of this.#lanes) play.update();
    const { trades, fills, rejected, cash } = this.#account;
    return {
      time: this.#time.subarray(0, this.#length),
      equity: this.#equity.subarray(0, this.#length),
      barsInMarket: this.#barsInMarket,
      trades,
      fills,
      rejected,
      cashCents: cash,
    };
  }
}

const isLast = ({ input, next }: Lane): boolean => next === input.series.length - 1;

/** Time of the first bar that may trade; Infinity when there is none. */
const firstTime = ({ series, firstBar }: SymbolInput): number =>
  firstBar < series.length ? series.time[firstBar]! : Infinity;
