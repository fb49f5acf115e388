import { readLimited } from '../core/read-limited.ts';

export type Body =
  | { readonly text: string; readonly fault: null }
  | { readonly text: null; readonly fault: string };

/** Reads a body to its end, but not beyond `limit` bytes: what is larger is no answer of Alpaca. Never throws. */
export async function readBody({ body }: Response, limit: number): Promise<Body> {
  try {
    const bytes = await readLimited(body, limit);
    if (bytes === null) return { text: null, fault: `the body has more than ${limit} bytes` };
    return decoded(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { text: null, fault: `the body broke off: ${why}` };
  }
}

function decoded(bytes: Uint8Array): Body {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), fault: null };
  } catch {
    return { text: null, fault: 'the body is not text' };
  }
}
