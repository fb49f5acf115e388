import { paint } from '../paint.ts';
import type { Terminal } from '../terminal.ts';
import { wrap } from './wrap.ts';

/** What a view is drawn on. */
export interface Screen extends Pick<Terminal, 'width' | 'colour'> {
  /** Says what kind of market and money the view is about. */
  readonly banner: string;
}

/** A whole view: the banner, then its blocks with a blank line between them. Empty blocks are left out. */
export function page(screen: Screen, blocks: readonly string[]): string {
  const shown = blocks.filter(block => block !== '');
  return `${paint(screen, 'yellow', wrap(screen.banner, screen.width))}\n${shown.join('\n\n')}`;
}
