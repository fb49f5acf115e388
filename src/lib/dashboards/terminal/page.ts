import { h } from '../shared/node.ts';
import type { PageDefinition } from '../shared/state.ts';

export const terminal: PageDefinition = {
  name: 'terminal',
  title: 'Terminal',
  needs: () => [],
  view: ({ feed }) => h('h1', {}, 'Terminal: ', feed.market),
};
