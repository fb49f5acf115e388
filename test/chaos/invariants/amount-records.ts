import { parseCents, parsePrice, parseQty } from '../../../src/lib/core/money.ts';
import { type FillData, isEntry } from '../../../src/lib/journal/entry.ts';
import type { RecordCheck } from './record-check.ts';

const PER_CENT = 10n ** 16n;
const FEE_PPM = 2_500n;

const ceil = (numerator: bigint, denominator: bigint): bigint => (numerator + denominator - 1n) / denominator;

/** What a fill moves, by the broker's published rules: the fee comes out of what is received. */
function settled({ side, qty, price }: FillData): { cash: bigint; net: bigint } {
  const [gross, at] = [parseQty(qty), parsePrice(price)];
  if (side === 'buy')
    return { cash: -ceil(gross * at, PER_CENT), net: gross - ceil(gross * FEE_PPM, 1_000_000n) };
  const proceeds = (gross * at) / PER_CENT;
  return { cash: proceeds - ceil(proceeds * FEE_PPM, 1_000_000n), net: -gross };
}

/** I21: a buy brings its coins less the fee in coins; a sale brings its dollars less the fee in dollars. */
export const i21NetOfFees: RecordCheck = (verdicts, entry) => {
  if (!isEntry(entry, 'FILL')) return;
  const { fill, cash, net } = entry.data;
  const right = settled(entry.data);
  const isKept = parseCents(cash) === right.cash && parseQty(net) === right.net;
  verdicts.check(
    'I21',
    isKept,
    () => `fill ${fill} moves ${cash} and ${net}; ${right.cash} cents, ${right.net}e-9 is right`,
  );
};

/** I22: a sale is of at most the coins that the journal has. */
export const i22SaleCovered: RecordCheck = (verdicts, entry, before) => {
  if (!isEntry(entry, 'INTENT') || entry.data.side === 'buy') return;
  const { order, qty, symbol } = entry.data;
  const amount = parseQty(qty ?? '0');
  const isKept = amount > 0n && amount <= before.coins(symbol);
  verdicts.check('I22', isKept, () => `${order} sells ${qty} of ${before.coins(symbol)}e-9`);
};
