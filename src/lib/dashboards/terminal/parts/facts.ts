import { type Child, h, type ViewNode } from '../../shared/node.ts';

export type Fact = readonly [name: string, value: Child];

/** Names and values below each other, the values in line. */
export const facts = (title: string, rows: readonly Fact[]): ViewNode =>
  h(
    'section',
    { key: title, class: 'facts' },
    h('h3', {}, title),
    h(
      'dl',
      {},
      rows.map(([name, value]) =>
        h('div', { key: name, class: 'fact' }, h('dt', {}, name), h('dd', { class: 'number' }, value)),
      ),
    ),
  );
