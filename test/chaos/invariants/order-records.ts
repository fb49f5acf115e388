import { parseQty } from '../../../src/lib/core/money.ts';
import { isEntry } from '../../../src/lib/journal/entry.ts';
import type { RecordCheck } from './record-check.ts';

const FORM = /^hive-[0-9a-f]{10}-(BTCUSD|ETHUSD)-(buy|sell)-\d+$/;

/** I3: the id of an intent was never used before, whatever became of it. */
export const i3FreshId: RecordCheck = (verdicts, entry, before) => {
  if (!isEntry(entry, 'INTENT')) return;
  const { order } = entry.data;
  verdicts.check('I3', !before.intents.has(order), () => `the id ${order} is used a second time`);
};

/** I4: the id names symbol, side and slot of the intent, in at most 48 plain characters. */
export const i4IdOfIntent: RecordCheck = (verdicts, entry) => {
  if (!isEntry(entry, 'INTENT')) return;
  const { order, symbol, side, slot } = entry.data;
  const isOf = order.endsWith(`-${symbol.replace('/', '')}-${side}-${slot}`);
  verdicts.check('I4', FORM.test(order) && order.length <= 48 && isOf, () => `${order} is a wrong id`);
};

/** I6: no intent while another one of its symbol is open. */
export const i6FrozenSymbol: RecordCheck = (verdicts, entry, before) => {
  if (!isEntry(entry, 'INTENT')) return;
  const { order, symbol } = entry.data;
  const other = before.open.find(({ data }) => data.symbol === symbol);
  verdicts.check('I6', !other, () => `${order} was intended while ${other?.data.order} was open`);
};

/** I8, first half: no fill is journalled twice. */
export const i8FillOnce: RecordCheck = (verdicts, entry, before) => {
  if (!isEntry(entry, 'FILL')) return;
  const { fill } = entry.data;
  verdicts.check('I8', !before.fillIds.includes(fill), () => `fill ${fill} is journalled twice`);
};

/** I11: an order that has ended changes no more, and what was filled of it is the sum of its fills. */
export const i11EndedOrder: RecordCheck = (verdicts, entry, before) => {
  if (isEntry(entry, 'FILL') || isEntry(entry, 'CLOSED')) {
    const intent = before.intents.get(entry.data.order);
    verdicts.check(
      'I11',
      intent?.status === 'open',
      () => `${entry.type} of ${entry.data.order}, which is not open`,
    );
  }
  if (!isEntry(entry, 'CLOSED')) return;
  const { order, filledQty } = entry.data;
  const filled = before.intents.get(order)?.fills.reduce((sum, { qty }) => sum + parseQty(qty), 0n);
  verdicts.check(
    'I11',
    filled === parseQty(filledQty),
    () => `${order} ended with ${filledQty}, its fills are ${filled}`,
  );
};
