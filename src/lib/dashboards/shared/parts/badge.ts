import { h, type ViewNode } from '../node.ts';

export type Level = 'ok' | 'info' | 'good' | 'warning' | 'problem';

const SIGNS: Readonly<Record<Level, string>> = { ok: '✓', info: 'i', good: '✓', warning: '!', problem: '✕' };

/** A short word with a sign, so that its colour is not all it has. */
export const badge = (level: Level, text: string): ViewNode =>
  h('span', { class: `badge ${level}` }, h('span', { 'aria-hidden': 'true' }, SIGNS[level]), ' ', text);
