import { sha256 } from '../../core/hash.ts';

/** Number of an embedded account: `SIM-` and ten characters that follow from `seed` alone. */
export const simulatedAccountNumber = (seed: number): string =>
  `SIM-${sha256(`paper account\n${seed}`).slice(0, 10).toUpperCase()}`;
