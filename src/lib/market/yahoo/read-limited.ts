import { YahooFailure } from './failure.ts';

/**
 * The text of an answer.
 * @throws YahooFailure (trouble) as soon as it is longer than `maxBytes`; the rest is not read.
 */
export async function readLimited(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new YahooFailure('trouble', `an answer of over ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
