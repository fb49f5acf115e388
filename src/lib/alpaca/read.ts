import type { marketData, trading } from '@alpacahq/alpaca-trade-api/rest';
import type { z } from 'zod';
import type { Alpaca } from './client.ts';
import { type Answer, type Exchange, parsedJson } from './exchange.ts';
import { badAnswer, refusal, unreachable, withheldError } from './read-errors.ts';

/** A read that failed on the way is asked again after these waits; what changes something never is. */
const RETRY_WAITS_MS = [300, 1_200];

const isWorthAnother = (exchange: Exchange): boolean =>
  exchange.kind === 'silence' || (exchange.kind === 'answer' && exchange.answer.status >= 500);

/** Asks again while the answer may be a better one. */
export async function askAgain(alpaca: Alpaca, ask: () => Promise<Exchange>): Promise<Exchange> {
  let exchange = await ask();
  for (const waitMs of RETRY_WAITS_MS) {
    if (!isWorthAnother(exchange)) return exchange;
    await alpaca.wait(waitMs);
    exchange = await ask();
  }
  return exchange;
}

export interface Read<T> {
  readonly value: T;
  readonly answer: Answer;
}

/**
 * The value of a good answer of the trading API.
 * @param what the request in words, for errors: "the account".
 * @throws HiveError (broker or config) when the answer cannot be trusted.
 */
export async function readTrading<T>(
  alpaca: Alpaca,
  { what, schema }: { readonly what: string; readonly schema: z.ZodType<T> },
  call: (config: trading.Configuration) => Promise<unknown>,
): Promise<Read<T>> {
  return goodValue(await askAgain(alpaca, () => alpaca.trading(call)), what, schema);
}

/** The same of the market data API. */
export async function readData<T>(
  alpaca: Alpaca,
  { what, schema }: { readonly what: string; readonly schema: z.ZodType<T> },
  call: (config: marketData.Configuration) => Promise<unknown>,
): Promise<Read<T>> {
  return goodValue(await askAgain(alpaca, () => alpaca.data(call)), what, schema);
}

/** The value of an answer. @throws HiveError as the reads do. */
export function goodValue<T>(exchange: Exchange, what: string, schema: z.ZodType<T>): Read<T> {
  if (exchange.kind === 'withheld') throw withheldError(exchange, what);
  if (exchange.kind === 'silence') throw unreachable(exchange.detail, what);
  const { answer } = exchange;
  if (answer.status < 200 || answer.status > 299) throw refusal(answer, what);
  const json = answer.text !== null && answer.isJson ? parsedJson(answer.text) : undefined;
  if (json === undefined) throw badAnswer(answer, what, answer.fault ?? 'it is not JSON');
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data, answer };
  const [issue] = parsed.error.issues;
  throw badAnswer(answer, what, `${issue?.path.join('.') || 'its shape'}: ${issue?.message ?? 'wrong'}`);
}
