/*
 * Exact quotients of products of integers held in doubles. A product of two 53-bit integers has up to 106 bits; the
 * double product plus its rounding error hold them all (Dekker 1971: two-product by Veltkamp's splitting, without
 * fused multiply-add). A quotient in doubles is off by a few units in its last place, so only a quotient that close
 * to a whole number has to be decided exactly: by the sign of the residual a·b − q·d, which is a difference of two
 * such pairs and keeps its sign when rounded.
 */

const LARGEST = Number.MAX_SAFE_INTEGER;

/** A result is above 2^53 − 1, where doubles no longer hold every integer. */
export class AmountOverflow extends RangeError {
  constructor(value: number) {
    super(`${value} is above ${LARGEST}, the largest whole number that is held exactly`);
    this.name = 'AmountOverflow';
  }
}

/** 2^27 + 1: cuts a double of 53 bits into two halves. */
const SPLIT = 134_217_729;
/** Bound of the relative error of `a * b / d` (two roundings of 2^-53 each), with room to spare. */
const QUOTIENT_ERROR = 2 ** -51;

/** What rounding took from `product = a * b`: a·b − product, exactly. */
function productError(a: number, b: number, product: number): number {
  const a1 = SPLIT * a;
  const aHigh = a1 - (a1 - a);
  const aLow = a - aHigh;
  const b1 = SPLIT * b;
  const bHigh = b1 - (b1 - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** A whole number within a few units of the quotient. */
function candidate(a: number, b: number, d: number): number {
  const near = Math.round((a * b) / d);
  if (near <= LARGEST + 4) return Math.min(near, LARGEST);
  throw new AmountOverflow(near);
}

const checked = (value: number): number => {
  if (value <= LARGEST) return value;
  throw new AmountOverflow(value);
};

/**
 * a·b − q·d for a q near the quotient. The difference of the products is exact where it is small (Sterbenz), that of
 * their errors always, so the sum has the right sign and is 0 only when it is 0. Four numbers, not an object: this is
 * the inside of the arithmetic of every fill.
 */
function residual(a: number, b: number, q: number, d: number): number {
  const product = a * b;
  const back = q * d;
  return product - back + (productError(a, b, product) - productError(q, d, back));
}

/** For quotients that are nearly whole: the candidate is right or a neighbour is. */
function nearFloor(a: number, b: number, d: number): number {
  let q = candidate(a, b, d);
  let rest = residual(a, b, q, d);
  while (rest < 0) rest = residual(a, b, --q, d);
  if (rest > d / 2) while (q <= LARGEST && residual(a, b, q + 1, d) >= 0) q++;
  return checked(q);
}

function nearCeil(a: number, b: number, d: number): number {
  let q = candidate(a, b, d);
  let rest = residual(a, b, q, d);
  while (rest > 0 && q <= LARGEST) rest = residual(a, b, ++q, d);
  if (rest < -d / 2) while (residual(a, b, q - 1, d) <= 0) q--;
  return checked(q);
}

/**
 * floor(a × b / d), exact, for whole numbers a, b ≥ 0 and d > 0 of at most 53 significant bits (so 10^16 may be one).
 * @throws AmountOverflow when the result is above 2^53 − 1
 */
export function floorProduct(a: number, b: number, d: number): number {
  if (b === d) return a;
  const product = a * b;
  const quotient = product / d;
  const whole = Math.floor(quotient);
  // Below 2^53 product and remainder are exact as they are, and so is a quotient that is a whole number.
  if (product <= LARGEST) return whole * d > product ? whole - 1 : whole;
  const rest = quotient - whole;
  const margin = quotient * QUOTIENT_ERROR;
  return rest > margin && rest < 1 - margin ? whole : nearFloor(a, b, d);
}

/**
 * ceil(a × b / d), exact; as `floorProduct`.
 * @throws AmountOverflow when the result is above 2^53 − 1
 */
export function ceilProduct(a: number, b: number, d: number): number {
  if (b === d) return a;
  const product = a * b;
  const quotient = product / d;
  const whole = Math.floor(quotient);
  if (product <= LARGEST) return whole * d < product ? whole + 1 : whole;
  const rest = quotient - whole;
  const margin = quotient * QUOTIENT_ERROR;
  return rest > margin && rest < 1 - margin ? whole + 1 : nearCeil(a, b, d);
}
