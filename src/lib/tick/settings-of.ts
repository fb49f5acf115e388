import { dataError } from '../core/errors.ts';
import { parseCents } from '../core/money.ts';
import type { EntryData } from '../journal/entry.ts';
import type { RecordMode } from '../journal/sealed-record.ts';
import type { TickSettings } from './settings.ts';

type Plain = EntryData['CONFIG']['settings'];

/**
 * The settings that a CONFIG record holds: the inverse of `configEntry`, but for the account that may be traded,
 * which decides whether a tick begins and nothing after that.
 * @throws HiveError (data, SETTINGS_MISSING) when the record lacks one: an older hive wrote it.
 */
export function settingsOf(plain: Plain): TickSettings {
  const text = (key: string): string => String(settingOf(plain, key));
  const number = (key: string): number => Number(settingOf(plain, key));
  const money = (key: string) => parseCents(text(key));
  const symbols = text('symbols')
    .split(' ')
    .filter(symbol => symbol !== '');
  return {
    mode: text('mode') as RecordMode,
    market: text('market'),
    seed: number('seed'),
    strategyId: text('strategy'),
    symbols,
    epochMs: number('epochMs'),
    exits: text('exits') as TickSettings['exits'],
    threshold: text('threshold') as TickSettings['threshold'],
    // Records of before the gate have neither.
    gate: (plain.gate ?? 'informs') as TickSettings['gate'],
    policy: (plain.policy ?? 'shadow') as TickSettings['policy'],
    feeRate: number('feeRate'),
    spreadBps: number('spreadBps'),
    deadlineMs: number('deadlineMs'),
    accountRule: { pinned: null, paper: null },
    limits: {
      symbols,
      maxOrder: money('maxOrder'),
      maxOrderSharePpm: BigInt(number('maxOrderSharePpm')),
      minBuyingPower: money('minBuyingPower'),
      brokerMinimum: money('brokerMinimum'),
      dailyNotional: money('dailyNotional'),
      dailyOrders: number('dailyOrders'),
      cooldownMs: number('cooldownMs'),
      dailyLoss: money('dailyLoss'),
      maxQuoteAgeMs: number('maxQuoteAgeMs'),
      maxSpreadBps: number('maxSpreadBps'),
      minConfidence: number('minConfidence'),
    },
  };
}

function settingOf(plain: Plain, key: string): string | number {
  const value = Object.hasOwn(plain, key) ? plain[key] : undefined;
  if (value !== undefined) return value;
  throw dataError({
    code: 'SETTINGS_MISSING',
    message: `The settings of then, as the journal has them, lack "${key}".`,
    next: 'An older hive wrote them; replay the decision with the hive that made it.',
  });
}
