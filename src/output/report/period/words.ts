import { signedUsd, usd } from '../../numbers.ts';
import { utcMinute } from '../../times.ts';
import { type Cell, signed } from '../cell.ts';

/** Exact decimals of dollars as they are read. */
export const money = (amount: string | null): string => usd(amount === null ? null : Number(amount));

export const change = (amount: string | null): string => signedUsd(amount === null ? null : Number(amount));

/** The same in the colour of its sign. */
export const changeCell = (amount: string | null): Cell =>
  signed(change(amount), amount === null ? null : Number(amount));

export const minute = (iso: string | null): string => utcMinute(iso === null ? null : Date.parse(iso));
