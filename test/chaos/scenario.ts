import { cents } from '../../src/lib/core/money.ts';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { hashKey } from '../../src/lib/core/random.ts';
import { limitsFrom } from '../../src/lib/risk/limits.ts';
import type { RiskLimits } from '../../src/lib/risk/rule.ts';
import { accountNumberOf } from '../../src/lib/sandbox/ids.ts';
import type { TickSettings } from '../../src/lib/tick/settings.ts';
import { SETTINGS as RISK } from '../support/orders.ts';
import type { BrokerName } from './run-id.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
/** A Sunday noon, ten seconds before a UTC midnight, the broker's night sync, and the hour that DST takes away. */
const STARTS = [
  NOON,
  Date.UTC(2026, 10, 22, 23, 59, 50),
  Date.UTC(2026, 10, 23, 7, 15),
  Date.UTC(2026, 2, 29, 0, 58),
];
/** Dollars: nothing, just below and above what an order needs, and from the share cap to the hard cap. */
const CASH = [20, 499, 500, 3_100, 10_000, 10_000, 10_000, 10_000, 100_000, 100_000, 3_000, 6_000];
const EPOCHS = [SLOT_MS, SLOT_MS, SLOT_MS, SLOT_MS, SLOT_MS, 3_600_000];
const WAITS = [SLOT_MS, SLOT_MS, SLOT_MS, SLOT_MS, 1_000, 240_000, 1_200_000, 86_400_000, 3 * 86_400_000];

const pick = <T>(options: readonly T[], ...place: number[]): T =>
  options[hashKey(...place) % options.length]!;

/** What is fixed for a whole run. */
export interface Scenario {
  readonly startMs: number;
  readonly cashCents: bigint;
  readonly settings: TickSettings;
}

export function scenarioOf(seed: number, broker: BrokerName): Scenario {
  return {
    startMs: pick(STARTS, seed, 11) + (hashKey(seed, 12) % 120_000),
    cashCents: cents(BigInt(pick(CASH, seed, 13)) * 100n + BigInt(hashKey(seed, 14) % 100)),
    settings: {
      mode: broker === 'alpaca' ? 'paper' : 'simulated',
      market: `chaos/${seed}`,
      seed,
      strategyId: 'chaos',
      symbols: ['BTC/USD', 'ETH/USD'],
      epochMs: pick(EPOCHS, seed, 15),
      exits: pick(['signal', 'barriers'] as const, seed, 16),
      threshold: 'fixed',
      gate: 'informs',
      policy: 'shadow',
      limits: limitsOf(seed),
      feeRate: 0.0025,
      spreadBps: 10,
      accountRule: {
        pinned: broker === 'alpaca' && seed % 2 === 0 ? accountNumberOf(seed) : null,
        paper: broker === 'alpaca' ? true : null,
      },
      deadlineMs: 90_000,
    },
  };
}

const limitsOf = (seed: number): RiskLimits =>
  limitsFrom({
    ...RISK,
    dailyOrders: pick([2, 40, 1_000, 1_000], seed, 17),
    dailyNotionalUsd: pick([60, 1_500, 100_000, 100_000], seed, 18),
    cooldown: pick(['2m', '2m', '10m'], seed, 19),
    dailyLossUsd: pick([100, 5], seed, 20),
  });

/** Time between two ticks: mostly a slot, sometimes within one, sometimes days. */
export const waitBefore = (seed: number, tick: number): number => pick(WAITS, seed, 21, tick);

/** Time that one way of a request takes: sometimes long, but within the patience of a client. */
export const latencyOf = (seed: number, request: number): number =>
  hashKey(seed, 22, request) % 50 === 0 ? 4_500 : 20 + (hashKey(seed, 23, request) % 180);
