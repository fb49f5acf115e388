import { h } from '../shared/node.ts';
import type { PageDefinition } from '../shared/state.ts';

export const training: PageDefinition = {
  name: 'training',
  title: 'Training',
  needs: () => [],
  view: ({ feed }) => h('h1', {}, 'Training: ', feed.market),
};
