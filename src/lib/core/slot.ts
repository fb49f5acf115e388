/** Two-minute slots since the epoch: one order a symbol and side in each. */
export const SLOT_MS = 120_000;
export const slotOf = (atMs: number): number => Math.floor(atMs / SLOT_MS);
