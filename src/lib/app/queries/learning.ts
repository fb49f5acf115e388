import { z } from 'zod';
import { learningView } from '../learn/learning-view.ts';
import { controlComparison } from '../learning-control.ts';
import { schema as controlSchema } from '../schemas/learning-control.ts';
import { schema as expertsSchema } from '../schemas/learning-experts.ts';
import { schema as gateSchema } from '../schemas/learning-gate.ts';
import { schema as policySchema } from '../schemas/learning-policy.ts';
import { schema as regimesSchema } from '../schemas/learning-regimes.ts';
import { schema as rewardsSchema } from '../schemas/learning-rewards.ts';
import { schema as statusSchema } from '../schemas/learning-status.ts';
import { endpoint, type Home } from './endpoint.ts';

const learned = ({ journal, config, clock }: Home) => learningView(config, journal.state, clock.now());

export const learningStatus = endpoint({
  path: '/api/learning/status',
  schema: 'learning-status',
  summary:
    'What was learned: the gate, the experts, the policy, regimes and rewards; null before the first stance.',
  command: null,
  query: z.strictObject({}),
  data: statusSchema,
  read: home => ({ control: controlComparison(home.journal), ...learned(home) }),
});

export const learningControl = endpoint({
  path: '/api/learning/control',
  schema: 'learning-control',
  summary: 'The account against the control arm, which trades at random under the same costs and limits.',
  command: null,
  query: z.strictObject({}),
  data: controlSchema,
  read: ({ journal }) => ({ control: controlComparison(journal) }),
});

/** An endpoint of one part of what was learned. */
const part = { command: null, query: z.strictObject({}) };

export const learningGate = endpoint({
  ...part,
  path: '/api/learning/gate',
  schema: 'learning-gate',
  summary: 'Whether there is evidence that trading pays, with its numbers, its course and its verdicts.',
  data: gateSchema,
  read: home => ({ gate: learned(home).gate }),
});

export const learningExperts = endpoint({
  ...part,
  path: '/api/learning/experts',
  schema: 'learning-experts',
  summary: 'The experts: how much each counts, now and over time, and what it wants of each symbol.',
  data: expertsSchema,
  read: home => ({ experts: learned(home).experts }),
});

export const learningPolicy = endpoint({
  ...part,
  path: '/api/learning/policy',
  schema: 'learning-policy',
  summary: 'What the policy would stake, with which odds, and what it expects of it.',
  data: policySchema,
  read: home => ({ policy: learned(home).policy }),
});

export const learningRewards = endpoint({
  ...part,
  path: '/api/learning/rewards',
  schema: 'learning-rewards',
  summary: 'What round trips brought, by the decision that caused them, and what was learned from them.',
  data: rewardsSchema,
  read: home => ({ rewards: learned(home).rewards }),
});

export const learningRegimes = endpoint({
  ...part,
  path: '/api/learning/regimes',
  schema: 'learning-regimes',
  summary: 'The state of the market of each symbol, now and over time.',
  data: regimesSchema,
  read: home => ({ regime: learned(home).regime }),
});
