/** A usable price is finite and above zero; anything else counts as missing. */
export const priceOrMissing = (raw: number): number => (raw > 0 && raw < Infinity ? raw : NaN);

/** ln(1 + volume); a volume that is negative or not finite counts as missing. */
export const logVolumeOrMissing = (raw: number): number =>
  raw >= 0 && raw < Infinity ? Math.log1p(raw) : NaN;
