/** UTC epoch milliseconds as the time of a result. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();

/** Cents, whole or nearly so, as dollars. Sums are made in cents, so that they do not drift. */
export const dollarsOf = (cents: number): number => Math.round(cents) / 100;

/** Dollars of an equity curve as whole cents. */
export const centsOf = (dollars: number): number => Math.round(dollars * 100);

export const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1_000);
