import { type Child, h, type ViewNode } from '../node.ts';

/** The figures of a picture, folded away until they are asked for. */
export const asTable = (id: string, summary: string, ...content: Child[]): ViewNode =>
  h('details', { key: id, class: 'as-table' }, h('summary', {}, summary), content);
