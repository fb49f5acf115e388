import assert from 'node:assert/strict';
import { bookView } from '../../src/lib/app/book-view.ts';
import { type Cents, cents, parseCents, parseQty } from '../../src/lib/core/money.ts';
import { GENESIS, parseLine } from '../../src/lib/journal/chain.ts';
import {
  type DecisionData,
  type IntentData,
  isEntry,
  type TimedEntry,
  toEntry,
} from '../../src/lib/journal/entry.ts';
import { project } from '../../src/lib/journal/project.ts';
import { decodeState, encodeState, type HiveState } from '../../src/lib/journal/state.ts';
import { dayBudget } from '../../src/lib/journal/state-changes.ts';
import { shareOfBuyingPower } from '../../src/lib/risk/entry-cap.ts';
import type { RiskLimits } from '../../src/lib/risk/rule.ts';
import type { TickDesk } from './tick-desk.ts';

type Check = (before: HiveState, entry: TimedEntry, limits: RiskLimits) => void;

/** I6: no intent for a symbol that has an open order. */
const frozenSymbol: Check = (before, entry) => {
  if (!isEntry(entry, 'INTENT')) return;
  const { symbol } = entry.data;
  assert.ok(!Object.values(before.open).some(open => open.symbol === symbol), `${symbol} is frozen`);
};

function buyingPower({ books, open }: HiveState): Cents {
  const reserved = Object.values(open).reduce(
    (sum, { side, value }) => sum + (side === 'buy' ? value : 0n),
    0n,
  );
  return cents(books.main.cash - reserved);
}

/** I13 to I16: size, confidence and symbol of an intent. */
const withinSize: Check = (before, entry, limits) => {
  if (!isEntry(entry, 'INTENT')) return;
  const { value: text, symbol, purpose } = entry.data;
  const value = parseCents(text);
  assert.ok(limits.symbols.includes(symbol));
  assert.ok(value >= limits.brokerMinimum && value <= limits.maxOrder, `a value of ${text}`);
  if (purpose === 'entry') entryWithinSize(before, entry.data, limits);
};

function entryWithinSize(before: HiveState, { value, confidence }: IntentData, limits: RiskLimits): void {
  const power = buyingPower(before);
  assert.ok(power >= limits.minBuyingPower);
  assert.ok(parseCents(value) <= shareOfBuyingPower(power, limits.maxOrderSharePpm));
  assert.ok(confidence !== null && confidence > 0.7 && confidence <= 1);
}

/** I17: count and notional of the day, time between two entries. */
const withinDay: Check = (before, entry, limits) => {
  if (!isEntry(entry, 'INTENT') || entry.data.purpose !== 'entry') return;
  const { orders, notional } = dayBudget(before.books.main, entry.atMs);
  assert.ok(orders < limits.dailyOrders);
  assert.ok(notional + parseCents(entry.data.value) <= limits.dailyNotional);
  const last = before.books.main.symbols[entry.data.symbol]?.lastEntryMs ?? Number.NEGATIVE_INFINITY;
  assert.ok(entry.atMs - last >= limits.cooldownMs);
};

/** I11: the fills of a closed order add up to what the broker says was filled. */
const wholeOrder: Check = (before, entry) => {
  if (isEntry(entry, 'CLOSED'))
    assert.equal(before.open[entry.data.order]?.filledQty, parseQty(entry.data.filledQty));
};

/** A decision's odds add up, and what was done was possible. */
const honestOdds: Check = (_before, entry) => {
  if (isEntry(entry, 'DECISION')) assertOdds(entry.data);
};

function assertOdds({ before, after, effect, propensity }: DecisionData): void {
  for (const { BUY, SELL, HOLD } of [before, after]) assert.ok(Math.abs(BUY + SELL + HOLD - 1) < 1e-12);
  assert.equal(propensity, after[effect]);
  assert.ok(propensity > 0, `a propensity of ${propensity}`);
}

/** Each tick gives one reason a symbol. */
const oneReason: Check = (_before, entry) => {
  if (!isEntry(entry, 'TICK')) return;
  const symbols = entry.data.outcomes.map(({ symbol }) => symbol);
  assert.deepEqual(symbols, ['BTC/USD', 'ETH/USD']);
};

const CHECKS = [frozenSymbol, withinSize, withinDay, wholeOrder, honestOdds, oneReason];

/** Folds the whole journal, with every check at every record. */
export function checkedState({ disk, settings }: TickDesk): HiveState {
  let state: HiveState | null = null;
  for (const record of disk.records) {
    const entry = toEntry(record);
    if (state) for (const check of CHECKS) check(state, entry, settings.limits);
    state = project(state, entry);
  }
  assert.ok(state);
  return state;
}

/** I9: folded in two parts, with a checkpoint in between, the journal gives the same state. */
export function assertReplays({ disk }: TickDesk, cut: number): void {
  const entries = disk.records.map(toEntry);
  const fold = (from: HiveState | null, part: readonly TimedEntry[]) =>
    part.reduce<HiveState | null>((state, entry) => project(state, entry), from);
  const middle = fold(null, entries.slice(0, cut));
  const restored = middle && decodeState(encodeState(middle));
  assert.deepEqual(fold(restored, entries.slice(cut)), fold(null, entries));
}

/** I10: the old lines are still there, and the chain holds from its first record. */
export function assertAppendOnly({ disk }: TickDesk, old: readonly string[]): void {
  assert.deepEqual(disk.lines.slice(0, old.length), old);
  disk.lines.reduce((previous, line) => parseLine(line, previous), { ...GENESIS } as Parameters<
    typeof parseLine
  >[1]);
}

/** I23: in both books, what was realised and what is not yet make up the whole profit, to the cent. */
export function assertMoney({ books, startingCash }: HiveState): void {
  for (const book of Object.values(books)) {
    const { realised, unrealised, profit } = bookView(book, startingCash, {});
    assert.equal(Math.round((realised + unrealised) * 100), Math.round(profit * 100));
  }
}
