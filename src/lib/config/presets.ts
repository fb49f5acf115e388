import type { Config } from './schema.ts';

/** Values by dotted path. */
type PresetValues = Readonly<Record<string, unknown>>;

/** Named sets of values that take the place of defaults; what a user sets wins over them. */
export const PRESETS: Readonly<Record<Config['preset'], PresetValues>> = {
  default: {},
  // The limits are written out, so that the preset keeps its meaning when a default changes.
  original: {
    'trading.strategy': 'control',
    'trading.epoch': '2m',
    'trading.exits': 'signal',
    'risk.maxOrderUsd': 75,
    'risk.maxOrderShare': 0.02,
    'risk.minBuyingPowerUsd': 25,
    'risk.cooldown': '2m',
  },
};
