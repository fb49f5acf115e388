import { FUNCTIONS } from '../../../../src/lib/dashboards/terminal/functions/registry.ts';
import { assertGenerated } from '../../../support/generated-block.ts';

const TICKERS = { one: 'a ticker', optional: 'with or without one', none: '' } as const;

describe('docs/dashboards.md', () => {
  it('lists every function of the terminal', () => {
    const rows = FUNCTIONS.map(
      ({ code, ticker, about, argument }) =>
        `| \`${code}\` | ${[TICKERS[ticker], argument?.says].filter(Boolean).join('; ')} | ${about} |`,
    );
    assertGenerated(
      'docs/dashboards.md',
      'functions',
      ['| Code | Takes | Shows |', '| --- | --- | --- |', ...rows].join('\n'),
    );
  });
});
