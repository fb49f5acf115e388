import type { Frame } from './frame.ts';

/** Plain columns by name, as libraries of data frames take them: numbers, and texts; times as ISO texts in UTC. */
export type PlainColumns = Record<string, number[] | string[]>;

export const plainColumns = ({ columns }: Frame): PlainColumns =>
  Object.fromEntries(
    columns.map(({ name, kind, values }) => [
      name,
      kind === 'time' ? Array.from(values, time => new Date(time).toISOString()) : [...values],
    ]),
  ) as PlainColumns;
