import { defineRule } from '../define-rule.ts';

/** A halt stops exits too: a person has to look first. */
export const killSwitch = defineRule('kill-switch', (_intent, { halt }) =>
  halt === null ? null : { reason: 'HALTED', limit: 'no halt', value: halt || 'halted' },
);
