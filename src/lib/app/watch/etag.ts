import { hash } from 'node:crypto';

/** Strong entity tag of a body, with its quotes. */
export const etagOf = (body: Buffer): string => `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;
