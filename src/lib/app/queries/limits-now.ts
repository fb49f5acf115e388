import type { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import { type Cents, dollars } from '../../core/money.ts';
import type { HiveState } from '../../journal/state.ts';
import { dayBudget } from '../../journal/state-changes.ts';
import type { RiskLimits } from '../../risk/rule.ts';
import { armState } from '../arming/arm-state.ts';
import { haltReason } from '../halt/halt-reason.ts';
import { type Positions, positionsOf } from '../positions.ts';
import type { schema } from '../schemas/limits.ts';
import { tickSettings } from '../settings.ts';
import type { Home } from './endpoint.ts';

export type Limits = z.infer<typeof schema>;
type Limit = Limits['limits'][number];

/** Each limit of risk with what stands against it now, what is at stake, and who allows it. */
export async function limitsNow(home: Home): Promise<Limits> {
  const { state } = home.journal;
  const account = await positionsOf(home, state);
  const nowMs = home.clock.now();
  const exposure = exposureOf(account);
  const equity = account?.main.equity ?? 0;
  return {
    limits: limitRows(tickSettings(home.config).limits, standing(state, account, nowMs)),
    exposure,
    exposureShare: equity > 0 ? exposure / equity : 0,
    halted: await haltReason(home),
    armed: armedNow(home, nowMs),
  };
}

/** Positions at their marks; one without a mark at its cost. */
const exposureOf = (account: Positions | null): number =>
  (account?.main.positions ?? []).reduce((sum, { value, cost }) => sum + (value ?? cost), 0);

/** What stands against the limits; null where nothing is known yet. */
interface Standing {
  readonly notional: number | null;
  readonly orders: number | null;
  readonly loss: number | null;
  readonly buyingPower: number | null;
  readonly sinceEntrySeconds: number | null;
}

function standing(state: HiveState | null, account: Positions | null, nowMs: number): Standing {
  if (!state || !account)
    return { notional: null, orders: null, loss: null, buyingPower: null, sinceEntrySeconds: null };
  const { main } = state.books;
  const day = dayBudget(main, nowMs);
  const reserved = Object.values(state.open)
    .filter(({ side }) => side === 'buy')
    .reduce((sum, { value }) => sum + value, 0n);
  const entries = Object.values(main.symbols).flatMap(({ lastEntryMs }) => lastEntryMs ?? []);
  return {
    notional: dollars(day.notional),
    orders: day.orders,
    loss: Math.max(0, toCent(dollars(day.openEquity) - account.main.equity)),
    buyingPower: dollars((main.cash - reserved) as Cents),
    sinceEntrySeconds: entries.length > 0 ? Math.max(0, (nowMs - Math.max(...entries)) / 1_000) : null,
  };
}

const toCent = (amount: number): number => Math.round(amount * 100) / 100;

/** Nothing counts after the wait is over. */
const waited = (seconds: number | null, wait: number): number | null =>
  seconds === null ? null : Math.min(seconds, wait);

function limitRows(limits: RiskLimits, now: Standing): Limit[] {
  const cooldown = limits.cooldownMs / 1_000;
  return [
    cap('order', 'One order', 'usd', dollars(limits.maxOrder)),
    cap('order-share', 'One order, of buying power', 'share', Number(limits.maxOrderSharePpm) / 1e6),
    cap('day-notional', 'Notional a day', 'usd', dollars(limits.dailyNotional), now.notional),
    cap('day-orders', 'Orders a day', 'count', limits.dailyOrders, now.orders),
    cap('day-loss', 'Loss a day', 'usd', dollars(limits.dailyLoss), now.loss),
    floor('buying-power', 'Buying power', 'usd', dollars(limits.minBuyingPower), now.buyingPower),
    floor('broker-minimum', 'Smallest order of the broker', 'usd', dollars(limits.brokerMinimum)),
    floor('cooldown', 'Wait after an entry', 'seconds', cooldown, waited(now.sinceEntrySeconds, cooldown)),
    floor('confidence', 'Confidence of an entry', 'share', limits.minConfidence),
    cap('quote-age', 'Age of a quote', 'seconds', limits.maxQuoteAgeMs / 1_000),
    cap('spread', 'Spread of a quote', 'bps', limits.maxSpreadBps),
  ];
}

type Row = [id: string, name: string, unit: Limit['unit'], limit: number, used?: number | null];

const cap = (...[id, name, unit, limit, used = null]: Row): Limit => ({
  ...{ id, name, unit, used, limit, kind: 'cap' },
  share: used === null || limit === 0 ? null : used / limit,
});

const floor = (...[id, name, unit, limit, used = null]: Row): Limit => ({
  ...{ id, name, unit, used, limit, kind: 'floor', share: null },
});

function armedNow({ paths, config }: Home, nowMs: number): Limits['armed'] {
  const { mode, alpaca } = config;
  if (mode !== 'live')
    return { needed: false, until: null, withoutEvidence: false, says: 'No real money is at stake.' };
  const state = armState(paths, { account: alpaca.accountNumber, mode, nowMs });
  if (!state.armed)
    return {
      ...{ needed: true, until: null, withoutEvidence: false },
      says: `Real money is not traded: ${state.reason}.`,
    };
  const until = isoTime(state.untilMs);
  const { withoutEvidence } = state;
  const evidence = withoutEvidence ? ', WITHOUT evidence' : '';
  return {
    needed: true,
    until,
    withoutEvidence,
    says: `Real money may be traded until ${until}${evidence}.`,
  };
}
