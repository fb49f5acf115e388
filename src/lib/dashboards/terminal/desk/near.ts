import { nearest } from '../../../core/errors.ts';

const letters = (text: string): string => [...text.toUpperCase()].sort().join('');

/** " Did you mean POS?" of what is nearest, or of the same letters in another order; empty when nothing is near. */
export function didYouMean(text: string, known: readonly string[]): string {
  const near = nearest(text, known) ?? known.find(name => letters(name) === letters(text));
  return near ? ` Did you mean ${near}?` : '';
}
