import type { EngineInput } from '../engine-run.ts';
import type { Actor } from './actor.ts';
import { Dealer } from './dealer.ts';
import type { PlainSizing } from './entry-size.ts';
import { Portfolio } from './portfolio.ts';
import { Prices } from './prices.ts';
import { Seat } from './seat.ts';
import type { Turn } from './timeline.ts';

/** Trades by the signals alone: no risk rules, no epochs, long and short. */
export class ResearchActor implements Actor {
  readonly portfolio: Portfolio;
  readonly entries = [];
  readonly #seats: readonly Seat[];
  #isOver = false;

  constructor({ symbols, execution, startingCents }: EngineInput, sizing: PlainSizing) {
    const portfolio = new Portfolio(startingCents, symbols.length);
    const prices = new Prices(execution);
    const dealer = new Dealer(execution, sizing, { portfolio, prices });
    const room = { execution, prices, dealer, portfolio };
    this.portfolio = portfolio;
    this.#seats = symbols.map((input, symbol) => new Seat(symbol, input, room));
  }

  play(_timeMs: number, turns: readonly Turn[]): void {
    if (this.#isOver) return;
    for (const { symbol, bar } of turns) this.#seats[symbol]!.open(bar);
    for (const { symbol, bar } of turns) this.#seats[symbol]!.inside(bar);
    for (const { symbol, bar } of turns) this.#seats[symbol]!.close(bar);
    if (this.portfolio.equity() <= 0) this.#liquidate();
  }

  #liquidate(): void {
    this.#seats.forEach((seat, symbol) => {
      if (this.portfolio.held(symbol) !== 0n) seat.end(this.portfolio.last(symbol), 'LIQUIDATED');
    });
    this.#isOver = true;
  }
}
