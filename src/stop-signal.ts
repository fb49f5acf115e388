const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

type StopSignal = keyof typeof EXIT_CODES;

interface SignalSource {
  once(name: StopSignal, listener: () => void): unknown;
}

const controller = new AbortController();
let isListening = false;

/**
 * Aborted by the first SIGINT or SIGTERM. `bin/run.js` ends the process on a signal that nobody listens to,
 * so from the first call on the caller must end its work by itself; a second signal kills.
 */
export function stopSignal(source: SignalSource): AbortSignal {
  if (!isListening) {
    isListening = true;
    for (const name of ['SIGINT', 'SIGTERM'] as const) source.once(name, () => controller.abort(name));
  }
  return controller.signal;
}

/** 130 or 143 once a signal has come, else undefined. */
export const exitCodeOfSignal = (): number | undefined =>
  controller.signal.aborted ? EXIT_CODES[controller.signal.reason as StopSignal] : undefined;

const impatience = new AbortController();

/** Aborted by the signal after the one that aborts `stopSignal`: what is waited for is then not waited for any longer. */
export function secondSignal(source: SignalSource): AbortSignal {
  const listen = () => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) source.once(name, () => impatience.abort(name));
  };
  stopSignal(source).addEventListener('abort', listen, { once: true });
  return impatience.signal;
}
