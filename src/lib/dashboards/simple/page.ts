import { h } from '../shared/node.ts';
import type { PageDefinition } from '../shared/state.ts';

export const simple: PageDefinition = {
  name: 'simple',
  title: 'Simple',
  needs: () => [],
  view: ({ feed }) => h('h1', {}, 'Simple: ', feed.market),
};
