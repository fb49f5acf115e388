import { z } from 'zod';
import { parseInstrument } from '../core/instrument.ts';

/** A symbol of one class in any spelling; its value is the canonical name. */
export const symbolOf = (assetClass: 'crypto' | 'stock') =>
  z
    .string()
    .refine(text => isOfClass(text, assetClass), { message: `must be a ${assetClass} symbol` })
    .transform(text => parseInstrument(text).symbol);

function isOfClass(text: string, assetClass: string): boolean {
  try {
    return parseInstrument(text).assetClass === assetClass;
  } catch {
    return false;
  }
}
