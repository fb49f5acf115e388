import { parseQty } from '../../../src/lib/core/money.ts';
import { isHiveOrderId } from '../../../src/lib/core/order.ts';
import type { Quote } from '../../../src/lib/market/bar-source.ts';
import type { TickSettings } from '../../../src/lib/tick/settings.ts';
import type { SentOrder, Truth } from '../exchange.ts';
import type { HomeDisk } from '../home-disk.ts';
import type { MachineClock } from '../sim-time.ts';
import type { Verdicts } from '../verdicts.ts';
import type { Facts } from './facts.ts';

/** The world at the moment at which the first byte of an order leaves. */
export interface Sending {
  readonly order: SentOrder;
  readonly disk: HomeDisk;
  readonly clock: MachineClock;
  readonly settings: TickSettings;
  readonly truth: Truth;
  /** What the journal says, up to now. */
  readonly facts: Facts;
  /** Ids that were sent before. */
  readonly sent: ReadonlySet<string>;
  /** The newest quote of the symbol that this process was given, and its steady clock then. */
  readonly quote: { readonly quote: Quote | null; readonly seenAt: number } | undefined;
  /** How far the wall clock is from the broker's. */
  readonly skewMs: number;
}

type SendCheck = (verdicts: Verdicts, sending: Sending) => void;

/** I2: its intent is durable. */
const i2Intended: SendCheck = (verdicts, { order, disk }) => {
  const needle = `"order":"${order.clientOrderId}"`;
  const isIntent = (line: string) => line.includes('"type":"INTENT"') && line.includes(needle);
  const isKept = disk.journal.lines.findLast(isIntent) !== undefined;
  verdicts.check('I2', isKept, () => `${order.clientOrderId} left without a durable intent`);
};

/** I3: it was not sent before. */
const i3Once: SendCheck = (verdicts, { order, sent }) =>
  verdicts.check('I3', !sent.has(order.clientOrderId), () => `${order.clientOrderId} was sent twice`);

/** I6: all that the broker did of earlier orders of the symbol is in the journal, and none of them can go on. */
const i6NothingOpen: SendCheck = (verdicts, { order, truth, facts }) => {
  const isOurs = (other: { symbol: string; clientOrderId: string }) =>
    other.symbol === order.symbol && isHiveOrderId(other.clientOrderId);
  const alive = truth.orders.find(other => isOurs(other) && !other.isOver);
  verdicts.check('I6', !alive, () => `${order.clientOrderId} left while ${alive?.clientOrderId} was alive`);
  const fill = truth.fills.find(other => isOurs(other) && !facts.fillIds.includes(other.id));
  verdicts.check('I6', !fill, () => `${order.clientOrderId} left while fill ${fill?.id} was not known`);
};

/** I16: a market order of an allowed symbol, sized in exactly one way. */
const i16Kind: SendCheck = (verdicts, { order, settings }) => {
  const isKind = order.type === 'market' && ['gtc', 'ioc'].includes(order.timeInForce);
  const isSized = (order.notional === null) !== (order.qty === null);
  const isKept = isKind && isSized && settings.symbols.includes(order.symbol);
  verdicts.check('I16', isKept, () => `${JSON.stringify(order)} is not allowed`);
};

/** I19: the kill switch is off. */
const i19NotHalted: SendCheck = (verdicts, { order, disk }) =>
  verdicts.check('I19', disk.halt === null, () => `${order.clientOrderId} left while halted: ${disk.halt}`);

/** I22: a plain decimal, and no more than the account holds, unless someone else moves its coins. */
const i22Held: SendCheck = (verdicts, { order, truth }) => {
  if (order.side !== 'sell') return;
  const isPlain = /^\d+(\.\d{1,9})?$/.test(order.qty ?? '');
  verdicts.check('I22', isPlain, () => `${order.clientOrderId} sells "${order.qty}"`);
  const held = truth.held(order.symbol);
  const isHeld = isPlain && (parseQty(order.qty!) <= held || truth.external.coins(order.symbol) !== 0n);
  verdicts.check('I22', isHeld, () => `${order.clientOrderId} sells ${order.qty} of ${held}e-9`);
};

/** I25: on a young quote by both clocks, and with a wall clock that is right. */
const i25Young: SendCheck = (verdicts, { order, clock, settings, quote, skewMs }) => {
  const { maxQuoteAgeMs } = settings.limits;
  const ageMs = quote?.quote ? clock.now() - quote.quote.timeMs : Number.POSITIVE_INFINITY;
  const heldMs = quote ? clock.monotonic() - quote.seenAt : Number.POSITIVE_INFINITY;
  const isYoung = ageMs <= maxQuoteAgeMs && ageMs >= -5_000 && heldMs <= maxQuoteAgeMs;
  verdicts.check(
    'I25',
    isYoung,
    () => `${order.clientOrderId} left on a quote ${ageMs} ms old, held ${heldMs} ms`,
  );
  const isRight = Math.abs(skewMs) <= 30_000 + 5_000;
  verdicts.check('I25', isRight, () => `${order.clientOrderId} left with the clock ${skewMs} ms off`);
};

export const SEND_CHECKS: readonly SendCheck[] = [
  i2Intended,
  i3Once,
  i6NothingOpen,
  i16Kind,
  i19NotHalted,
  i22Held,
  i25Young,
];
