/** Least and largest value of a picture's axis. */
export type Scale = readonly [number, number];

/** Where a value lies on a scale, as SVG writes a share of a length: `37.5%`. Held within the scale. */
export const placeOn = ([from, to]: Scale, value: number): string =>
  `${round(shareOf([from, to], value) * 100)}%`;

/** How much of a scale lies between two values: `12.5%`. */
export const lengthOn = (scale: Scale, from: number, to: number): string =>
  `${round(Math.max(0, shareOf(scale, to) - shareOf(scale, from)) * 100)}%`;

/** Pixels from the top at which a value stands in a picture of that height, larger values higher. */
export const heightOn = (scale: Scale, value: number, height: number): number =>
  round((1 - shareOf(scale, value)) * height);

function shareOf([from, to]: Scale, value: number): number {
  if (to <= from) return 0;
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}

const round = (value: number): number => Math.round(value * 100) / 100;
