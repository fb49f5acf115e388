import { facts } from './facts.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

export interface ServedPlace {
  readonly url: string;
  readonly loginLink: string;
  readonly tokenFile: string;
}

/** What stands while the server runs: where it is and how to get in. The link is a line of its own, to be clicked. */
export function renderServe({ url, loginLink, tokenFile }: ServedPlace, screen: Screen): string {
  const where = facts(
    [
      ['Address', url],
      ['Token', tokenFile],
    ],
    screen,
  );
  return page(screen, [
    where,
    `${wrap('Log in with this link, once and within ten minutes; later with the token:', screen.width)}\n${loginLink}`,
    'Stop it with Ctrl-C.',
  ]);
}
