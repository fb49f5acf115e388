import { usageError } from '../../core/errors.ts';

const NUMBER = /^(\d+(?:\.\d*)?|\.\d+)(e-?\d+)?(%|bps)?$/i;
const SCALE: Readonly<Record<string, number>> = { '%': 100, bps: 10_000 };

interface ShareFlag {
  /** The flag as typed, for messages. */
  readonly flag: string;
  /** Largest share that makes sense, as a fraction. */
  readonly max: number;
}

/**
 * A share written as a fraction (0.015), in percent (1.5%) or in basis points (150bps).
 * @throws HiveError (usage) on anything else, and above `max`.
 */
export function parseShare(text: string, { flag, max }: ShareFlag): number {
  const match = NUMBER.exec(text.trim());
  const share = match
    ? Number(`${match[1]}${match[2] ?? ''}`) / (SCALE[match[3]?.toLowerCase() ?? ''] ?? 1)
    : Number.NaN;
  if (share <= max) return share;
  throw usageError({
    code: 'USAGE',
    message: `--${flag} "${text}" is not a share from 0 to ${max}.`,
    next: `Write 1 % as 0.01, 1% or 100bps: --${flag} 1%.`,
  });
}

/** @throws HiveError (usage) on anything but a number within the bounds. */
export function parseAmount(text: string, { flag, min, max }: ShareFlag & { readonly min: number }): number {
  const match = NUMBER.exec(text.trim());
  const amount = match && !match[3] ? Number(text) : Number.NaN;
  if (amount >= min && amount <= max) return amount;
  throw usageError({
    code: 'USAGE',
    message: `--${flag} "${text}" is not a number from ${min} to ${max.toLocaleString('en-US')}.`,
    next: `Write it like --${flag} ${Math.max(min, 1)}.`,
  });
}

/** Whole parts per million or billion of a fraction, nearest. */
export const ppm = (share: number): number => Math.round(share * 1e6);
export const ppb = (share: number): number => Math.round(share * 1e9);
