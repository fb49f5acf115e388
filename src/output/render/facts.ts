import { visibleWidth } from '../width.ts';
import { wrap } from './wrap.ts';

export type Fact = readonly [name: string, value: string];

/** Lines of `name  value`, the values in one column and wrapped within it, so that nothing is cut. */
export function facts(
  pairs: readonly Fact[],
  { width, indent = 0 }: { width: number; indent?: number },
): string {
  const left = Math.max(0, ...pairs.map(([name]) => visibleWidth(name))) + 2;
  const margin = ' '.repeat(indent);
  return pairs
    .map(([name, value]) => {
      const filled = name + ' '.repeat(left - visibleWidth(name));
      const inner = wrap(value, width - indent - left);
      return (margin + filled + inner.replaceAll('\n', `\n${' '.repeat(indent + left)}`)).trimEnd();
    })
    .join('\n');
}
