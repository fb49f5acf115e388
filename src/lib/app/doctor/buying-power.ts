import type { BrokerAccount } from '../../broker/broker.ts';
import { type Cents, cents, formatCents } from '../../core/money.ts';
import type { RiskLimits } from '../../risk/rule.ts';
import { tickSettings } from '../settings.ts';
import { type Check, type Finding, ok, problem } from './check.ts';

const usd = (amount: Cents): string => `$${formatCents(amount)}`;

/** Whether the share of buying power that an order may take reaches the smallest order that the broker takes. */
export const buyingPower: Check = {
  id: 'buying-power',
  title: 'Buying power',
  asksBroker: true,
  async look({ adapters, account }) {
    return judgedPower(tickSettings(adapters.config).limits, (await account()).account);
  },
};

/** Whether an order can ever be as large as the broker's least one. */
export function judgedPower(
  limits: RiskLimits,
  { nonMarginableBuyingPower: power }: Pick<BrokerAccount, 'nonMarginableBuyingPower'>,
): Finding {
  const { brokerMinimum: minimum } = limits;
  const needed = neededFor(limits);
  if (needed === null)
    return problem(
      `risk.maxOrderUsd or risk.maxOrderShare lets no order reach the ${usd(minimum)} that the broker takes`,
      'Raise them within their limits.',
    );
  const share = `${Number(limits.maxOrderSharePpm) / 10_000} %`;
  const seen = `${share} of buying power must reach the broker's least order of ${usd(minimum)}: ${usd(needed)} are needed, ${usd(power)} are there`;
  return power >= needed ? ok(seen) : problem(seen, 'Until more is there HIVE says BELOW_BROKER_MIN.');
}

/** Null when no buying power would do. */
function neededFor(limits: RiskLimits): Cents | null {
  const { maxOrder, maxOrderSharePpm: ppm, minBuyingPower, brokerMinimum: minimum } = limits;
  if (maxOrder < minimum || ppm <= 0n) return null;
  const forShare = cents((minimum * 1_000_000n + ppm - 1n) / ppm);
  return forShare > minBuyingPower ? forShare : minBuyingPower;
}
