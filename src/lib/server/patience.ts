/** How long the server waits for its clients, in milliseconds. */
export interface Patience {
  /** For the head of a request. */
  readonly headMs: number;
  /** For a whole request. */
  readonly requestMs: number;
  /** For the whole of an answer to be made and taken. */
  readonly answerMs: number;
  /** While nothing at all moves on a connection. */
  readonly idleMs: number;
  /** For the next request on a connection. */
  readonly keepAliveMs: number;
  /** Between signs of life of the live feed. */
  readonly heartbeatMs: number;
  /** For a client of the live feed to take what it was sent. */
  readonly behindMs: number;
  /** For answers that are being sent when the server closes. */
  readonly closeMs: number;
}

export const PATIENCE: Patience = {
  headMs: 10_000,
  requestMs: 15_000,
  answerMs: 60_000,
  idleMs: 30_000,
  keepAliveMs: 15_000,
  heartbeatMs: 15_000,
  behindMs: 30_000,
  closeMs: 1_000,
};

/** Longer than proxies keep an idle connection: the side that asks must be the one that closes it. */
export const PROXY_KEEP_ALIVE_MS = 75_000;
