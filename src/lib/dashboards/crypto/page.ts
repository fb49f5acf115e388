import { h } from '../shared/node.ts';
import type { PageDefinition } from '../shared/state.ts';

export const crypto: PageDefinition = {
  name: 'crypto',
  title: 'Crypto',
  needs: () => [],
  view: ({ feed }) => h('h1', {}, 'Crypto: ', feed.market),
};
