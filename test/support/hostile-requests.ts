import fc from 'fast-check';

export interface Door {
  readonly port: number;
  readonly token: string;
  readonly cookie: string;
  /** Paths of the API. */
  readonly paths: readonly string[];
}

const lines = (text: string): string[] => text.split('\n').map(line => line.trimStart());
const words = (text: string): string[] => text.trim().split(/\s+/);

const ODD_METHODS = words('HEAD POST PUT DELETE PATCH OPTIONS TRACE CONNECT get PRI QUERY');
const ODD_VERSIONS = ['HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'http/1.1', ''];
const PAGES = words('/ /login /terminal /simple /crypto /training /metrics /openapi.json /api/session');
const ODD_PATHS = [
  ...words(`
    /../../../etc/passwd /..%2f..%2fstate%2fserve-token /%2e%2e/alpaca-keys.json /assets/../src // * /? /#x /;/
    /assets/x/%00 /%ff%fe /% /\\..\\..\\ /.git/config /state/serve-token /api//crypto/status /nothing /Terminal
    http://127.0.0.1/ https://evil.example/terminal /__proto__ /constructor /api/%2e%2e/metrics /api/session?code=x
    /api/training/models/..%2f..%2falpaca-keys /api/crypto/why/%F0%9F%90%9D /terminal?token=x /simple/ /.well-known/x
  `),
  ...[`/${'a'.repeat(5_000)}`, `/?${'a=1&'.repeat(400)}`],
];
const VALUES = [
  ...words(
    '0 -1 1e309 NaN 99999999999999999999 __proto__ ../../alpaca-keys.json %00 <script> null true [] {} 1 250',
  ),
  ...words('BTC/USD BTC%2FUSD AAPL 1d 1h 2026-11-26 2026-09-22T00:05:00Z buy FILL'),
  ...['', "' OR 1=1 --", '\u202e', '\u{1f41d}', 'a'.repeat(500)],
];
const NAMES = [...words('last before symbol interval id type from to side name __proto__ constructor x'), ''];
/** What programs and proxies may well send. */
const HEADERS = lines(`Accept: text/event-stream
  Accept: */*
  Accept-Encoding: br
  Accept-Encoding: gzip;q=0, *;q=9
  Accept-Encoding: ,,,;
  If-None-Match: *
  If-None-Match: "
  Range: bytes=0-1
  Sec-Fetch-Site: same-origin
  Sec-Fetch-Mode: navigate
  Sec-Fetch-Dest: document
  Content-Length: 0
  Content-Type: application/json
  Connection: keep-alive
  X-Forwarded-For: 127.0.0.1
  X-Forwarded-Host: evil.example
  X-HTTP-Method-Override: DELETE
  Sec-CH-UA-Mobile: ?1
  Expect: 100-continue
  Cookie: ${'a=b; '.repeat(300)}`);
const ODD_HEADERS = lines(`Origin: null
  Origin: https://evil.example
  Sec-Fetch-Site: cross-site
  Content-Length: -1
  Content-Length: 5
  Content-Length: 99999999999
  Transfer-Encoding: chunked
  Transfer-Encoding: gzip, chunked
  Transfer-Encoding : chunked
  Expect: x
  Upgrade: websocket
  Upgrade: h2c
  Connection: upgrade
  Host: evil.example
  Content-Type: text/html
  Content-Encoding: gzip
  Authorization: Basic x
  Authorization: Bearer
  User-Agent: \u0001
  X-Long: ${'x'.repeat(9_000)}
  : none
  No colon`);
const BODIES = [
  ...['{}', '{"code":"x"}', '{"token":1}', '{', '5\r\nhello\r\n0\r\n\r\n', 'zz\r\n', '\0\0\0'],
  '{"__proto__":{"code":"x"}}',
];

/** Any bytes, as a string of latin1. */
const noise = fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes).toString('latin1'));

/** The first mostly, the second now and then: a request with one thing wrong gets further than one full of them. */
const mostly = <T>(tame: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 12): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: tame }, { weight: 1, arbitrary: odd });

const pathOf = ({ paths }: Door) => {
  const api = fc
    .tuple(fc.constantFrom(...paths), fc.constantFrom(...VALUES))
    .map(([path, value]) => path.replace(/:\w+/g, encodeURIComponent(value)));
  return fc.oneof(
    { weight: 8, arbitrary: queried(api) },
    { weight: 3, arbitrary: queried(fc.constantFrom(...PAGES)) },
    { weight: 4, arbitrary: fc.constantFrom(...ODD_PATHS) },
    { weight: 1, arbitrary: noise.map(text => `/${text}`) },
  );
};

const queried = (path: fc.Arbitrary<string>) =>
  fc
    .tuple(path, fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES)), { maxLength: 2 }))
    .map(([start, pairs]) => {
      const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
      return query === '' ? start : `${start}?${query}`;
    });

const requestOf = (door: Door, ending: fc.Arbitrary<string>) => {
  const names = fc.constantFrom(`Host: 127.0.0.1:${door.port}`, `host: localhost:${door.port}`);
  const logins = fc.constantFrom(`Authorization: Bearer ${door.token}`, `Cookie: ${door.cookie}`);
  const header = mostly(fc.constantFrom(...HEADERS), fc.oneof(fc.constantFrom(...ODD_HEADERS), noise), 6);
  return fc
    .record({
      method: mostly(fc.constant('GET'), fc.constantFrom(...ODD_METHODS), 5),
      path: pathOf(door),
      version: mostly(fc.constant('HTTP/1.1'), fc.constantFrom(...ODD_VERSIONS), 20),
      host: mostly(names, fc.constantFrom('Host: evil.example', 'Host:', 'Host: 127.0.0.1', '')),
      login: mostly(logins, fc.constantFrom('', 'Authorization: Bearer x', `Cookie: ${door.cookie}x`), 6),
      headers: fc.array(header, { maxLength: 3 }),
      ending,
      body: mostly(fc.constant(''), fc.oneof(fc.constantFrom(...BODIES), noise), 6),
    })
    .map(({ method, path, version, host, login, headers, ending: last, body }) => {
      const head = [
        `${method} ${path} ${version}`,
        ...[host, login, ...headers, last].filter(line => line !== ''),
      ];
      return `${head.join('\r\n')}\r\n\r\n${body}`;
    });
};

/** What is written to one connection: requests behind one another, cut off here and there, in one or two pieces. */
export const hostileConnection = (door: Door): fc.Arbitrary<readonly string[]> =>
  fc
    .tuple(
      fc.array(requestOf(door, fc.constant('')), { maxLength: 2 }),
      requestOf(door, mostly(fc.constant('Connection: close'), fc.constant(''))),
      mostly(fc.constant(0), fc.integer({ min: 1, max: 60 })),
      mostly(fc.constant(0), fc.integer({ min: 1, max: 400 })),
    )
    .map(([requests, last, missing, cut]) => {
      const text = [...requests, last].join('');
      const bytes = text.slice(0, text.length - missing);
      return cut > 0 && cut < bytes.length ? [bytes.slice(0, cut), bytes.slice(cut)] : [bytes];
    });
