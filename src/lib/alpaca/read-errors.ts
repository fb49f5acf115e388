import { configError, HiveError } from '../core/errors.ts';
import { type Answer, errorBody } from './exchange.ts';

/** The way out when nothing is wrong on our side. */
const LATER = 'Nothing is lost: the next run asks again. See https://status.alpaca.markets.';

const brokerError = (code: string, message: string, next = LATER) =>
  new HiveError({ kind: 'broker', code, message, next, retryable: true });

const traced = ({ requestId }: Answer): string => (requestId === null ? '' : ` (request ${requestId})`);

export const withheldError = ({ code, detail }: { code: string; detail: string }, what: string) =>
  brokerError(code, `Did not ask Alpaca for ${what}: ${detail}.`, 'The next run goes on from here.');

export const unreachable = (detail: string, what: string) =>
  brokerError('BROKER_UNREACHABLE', `Alpaca did not answer when asked for ${what}: ${detail}.`);

export const badAnswer = (answer: Answer, what: string, why: string) =>
  brokerError('BAD_ANSWER', `Alpaca’s answer about ${what} cannot be used: ${why}${traced(answer)}.`);

/** Why an answer that is not 2xx gives nothing. */
export function refusal(answer: Answer, what: string): HiveError {
  const { status } = answer;
  const said = errorBody(answer)?.message || `status ${status}`;
  if (status === 403 && /subscription/i.test(said)) return notSubscribed(answer, said);
  if (status === 401 || status === 403) return badKeys(answer, said);
  if (status === 429)
    return brokerError('RATE_LIMITED', `Alpaca takes no more requests now${traced(answer)}.`);
  const code = status >= 500 ? 'BROKER_FAILED' : 'BROKER_REFUSED';
  return brokerError(code, `Alpaca did not give ${what}: ${said}${traced(answer)}.`);
}

const notSubscribed = (answer: Answer, said: string) =>
  configError({
    code: 'NOT_SUBSCRIBED',
    message: `Alpaca does not give these data: ${said}${traced(answer)}.`,
    next: 'Set alpaca.stockFeed to iex, or subscribe to the feed.',
  });

const badKeys = (answer: Answer, said: string) =>
  configError({
    code: 'BAD_KEYS',
    message: `Alpaca does not take the keys: ${said}${traced(answer)}.`,
    next: 'Paper keys work on the paper host only, live keys on the live host. Check them: hive doctor.',
  });
