import type { Format } from '../address.ts';
import type { Message } from '../words.ts';
import { discord } from './discord.ts';
import { json } from './json.ts';
import { ntfy } from './ntfy.ts';
import type { Encode, Posting, Target } from './posting.ts';
import { slack } from './slack.ts';
import { telegram } from './telegram.ts';

const ENCODERS: Readonly<Record<Format, Encode>> = { json, slack, discord, ntfy, telegram };

/** A message as a channel of that format takes it. */
export const encode = (format: Format, message: Message, target: Target): Posting =>
  ENCODERS[format](message, target);
