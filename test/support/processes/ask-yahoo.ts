/** Asks a Yahoo that gives every odd answer, one after the other; prints how many there were, and nothing else. */
import { parseInstrument } from '../../../src/lib/core/instrument.ts';
import { chartBody, fakeYahoo, type YahooAnswer } from '../fake-yahoo.ts';
import { yahooSource } from '../yahoo-desk.ts';

const [FIRST, SECOND] = [1709251200, 1709337600];
const short = chartBody([{ at: FIRST }, { at: SECOND }]) as {
  chart: { result: [{ indicators: { quote: [{ high: unknown[]; close: unknown[] }] } }] };
};
short.chart.result[0].indicators.quote[0].high.pop();

const ANSWERS: readonly YahooAnswer[] = [
  { body: chartBody([{ at: FIRST }, { at: FIRST }, { at: SECOND, close: null }]) },
  { body: chartBody([]) },
  { body: short },
  { body: chartBody([{ at: FIRST, close: 'x' as never }]) },
  { body: chartBody([{ at: 'x' as never }]) },
  { body: { chart: { result: [{}], error: null } } },
  { body: { chart: { result: [{ meta: {}, indicators: { quote: [{}, {}] } }], error: null } } },
  { body: { chart: { result: [], error: null } } },
  { body: { chart: { result: null, error: null } } },
  { status: 404, body: { chart: { result: null, error: { code: 'Not Found', description: 'delisted' } } } },
  { status: 429, body: 'Too Many Requests' },
  { status: 500, body: 'Internal Server Error' },
  { status: 200, body: '<html></html>' },
  { status: 200, body: '' },
];

const instrument = parseInstrument('BTC-USD');
for (const answer of ANSWERS) {
  const yahoo = await fakeYahoo(() => answer);
  // A source of its own, so that no back-off keeps a later question from being asked.
  await yahooSource(yahoo)
    .bars({ instrument, interval: '1d', fromMs: 0, toMs: 2e12, asOfMs: 2e12 })
    .catch(() => {});
  if (yahoo.asked.length !== 1) throw new Error(`asked ${yahoo.asked.length} times`);
  await yahoo.close();
}
process.stdout.write(`${ANSWERS.length} answers`);
