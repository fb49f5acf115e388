import fc from 'fast-check';
import type { Command, Grammar } from '../../../../src/lib/dashboards/terminal/desk/command.ts';
import { type CodeRule, type Screen, screen } from '../../../../src/lib/dashboards/terminal/desk/screen.ts';
import { FUNCTIONS } from '../../../../src/lib/dashboards/terminal/functions/registry.ts';

const CODES = FUNCTIONS.map(({ code }) => code);

/** Coins of any name, and stocks: also those called like a function. */
export const anyTicker = fc.oneof(
  fc.stringMatching(/^[A-Z0-9]{2,6}$/).map(coin => `${coin}/USD`),
  fc.constantFrom('AAPL', 'MSFT', 'BRK.B', 'F', 'T', 'A^GSPC', 'EURUSD=X', ...CODES),
);

const anyArgument = ({ argument }: CodeRule): fc.Arbitrary<string | null> => {
  if (!argument) return fc.constant(null);
  const values =
    argument.choices.length > 0
      ? fc.constantFrom(...argument.choices)
      : fc.stringMatching(/^[0-9a-f]{1,12}$/);
  return fc.option(values).map(value => (value === argument.usual ? null : value));
};

const anyTickerOf = ({ ticker }: CodeRule): fc.Arbitrary<string | null> =>
  ticker === 'one' ? anyTicker : ticker === 'optional' ? fc.option(anyTicker) : fc.constant(null);

/** Any screen that a panel can show. */
export const anyScreen: fc.Arbitrary<Screen> = fc
  .constantFrom(...FUNCTIONS)
  .chain(rule =>
    fc.tuple(anyTickerOf(rule), anyArgument(rule)).map(([ticker, value]) => screen(rule.code, ticker, value)),
  );

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  anyScreen.map(shown => ({ kind: 'show', screen: shown }) as const),
  fc.constantFrom(1, 2, 4).map(panels => ({ kind: 'layout', panels }) as const),
  fc.boolean().map(on => ({ kind: 'keys', on }) as const),
  fc.constant({ kind: 'reset' } as const),
);

/** What a line of this hive is read against. */
export const grammar = (change: Partial<Grammar> = {}): Grammar => ({
  codes: FUNCTIONS,
  known: ['BTC/USD', 'ETH/USD', 'AAPL'],
  here: screen('W'),
  ...change,
});
