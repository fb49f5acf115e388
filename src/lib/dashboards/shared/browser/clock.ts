/** The server's clock less this device's: ages are told by the clock that made the times. */
let offsetMs = 0;

/** Sets the clock by an answer of the server that has just arrived. */
export function setServerTime(iso: string): void {
  const serverMs = Date.parse(iso);
  if (Number.isFinite(serverMs)) offsetMs = serverMs - Date.now();
}

/** UTC epoch milliseconds, as the server sees them. */
export const serverNow = (): number => Date.now() + offsetMs;

/** Milliseconds that never go back; only differences mean anything. */
export const steadyMs = (): number => performance.now();
