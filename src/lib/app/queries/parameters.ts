import { z } from 'zod';

/** A moment in an address. */
export const momentParameter = z.iso.datetime();

/** Number of a journal record. */
export const recordParameter = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** Milliseconds of a moment that may have been left out. */
export const msOf = (moment: string | undefined): number | undefined =>
  moment === undefined ? undefined : Date.parse(moment);
