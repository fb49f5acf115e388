import type { BrokerAsset } from '../../broker/inspection.ts';
import { formatQty } from '../../core/money.ts';
import { type Check, ok, problem, skipped } from './check.ts';

export const assets: Check = {
  id: 'assets',
  title: 'Coins',
  asksBroker: true,
  async look({ adapters }) {
    const inspection = await adapters.inspection();
    if (!inspection) return skipped('the broker cannot be asked');
    const { symbols } = adapters.config.trading;
    const found = await Promise.all(symbols.map(symbol => inspection.asset(symbol)));
    const closed = found.filter(({ tradable }) => !tradable);
    return closed.length === 0
      ? ok(found.map(inWords).join('; '))
      : problem(
          `${closed.map(({ symbol, status }) => `${symbol} is not tradable (${status})`).join('; ')}`,
          'Take it out of trading.symbols, or wait until the broker trades it again.',
        );
  },
};

function inWords({ symbol, minOrderQty, qtyIncrement }: BrokerAsset): string {
  const least = minOrderQty === null ? '' : `, at least ${formatQty(minOrderQty)}`;
  const steps = qtyIncrement === null ? '' : `, in steps of ${formatQty(qtyIncrement)}`;
  return `${symbol} is tradable${least}${steps}`;
}
