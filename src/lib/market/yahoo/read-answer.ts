import { type FailureKind, YahooFailure } from './failure.ts';

/** Statuses with which Yahoo sends askers away for up to a day. */
const SENT_AWAY = [403, 429];
/** Statuses of a well host that has no such chart. */
const ABOUT_THE_CHART = [200, 400, 404, 422];

/** How Yahoo says that the range holds no bars, for example before a company went public. */
const EMPTY_RANGE = /^Data doesn't exist for startDate/;

/**
 * An answer that holds a chart, as the library takes it.
 * @throws YahooFailure for every other answer.
 */
export function readChartAnswer(status: number, text: string): Response {
  if (SENT_AWAY.includes(status)) throw new YahooFailure('refused', `HTTP status ${status}`);
  const chart = chartIn(text);
  if (!chart || !ABOUT_THE_CHART.includes(status)) throw new YahooFailure('trouble', without(status));
  const complaint = descriptionOf(chart.error);
  if (complaint !== null) throw new YahooFailure(kindOf(complaint), `"${complaint}"`);
  if (status !== 200) throw new YahooFailure('trouble', without(status));
  if (!Array.isArray(chart.result) || chart.result.length === 0)
    throw new YahooFailure('answer', 'its answer holds no chart');
  return new Response(text, { headers: { 'content-type': 'application/json' } });
}

const kindOf = (complaint: string): FailureKind => (EMPTY_RANGE.test(complaint) ? 'nothing' : 'answer');

const without = (status: number): string =>
  status === 200 ? 'a page came instead of data' : `HTTP status ${status}`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function chartIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const answer: unknown = JSON.parse(text);
    return isObject(answer) && isObject(answer.chart) ? answer.chart : null;
  } catch {
    return null;
  }
}

/** One line of at most 200 characters: it goes into a sentence. */
function descriptionOf(error: unknown): string | null {
  if (!isObject(error)) return null;
  const { description, code } = error;
  const words = typeof description === 'string' ? description : String(code);
  return words.replaceAll(/\s+/g, ' ').slice(0, 200);
}
