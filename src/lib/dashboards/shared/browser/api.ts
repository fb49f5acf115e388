import type { Loaded } from '../state.ts';

interface Envelope {
  readonly ok: boolean;
  readonly asOf?: string;
  readonly data?: unknown;
  readonly error?: { readonly message: string; readonly next: string };
}

/** The login has ended, or never was. */
export class NotLoggedIn extends Error {}

/**
 * Asks the API once.
 * @throws NotLoggedIn; TypeError when the server cannot be reached.
 */
export async function ask(url: string): Promise<Loaded> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  if (response.status === 401) throw new NotLoggedIn();
  const envelope = await envelopeOf(response);
  if (envelope?.ok && envelope.asOf) return { state: 'loaded', data: envelope.data, asOf: envelope.asOf };
  return {
    state: 'failed',
    message: envelope?.error?.message ?? `The server answered ${response.status}.`,
    next: envelope?.error?.next ?? 'It is asked again in a while.',
  };
}

async function envelopeOf(response: Response): Promise<Envelope | null> {
  try {
    return (await response.json()) as Envelope;
  } catch {
    return null;
  }
}
