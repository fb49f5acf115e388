import { ALPACA_FAULTS } from './alpaca-faults.ts';
import { EMBEDDED_FAULTS } from './embedded-exchange.ts';
import { HOME_FAULTS } from './home-faults.ts';
import type { BrokerName } from './run-id.ts';

/** Every fault that can strike a run: those of the broker and of the wire, then those of the machine. */
export const faultNames = (broker: BrokerName): readonly string[] => [
  ...(broker === 'alpaca' ? ALPACA_FAULTS : EMBEDDED_FAULTS),
  ...Object.keys(HOME_FAULTS),
];
