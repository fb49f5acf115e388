export type Body =
  | { readonly text: string; readonly fault: null }
  | { readonly text: null; readonly fault: string };

/** Reads a body to its end, but not beyond `limit` bytes: what is larger is no answer of Alpaca. */
export async function readBody(response: Response, limit: number): Promise<Body> {
  if (!response.body) return { text: '', fault: null };
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return decoded(parts);
      size += value.length;
      if (size > limit) return await tooLarge(reader, limit);
      parts.push(value);
    }
  } catch (error) {
    return {
      text: null,
      fault: `the body broke off: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

async function tooLarge(reader: { cancel(): Promise<void> }, limit: number): Promise<Body> {
  await reader.cancel();
  return { text: null, fault: `the body has more than ${limit} bytes` };
}

function decoded(parts: readonly Uint8Array[]): Body {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)), fault: null };
  } catch {
    return { text: null, fault: 'the body is not text' };
  }
}
