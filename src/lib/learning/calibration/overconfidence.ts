/** The claim under test: what is shown with at least this confidence must be right at least this often. */
export const CLAIM = 0.7;
/** Bet sizes, mixed in equal parts. Each is at most 1/claim, so that wealth stays positive. */
export const CLAIM_BETS: readonly number[] = [0.5, 0.25, 0.125].map(bet => bet / CLAIM);

export interface Claim {
  /** Confidence shown, of the side taken; the mean of them for predictions made at one moment. */
  readonly confidence: number;
  /** 1 when it came true, 0 when not; the share that did for predictions made at one moment. */
  readonly correct: number;
}

/**
 * Wealth after each claim of a gambler who bets that the model is overconfident: the mean over bets l of
 * prod (1 + l (confidence - correct)). Under an honest model its expected value never exceeds 1, so by Ville's
 * inequality a wealth of 20 at any time is evidence against honesty at the 5 % level, however often one looks.
 * That holds for claims in sequence, each settled before the next is made. Claims below 0.7 confidence are not
 * counted and give no entry.
 */
export function overconfidenceWealth(claims: readonly Claim[]): number[] {
  const wealth = CLAIM_BETS.map(() => 1);
  return claims
    .filter(claim => claim.confidence >= CLAIM)
    .map(({ confidence, correct }) => {
      const excess = confidence - correct;
      CLAIM_BETS.forEach((bet, j) => {
        wealth[j]! *= 1 + bet * excess;
      });
      return wealth.reduce((sum, value) => sum + value, 0) / wealth.length;
    });
}

/** Wealth at which a calibrator is called dishonest and gives way to climatology. */
export const OVERCONFIDENCE_LIMIT = 20;
