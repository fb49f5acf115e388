import { type Answer, type Exchange, errorBody, parsedJson } from '../../alpaca/exchange.ts';
import { parseCents, parseQty } from '../../core/money.ts';
import type { ApprovedOrder } from '../../risk/approved-order.ts';
import type { BrokerOrder, SubmitOutcome } from '../broker.ts';
import { orderAnswer } from './answers.ts';
import { toOrder } from './to-order.ts';

/** Answers that, with a body in Alpaca's form, prove that the order was not taken. */
const REFUSALS = new Set([400, 401, 403, 404, 422, 429]);

/** Of these Alpaca is known to write a message alone. */
const WITHOUT_CODE = new Set([401, 403, 429]);

/** Of 422: an invalid parameter, or a client order id that is already used. Only a lookup can tell. */
const MAYBE_DUPLICATE = '40010001';
/** "client_order_id must be unique", in both spellings that were seen, under whatever code. */
const NAMES_THE_ID = /client[_ ]order[_ ]id/i;

/**
 * What an exchange about a submission proves: by allow-list, so that everything not foreseen is UNKNOWN. Total:
 * it never throws.
 */
export function classify(exchange: Exchange, sent: ApprovedOrder): SubmitOutcome {
  if (exchange.kind === 'withheld') {
    return { kind: 'REFUSED', code: exchange.code, message: `not sent: ${exchange.detail}`, requestId: null };
  }
  if (exchange.kind === 'silence') return { kind: 'UNKNOWN', detail: exchange.detail, requestId: null };
  const { answer } = exchange;
  if (answer.status >= 200 && answer.status < 300) return accepted(answer, sent);
  return refused(answer);
}

function accepted(answer: Answer, sent: ApprovedOrder): SubmitOutcome {
  const { requestId } = answer;
  const json = answer.text !== null && answer.isJson ? parsedJson(answer.text) : undefined;
  const parsed = orderAnswer.safeParse(json);
  const order = parsed.success ? toOrder(parsed.data) : null;
  if (!order) return { kind: 'UNKNOWN', detail: unreadable(answer), requestId };
  const strange = strangeness(order, sent) ?? (isSentSize(json, sent) ? null : 'another size');
  if (strange) return { kind: 'UNKNOWN', detail: strange, requestId, violation: true };
  return { kind: 'ACCEPTED', order, requestId };
}

const unreadable = ({ status, fault }: Answer): string =>
  `${status} with a body that is no order${fault === null ? '' : `: ${fault}`}`;

/** How the order in the answer differs from the one that was sent; null when it is that one. */
function strangeness(order: BrokerOrder, sent: ApprovedOrder): string | null {
  const { clientOrderId, symbol, side } = sent;
  if (order.clientOrderId !== clientOrderId) return `client order id ${order.clientOrderId.slice(0, 128)}`;
  return order.symbol !== symbol || order.side !== side ? `${order.side} ${order.symbol}` : null;
}

/** To the last digit: a size that is cut when it is read would pass for the one that was sent. */
function isSentSize(json: unknown, { size }: ApprovedOrder): boolean {
  const { notional, qty } = json as Readonly<Record<'notional' | 'qty', unknown>>;
  try {
    return size.kind === 'notional'
      ? parseCents(String(notional)) === size.notional
      : parseQty(String(qty)) === size.qty;
  } catch {
    return false;
  }
}

function refused(answer: Answer): SubmitOutcome {
  const { status, requestId } = answer;
  const body = errorBody(answer);
  const detail = body ? `${status} ${body.code} ${body.message}` : unreadable(answer);
  const hasForm = body !== null && (body.code !== '' || WITHOUT_CODE.has(status));
  if (!hasForm || !REFUSALS.has(status) || isMaybeDuplicate(status, body))
    return { kind: 'UNKNOWN', detail, requestId };
  return { kind: 'REFUSED', code: body.code || String(status), message: body.message, requestId };
}

const isMaybeDuplicate = (status: number, { code, message }: { code: string; message: string }): boolean =>
  (status === 422 && code === MAYBE_DUPLICATE) || NAMES_THE_ID.test(message);
