import type { Message } from '../words.ts';

/** Where a message goes. */
export interface Target {
  readonly url: string;
  /** Of telegram: whom the bot writes to. */
  readonly chat?: string | undefined;
}

/** A POST of JSON. */
export interface Posting {
  readonly url: string;
  /** UTF-8. */
  readonly body: string;
}

/** Puts a message into the form that a vendor documents. */
export type Encode = (message: Message, target: Target) => Posting;
