import { notional as worth } from '../../../src/lib/core/money.ts';
import { isHiveOrderId } from '../../../src/lib/core/order.ts';
import type { TrueOrder, Truth } from '../exchange.ts';
import type { Verdicts } from '../verdicts.ts';
import type { Facts, Intent } from './facts.ts';

/** Journal and broker side by side, after faults have ceased and a clean tick. */
export interface Books {
  readonly facts: Facts;
  readonly truth: Truth;
}

type BooksCheck = (verdicts: Verdicts, books: Books) => void;

const ours = ({ orders }: Truth): TrueOrder[] => orders.filter(({ clientOrderId: id }) => isHiveOrderId(id));

/** I1: at the broker, one order at most for a symbol, side and slot. */
export const i1OneOrder: BooksCheck = (verdicts, { truth }) => {
  const seen = new Set<string>();
  for (const { clientOrderId: id } of ours(truth)) {
    verdicts.check('I1', !seen.has(id), () => `the broker has two orders ${id}`);
    seen.add(id);
  }
};

/** I2: no order of ours at the broker without an intent. */
export const i2Known: BooksCheck = (verdicts, { facts, truth }) => {
  for (const { clientOrderId: id } of ours(truth))
    verdicts.check('I2', facts.intents.has(id), () => `order ${id} has no intent`);
};

/** I7: every intent has come to its end. */
const i7Ended: BooksCheck = (verdicts, { facts }) => {
  for (const { data } of facts.open) verdicts.check('I7', false, () => `${data.order} is still open`);
};

/**
 * Whether a tick may not end the order: one that the broker confirmed and then lost, or one that may have moved coins
 * which somebody else moved.
 */
export const waitsForPerson = ({ data, isAcknowledged }: Intent, { orders, external }: Truth): boolean =>
  !orders.some(({ clientOrderId }) => clientOrderId === data.order) &&
  (isAcknowledged || external.coins(data.symbol) !== 0n);

/** I8: the fills of the journal are those of the broker, each once. */
const i8SameFills: BooksCheck = (verdicts, { facts, truth }) => {
  const known = new Set(facts.fillIds);
  const real = truth.fills.filter(({ clientOrderId: id }) => isHiveOrderId(id));
  const missing = real.filter(({ id }) => !known.has(id));
  verdicts.check('I8', missing.length === 0, () => `the journal lacks fill ${missing[0]?.id}`);
  const isSame = known.size === facts.fillIds.length && known.size === real.length;
  verdicts.check(
    'I8',
    isSame,
    () => `${facts.fillIds.length} fills are journalled, ${real.length} were made`,
  );
};

/** An order of which the broker filled more than was sent; each fill of a notional may round up to the next cent. */
export function overfilled({ orders, fills }: Truth): TrueOrder | undefined {
  return orders.find(({ clientOrderId, qty, notional, filledQty }) => {
    if (qty !== null) return filledQty > qty;
    const own = fills.filter(fill => fill.clientOrderId === clientOrderId);
    const cost = own.reduce((sum, fill) => sum + worth(fill.qty, fill.price, 'ceil'), 0n);
    return cost > notional! + BigInt(own.length);
  });
}

/** I21, I24: coins by the journal and by the broker, to a billionth a fill. */
const i21SameCoins: BooksCheck = (verdicts, { facts, truth }) => {
  for (const symbol of ['BTC/USD', 'ETH/USD']) {
    const fills = truth.fills.filter(fill => fill.symbol === symbol).length;
    const own = facts.coins(symbol) - facts.coinsTakenOver(symbol);
    const difference = truth.held(symbol) - truth.external.coins(symbol) - own;
    const isKept = difference <= BigInt(fills + 1) && difference >= -BigInt(fills + 1);
    verdicts.check('I21', isKept, () => `${symbol} differs by ${difference}e-9 after ${fills} fills`);
  }
};

/** I23: cash by the journal and by the broker, to a cent a fill. */
const i23SameCash: BooksCheck = (verdicts, { facts, truth }) => {
  const difference = truth.cash - truth.external.cash - (facts.cash - facts.cashTakenOver);
  const slack = BigInt(truth.fills.length);
  const isKept = difference <= slack && difference >= -slack;
  verdicts.check('I23', isKept, () => `cash differs by ${difference} cents after ${slack} fills`);
};

export const BOOKS_CHECKS: readonly BooksCheck[] = [
  i1OneOrder,
  i2Known,
  i7Ended,
  i8SameFills,
  i21SameCoins,
  i23SameCash,
];
