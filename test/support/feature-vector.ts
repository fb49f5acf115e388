/** 25 closes and the features at the last one, from the learning research, section 11.1. The RSI is Wilder's. */
export const VECTOR_CLOSES = [
  100, 101, 102, 101, 103, 104, 103, 105, 106, 107, 106, 108, 109, 110, 109, 111, 112, 111, 113, 114, 115,
  114, 116, 117, 118,
];

export const VECTOR_FEATURES = {
  sma10: 0.9669491525,
  sma20: 0.9355932203,
  rsi14: 0.8107161453,
  volatility20: 0.0100084831,
  momentum5: 0.0350877193,
  sentiment5: 0.6012911129,
  change: 0.0085470085,
} as const;
