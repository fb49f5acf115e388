import { decimal } from '../../../../output/numbers.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import type { Level } from '../../shared/parts/badge.ts';
import type { Learned } from './learner-panel.ts';

type Gate = Learned<'gate'>;

/** How loud each verdict is said. */
export const VERDICT_LEVELS: Readonly<Record<Gate['words'], Level>> = {
  'no evidence of an edge': 'info',
  'weak evidence': 'warning',
  promoted: 'good',
  retired: 'problem',
};

/** What a candidate may do in each stage. */
export const STAGE_WORDS: Readonly<Record<Gate['stage'], string>> = {
  shadow: 'it is watched, and worth no capital yet',
  canary: 'it is worth a fifth of the cap at most',
  live: 'it is worth what its evidence says, up to all of the cap',
  retired: 'it no longer earns, and is worth nothing',
};

/** Wealth of a bettor who began with 1, of its logarithm: `×1.09`, `×65.8`. */
export function wealthText(logs: number): string {
  const wealth = Math.exp(logs);
  return `×${decimal(wealth, wealth < 10 ? 2 : wealth < 100 ? 1 : 0)}`;
}

/** A row of a list of facts, in words. */
export const said = (name: string, ...content: Child[]): ViewNode[] => [
  h('dt', { key: name }, name),
  h('dd', { key: `${name} said` }, content),
];

/** The same with a figure. */
export const fact = (name: string, ...content: Child[]): ViewNode[] => [
  h('dt', { key: name }, name),
  h('dd', { key: `${name} figure`, class: 'figure' }, content),
];
