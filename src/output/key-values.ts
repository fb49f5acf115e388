import { trimLines, visibleWidth } from './width.ts';

/** Lines of `name  value` with the values in one column. */
export function keyValues(pairs: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(0, ...pairs.map(([name]) => visibleWidth(name)));
  const line = ([name, value]: readonly [string, string]) =>
    `${name}${' '.repeat(width - visibleWidth(name))}  ${value}`;
  return trimLines(pairs.map(line).join('\n'));
}
