/** The forms that messages have; each is documented by who reads it. */
export const FORMATS = ['json', 'slack', 'discord', 'ntfy', 'telegram'] as const;
export type Format = (typeof FORMATS)[number];

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];
const MOST_CHARACTERS = 2_048;

/** What is wrong with an address, as the end of a sentence that does not quote it; null when nothing is. */
export function addressFault(text: string): string | null {
  if (text.length > MOST_CHARACTERS || /[\s\p{Cc}]/u.test(text) || !URL.canParse(text))
    return 'must be an https address';
  const { protocol, hostname, username, password, hash } = new URL(text);
  const isLoopback = protocol === 'http:' && LOOPBACK.includes(hostname);
  if (protocol !== 'https:' && !isLoopback) return 'must be an https address, or http on this machine';
  if (username + password !== '') return 'must not hold a user and a password';
  return hash === '' ? null : 'must not hold a "#"';
}

const TOPIC = /^\/[-_A-Za-z0-9]{1,64}\/?$/;
const BOT = /^(?:\/[^/]+)*\/bot\d+:[-_A-Za-z0-9]+(?:\/sendMessage)?\/?$/;

/** The same with what the format asks of it. */
export function channelFault(format: Format, text: string): string | null {
  const fault = addressFault(text);
  if (fault !== null) return fault;
  const { pathname } = new URL(text);
  if (format === 'ntfy' && !TOPIC.test(pathname))
    return 'must be that of a topic, such as https://ntfy.sh/TOPIC';
  if (format === 'telegram' && !BOT.test(pathname))
    return 'must be that of a bot, such as https://api.telegram.org/botTOKEN';
  return null;
}

/** What may be shown of an address. */
export const hostOf = (url: string): string => new URL(url).host;

/** Shorter pieces of an address may be ordinary words. */
const SECRET_LENGTH = 16;

/** The address and each piece of it that opens something by itself: none of them may be shown. */
export function secretsIn(url: string): string[] {
  const { pathname, search, searchParams } = new URL(url);
  const pieces = pathname.split('/').flatMap(piece => [piece, piece.replace(/^bot/, ''), decoded(piece)]);
  const long = [...pieces, ...searchParams.values()].filter(({ length }) => length >= SECRET_LENGTH);
  const path = `${pathname}${search}`;
  return [...new Set([url, ...(path.length > 2 ? [path] : []), ...long])];
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}
