import type { BarKey, BarStore } from '../../store/ports.ts';

/** Open times of the first and the last stored bar; null when none is stored. */
export function storedRange(bars: BarStore, { source, symbol, interval }: BarKey) {
  const found = bars
    .inventory()
    .find(entry => entry.source === source && entry.symbol === symbol && entry.interval === interval);
  return found ? { firstMs: found.firstMs, lastMs: found.lastMs } : null;
}
