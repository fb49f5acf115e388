/**
 * The market that tries on bars of `source` count for: simulated ones each for themselves, since no edge of one
 * is in another; all real bars together, whichever provider or file brought them.
 */
export const tryMarket = (source: string): string => (source.startsWith('simulated/') ? source : 'real');
