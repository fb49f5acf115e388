import { formatCents, parseCents, parsePrice, parseQty } from '../../../src/lib/core/money.ts';
import { type IntentData, isEntry } from '../../../src/lib/journal/entry.ts';
import type { Facts } from './facts.ts';
import type { RecordCheck } from './record-check.ts';

const PER_CENT = 10n ** 16n;

/** What one order may move, in cents, from its own numbers: coins times price rounded up, or the money stated. */
function worth({ notional, qty, referencePrice }: IntentData): bigint {
  if (notional !== undefined) return parseCents(notional);
  return (parseQty(qty!) * parsePrice(referencePrice) + PER_CENT - 1n) / PER_CENT;
}

/** Cash less what open buys may still take. */
function buyingPower(facts: Facts): bigint {
  return facts.open.reduce((left, { data, fills }) => {
    if (data.side !== 'buy') return left;
    const spent = fills.reduce((sum, { cash }) => sum - parseCents(cash), 0n);
    const rest = parseCents(data.value) - spent;
    return left - (rest > 0n ? rest : 0n);
  }, facts.cash);
}

/** I13: at most the cap for one order and, for an entry, its share of buying power; what is stated is what it is. */
export const i13Size: RecordCheck = (verdicts, entry, before, { limits }) => {
  if (!isEntry(entry, 'INTENT')) return;
  const { order, value, purpose } = entry.data;
  const moves = worth(entry.data);
  const share = (buyingPower(before) * limits.maxOrderSharePpm) / 1_000_000n;
  verdicts.check(
    'I13',
    moves === parseCents(value),
    () => `${order} moves ${moves} cents and states ${value}`,
  );
  verdicts.check('I13', moves <= limits.maxOrder, () => `${order} moves ${moves} cents`);
  verdicts.check(
    'I13',
    purpose === 'exit' || moves <= share,
    () => `${order} moves ${moves} of ${share} cents`,
  );
};

/** I14: nothing is opened below the least buying power, and nothing is sent below the broker's minimum. */
export const i14Minimum: RecordCheck = (verdicts, entry, before, { limits }) => {
  if (!isEntry(entry, 'INTENT')) return;
  const { order, purpose } = entry.data;
  const [moves, power] = [worth(entry.data), buyingPower(before)];
  verdicts.check('I14', moves >= limits.brokerMinimum, () => `${order} moves ${moves} cents`);
  const mayOpen = purpose === 'exit' || power >= limits.minBuyingPower;
  verdicts.check('I14', mayOpen, () => `${order} was opened on ${power} cents`);
};

/** I15: an entry rests on a probability above the threshold. */
export const i15Confidence: RecordCheck = (verdicts, entry) => {
  if (!isEntry(entry, 'INTENT') || entry.data.purpose === 'exit') return;
  const { order, confidence } = entry.data;
  const isKept = confidence !== null && confidence > 0.7 && confidence <= 1;
  verdicts.check('I15', isKept, () => `${order} was opened with a confidence of ${confidence}`);
};

/** I16: one of two symbols; a buy opens, a sale ends. */
export const i16Symbol: RecordCheck = (verdicts, entry) => {
  if (!isEntry(entry, 'INTENT')) return;
  const { order, symbol, side, purpose } = entry.data;
  const isKept = ['BTC/USD', 'ETH/USD'].includes(symbol) && (side === 'buy') === (purpose === 'entry');
  verdicts.check('I16', isKept, () => `${order} is a ${purpose} by a ${side} of ${symbol}`);
};

/** I17: number and dollars of the day's orders, and the time between two entries of a symbol. */
export const i17Day: RecordCheck = (verdicts, entry, before, { limits }) => {
  if (!isEntry(entry, 'INTENT') || entry.data.purpose === 'exit') return;
  const { order, symbol } = entry.data;
  const used = before.use(entry.atMs);
  const spent = used.cents + worth(entry.data);
  verdicts.check(
    'I17',
    used.orders < limits.dailyOrders,
    () => `${order} is order ${used.orders + 1} of its day`,
  );
  verdicts.check('I17', spent <= limits.dailyNotional, () => `${order} brings its day to ${spent} cents`);
  const entries = [...before.intents.values()].filter(
    ({ data }) => data.symbol === symbol && data.purpose === 'entry',
  );
  const lastMs = entries.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
  const isCool = entry.atMs - lastMs >= limits.cooldownMs;
  verdicts.check('I17', isCool, () => `${order} comes ${entry.atMs - lastMs} ms after the last entry`);
};

/** I18: an order is made under the limits of now, and the journal names them. */
export const i18LimitsOfNow: RecordCheck = (verdicts, entry, { config }, { limits }) => {
  if (!isEntry(entry, 'INTENT')) return;
  const isKept =
    config.maxOrder === formatCents(limits.maxOrder) && config.dailyOrders === limits.dailyOrders;
  verdicts.check(
    'I18',
    isKept,
    () => `${entry.data.order} was made under limits that the journal does not have`,
  );
};
