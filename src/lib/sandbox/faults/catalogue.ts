import { ACCOUNT_FAULTS } from './account-faults.ts';
import { ACTIVITY_FAULTS } from './activity-faults.ts';
import { ANSWER_FAULTS } from './answer-faults.ts';
import type { FaultKind } from './fault-kind.ts';
import { ORDER_FAULTS } from './order-faults.ts';
import { STATUS_FAULTS } from './status-faults.ts';
import { WIRE_FAULTS } from './wire-faults.ts';

const ALL = {
  ...WIRE_FAULTS,
  ...STATUS_FAULTS,
  ...ANSWER_FAULTS,
  ...ORDER_FAULTS,
  ...ACTIVITY_FAULTS,
  ...ACCOUNT_FAULTS,
} as const;

export type FaultName = keyof typeof ALL;

/** Every fault by its name, in the order of the documentation. */
export const FAULTS: Readonly<Record<FaultName, FaultKind>> = ALL;

export const faultNames = Object.keys(FAULTS) as FaultName[];

export const isFaultName = (text: string): text is FaultName => Object.hasOwn(FAULTS, text);
