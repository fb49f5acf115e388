import { hash } from 'node:crypto';

/** SHA-256 of UTF-8 text, lower-case hex, 64 characters. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** First 12 hex digits: enough to tell models and data sets apart in tables and names. */
export const shortHash = (hash: string): string => hash.slice(0, 12);
