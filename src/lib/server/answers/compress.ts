import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** How hard to try: `quick` for what is made anew all the time, `small` for what is sent again and again. */
export type Effort = 'quick' | 'small';

/** A smaller body is not worth it. */
export const LEAST_BYTES = 1_024;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const QUALITY = { quick: 4, small: 10 } as const;
const LEVEL = { quick: 5, small: 9 } as const;

const compressed = (body: Buffer, encoding: Encoding, effort: Effort): Promise<Buffer> =>
  encoding === 'br'
    ? brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY[effort] } })
    : zip(body, { level: LEVEL[effort] });

const kept = new WeakMap<Buffer, Map<Encoding, Promise<Buffer>>>();

/** The body in that encoding; made once for as long as somebody holds the body. */
export function compress(body: Buffer, encoding: Encoding, effort: Effort): Promise<Buffer> {
  const forms = kept.get(body) ?? new Map<Encoding, Promise<Buffer>>();
  kept.set(body, forms);
  const known = forms.get(encoding) ?? compressed(body, encoding, effort);
  forms.set(encoding, known);
  return known;
}
