/** The number, or null when it is NaN or infinite: results have no such numbers. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
