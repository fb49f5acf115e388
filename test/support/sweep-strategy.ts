import type { RuleStrategy } from '../../src/lib/trading/strategies/rule-strategy.ts';

/** A strategy with one parameter of each kind, that never says anything; `fast` must be below `slow`. */
export const twoAverages: RuleStrategy = {
  id: 'two-averages',
  summary: 'For tests of the space of parameters.',
  params: {
    fast: { kind: 'integer', default: 10, min: 1, max: 1000, summary: 'Bars of the quick average.' },
    slow: { kind: 'integer', default: 30, min: 1, max: 1000, summary: 'Bars of the slow average.' },
    band: { kind: 'number', default: 0.5, min: 0, max: 100, summary: 'Width.' },
    of: { kind: 'choice', default: 'close', of: ['close', 'open'], summary: 'Price.' },
  },
  check: ({ fast, slow }) =>
    Number(fast) < Number(slow) ? null : `fast (${fast}) must be below slow (${slow})`,
  warmUpBars: ({ slow }) => Number(slow),
  start: () => ({ advance: (_chunk, out) => void out.fill(0), tagOf: () => '' }),
};
