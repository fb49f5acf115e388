import { isoTime } from '../../core/clock.ts';
import { cents, formatCents, parsePrice, parseQty } from '../../core/money.ts';
import { REASONS, type Reason } from '../../core/reason.ts';
import type { Drift } from '../../drift/drift.ts';
import { liveOrders, spentOn } from '../../drift/live-orders.ts';
import { type Step, stepsOf } from '../../drift/steps.ts';
import type { HiveState } from '../../journal/state.ts';
import type { ReportOutput } from '../schemas/report.ts';

/** Every fill of the period with its reason; a sale with what it realised, the last one of a position with its reward. */
export function tradeFacts(steps: readonly Step[]): ReportOutput['trades'] {
  return stepsOf(steps, 'FILL').map(({ seq, data, before, after }) => {
    const order = before.open[data.order]!;
    const profit = cents(after.books.main.realised - before.books.main.realised);
    return {
      ...{ seq, at: data.at, symbol: data.symbol, side: data.side },
      ...{ qty: data.qty, price: data.price, fee: data.fee },
      value: formatCents(spentOn(data)),
      reason: order.reason,
      meaning: REASONS[order.reason],
      confidence: order.confidence,
      realised: data.side === 'sell' ? formatCents(profit) : null,
      reward: rewardOf(before, after),
    };
  });
}

/** What the position brought that this fill ended; null while it is open, and where it taught nothing. */
function rewardOf(before: HiveState, after: HiveState): string | null {
  const newest = after.learning.rewards.at(-1);
  return newest && after.learning.rewarded > before.learning.rewarded ? formatCents(newest.net) : null;
}

/** How often ticks gave each reason, the most frequent first. */
export function reasonFacts(steps: readonly Step[]): ReportOutput['reasons'] {
  const counts = new Map<string, { symbol: string; reason: Reason; count: number }>();
  for (const { data } of stepsOf(steps, 'TICK'))
    for (const { symbol, reason } of data.outcomes) {
      const key = `${symbol} ${reason}`;
      const known = counts.get(key) ?? { symbol, reason, count: 0 };
      counts.set(key, { ...known, count: known.count + 1 });
    }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || (a.symbol < b.symbol ? -1 : 1))
    .map(({ symbol, reason, count }) => ({ symbol, reason, meaning: REASONS[reason], count }));
}

/** Orders that were not filled, or not whole. */
export const unfilledFacts = (steps: readonly Step[]): ReportOutput['unfilled'] =>
  liveOrders(steps).flatMap(({ intent, atMs, trouble }) =>
    trouble === null
      ? []
      : [
          {
            at: isoTime(atMs),
            order: intent.order,
            symbol: intent.symbol,
            side: intent.side,
            value: intent.value,
            why: trouble,
          },
        ],
  );

export const unresolvedFacts = ({ open }: HiveState): ReportOutput['unresolved'] =>
  Object.values(open).map(({ order, symbol, side, value, intendedMs }) => ({
    order,
    symbol,
    side,
    value: formatCents(value),
    since: isoTime(intendedMs),
  }));

const PER_CENT = 10n ** 16n;

/** What trading cost: fees as they were taken, the assumed half spread of each order, and what its price was worse by. */
export function costFacts(
  steps: readonly Step[],
  drift: Drift | string,
  spreadBps: number,
): ReportOutput['costs'] {
  const fills = stepsOf(steps, 'FILL');
  const traded = fills.reduce((sum, { data }) => sum + spentOn(data), 0n);
  const first = steps[0];
  const fees = first ? steps.at(-1)!.after.books.main.fees - first.before.books.main.fees : 0n;
  const met = typeof drift === 'string' ? null : metCosts(drift, spreadBps);
  const total = fees + (met ? met.spread + met.slippage : 0n);
  return {
    traded: formatCents(cents(traded)),
    fees: formatCents(cents(fees)),
    spread: met && formatCents(cents(met.spread)),
    slippage: met && formatCents(cents(met.slippage)),
    total: formatCents(cents(total)),
    share: traded === 0n ? null : Number(total) / Number(traded),
  };
}

function metCosts({ orders }: Drift, spreadBps: number): { spread: bigint; slippage: bigint } {
  let [spread, slippage] = [0n, 0n];
  const halfPpb = BigInt(Math.round(spreadBps * 50_000));
  for (const { live, sent } of orders)
    for (const { data } of live.fills) {
      const coins = parseQty(data.qty);
      const worse = (parsePrice(data.price) - sent) * (data.side === 'buy' ? 1n : -1n);
      spread += (coins * sent * halfPpb) / 1_000_000_000n;
      slippage += coins * worse;
    }
  return { spread: nearest(spread), slippage: nearest(slippage) };
}

/** The nearest cent of 1e-18 dollars. */
const nearest = (amount: bigint): bigint => {
  const half = amount < 0n ? -PER_CENT / 2n : PER_CENT / 2n;
  return (amount + half) / PER_CENT;
};
