import type { Screen } from '../desk/screen.ts';

/** The rows of a screen's symbol; all of them where it names none. */
export const ofTicker = <Row extends { readonly symbol: string | null }>(
  rows: readonly Row[],
  { ticker }: Screen,
): readonly Row[] => (ticker === null ? rows : rows.filter(({ symbol }) => symbol === ticker));
