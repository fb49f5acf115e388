import { canonicalJson } from '../core/canonical-json.ts';
import { sha256 } from '../core/hash.ts';
import { formatCents } from '../core/money.ts';
import { type Entry, entry } from '../journal/entry.ts';
import type { TickSettings } from './settings.ts';

/** The settings that decide, as the journal keeps them: a change of a limit leaves a trace. */
export function configEntry({ limits, ...settings }: TickSettings): Entry<'CONFIG'> {
  const plain = {
    mode: settings.mode,
    market: settings.market,
    seed: settings.seed,
    strategy: settings.strategyId,
    symbols: settings.symbols.join(' '),
    epochMs: settings.epochMs,
    exits: settings.exits,
    threshold: settings.threshold,
    gate: settings.gate,
    policy: settings.policy,
    minConfidence: limits.minConfidence,
    maxOrder: formatCents(limits.maxOrder),
    maxOrderSharePpm: Number(limits.maxOrderSharePpm),
    minBuyingPower: formatCents(limits.minBuyingPower),
    dailyNotional: formatCents(limits.dailyNotional),
    dailyOrders: limits.dailyOrders,
    cooldownMs: limits.cooldownMs,
    dailyLoss: formatCents(limits.dailyLoss),
    maxQuoteAgeMs: limits.maxQuoteAgeMs,
    maxSpreadBps: limits.maxSpreadBps,
    feeRate: settings.feeRate,
    spreadBps: settings.spreadBps,
    deadlineMs: settings.deadlineMs,
    brokerMinimum: formatCents(limits.brokerMinimum),
  };
  return entry('CONFIG', { hash: sha256(canonicalJson(plain)), settings: plain });
}
