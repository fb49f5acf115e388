import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { PAGES } from '../../../src/lib/dashboards/shared/state.ts';
import { importsOf } from '../../../src/lib/server/assets/imports-of.ts';
import { type Assets, loadAssets } from '../../../src/lib/server/assets/load-assets.ts';
import { loadedWith, moduleGraph } from '../../../src/lib/server/assets/module-graph.ts';
import { ask } from '../../support/raw-http.ts';
import { closeServed, served, TOKEN } from '../../support/served.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('the imports of a module', () => {
  it('are read in every form', () => {
    const text = [
      "import './a.js';",
      "import b from './b.js';",
      'import * as c from "./c.js";',
      "import d, { type E, f as g } from '../d.js';",
      'import {',
      '  h,',
      "} from './h.js';",
      "export { i } from './i.js';",
      "export * from './j.js';",
      "export const name = './no.js';",
      "const text = 'import k from nowhere';",
      "const late = () => import('./late.js');",
      'const computed = () => import(name);',
    ].join('\n');
    const early = ['./a.js', './b.js', './c.js', '../d.js', './h.js', './i.js', './j.js'];
    assert.deepEqual(importsOf(text), { early, late: ['./late.js'] });
  });
});

describe('a graph of modules', () => {
  const folder = tempFolder();
  const graphOf = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder(), name, '..'), { recursive: true });
      writeFileSync(join(folder(), name), text);
    }
    return moduleGraph(pathToFileURL(`${folder()}/`), ['page/main.js']);
  };

  it('has what is reached and nothing else', async () => {
    const graph = await graphOf({
      'page/main.js': "import '../shared/a.js';\nimport('./late.js');",
      'page/late.js': "import '../shared/a.js';",
      'page/unused.js': '',
      'shared/a.js': "import './b.js';",
      'shared/b.js': "import './a.js';",
    });
    assert.deepEqual([...graph.keys()].sort(), [
      'page/late.js',
      'page/main.js',
      'shared/a.js',
      'shared/b.js',
    ]);
    assert.deepEqual(loadedWith(graph, 'page/main.js'), ['shared/a.js', 'shared/b.js']);
  });

  it('does not leave the folder, and knows no library', async () => {
    for (const name of ['../../secret.js', 'node:fs', 'koa', '/etc/passwd'])
      await assert.rejects(graphOf({ 'page/main.js': `import '${name}';` }), /a browser cannot load/);
    await assert.rejects(graphOf({ 'page/main.js': "import './missing.js';" }), /ENOENT/);
  });
});

describe('what pages load', () => {
  let assets: Assets;
  before(async () => {
    assets = await loadAssets();
  });
  afterEach(closeServed);

  it('is all there, and is JavaScript that a browser can read', () => {
    for (const page of [...PAGES.map(name => assets.pages[name]), assets.login])
      for (const path of [page.script, page.early, ...page.preload, ...page.styles])
        assert.ok(assets.byPath.has(path), path);
    for (const [path, { body, type }] of assets.byPath) {
      if (!type.startsWith('text/javascript') || path.includes('/vendor/')) continue;
      assert.doesNotMatch(body.toString(), /^import type|^\s*(?:readonly|interface|type) \w+.*[{;]$/m, path);
    }
  });

  it('runs before the first paint as a plain script', () => {
    const early = assets.byPath.get(assets.login.early)!.body.toString();
    assert.doesNotMatch(early, /^\s*(?:import|export)\b/m);
    new Function(early);
  });

  it('has the chart libraries, as modules', async () => {
    const { vendor } = assets.pages.terminal;
    for (const [name, member] of [
      ['lightweight-charts.standalone.production.mjs', 'createChart'],
      ['uPlot.esm.js', 'default'],
    ] as const) {
      const text = assets.byPath.get(`${vendor}/${name}`)!.body.toString();
      assert.match(text, new RegExp(`\\b${member}\\b`), name);
    }
    assert.equal(assets.byPath.get(`${vendor}/uPlot.min.css`)?.type, 'text/css; charset=utf-8');
  });

  it('can be kept for good, since its address names its contents', async () => {
    const server = await served();
    const { headers, status } = await server.get(assets.pages.terminal.script);
    assert.equal(status, 200);
    assert.equal(headers.get('cache-control'), 'private, max-age=31536000, immutable');
    assert.equal(headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.match(
      assets.pages.terminal.script,
      /^\/assets\/[0-9a-f]{16}\/lib\/dashboards\/terminal\/browser\/main\.ts$/,
    );
  });

  it('comes compressed to whoever takes that, and is the same', async () => {
    const server = await served();
    const path = `${assets.pages.terminal.vendor}/uPlot.esm.js`;
    const plain = assets.byPath.get(path)!.body;
    const asked = async (accepted: string) => {
      const head = [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${server.port}`,
        `Authorization: Bearer ${TOKEN}`,
      ];
      const { headers, body } = await ask(server.port, [...head, `Accept-Encoding: ${accepted}`]);
      assert.equal(headers.get('vary'), 'Accept-Encoding');
      return [headers.get('content-encoding'), Buffer.from(body, 'latin1')] as const;
    };
    const [gzip, zipped] = await asked('gzip, deflate');
    assert.equal(gzip, 'gzip');
    assert.ok(gunzipSync(zipped).equals(plain) && zipped.length < 24_000);
    const [br, pressed] = await asked('gzip, deflate, br;q=1.0');
    assert.equal(br, 'br');
    assert.ok(brotliDecompressSync(pressed).equals(plain) && pressed.length < zipped.length);
    for (const accepted of ['identity', 'gzip;q=0', 'zstd', '*;q=0'])
      assert.ok((await asked(accepted))[1].equals(plain));
  });

  it('is nothing else than that, by whatever path', async () => {
    const server = await served();
    const base = assets.pages.terminal.vendor.replace('/vendor', '');
    for (const path of [
      ...[`${base}/lib/server/start-server.ts`, `${base}/lib/app/compose.ts`, `${base}/package.json`],
      ...[`${base}/lib/dashboards/../server/start-server.ts`, `${base}/..%2f..%2fetc%2fpasswd`],
      ...[`${base}/lib/dashboards/terminal/page.ts?x`.replace('?x', '%00'), base, `${base}/`],
      ...[assets.login.script.replace(/[0-9a-f]{16}/, '0'.repeat(16)), `${assets.login.script}/`],
    ]) {
      const head = [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${server.port}`,
        `Authorization: Bearer ${TOKEN}`,
      ];
      assert.ok([400, 404].includes((await ask(server.port, head)).status), path);
    }
  });

  it('needs no login only where the page to log in loads it', async () => {
    const server = await served();
    const html = await (await fetch(`${server.url}/login`)).text();
    const loaded = [...html.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = '']) => path);
    assert.ok(loaded.length >= 5);
    for (const path of loaded) assert.equal((await fetch(server.url + path)).status, 200, path);
    const open = [...assets.byPath].filter(([, { isOpen }]) => isOpen).map(([path]) => path);
    assert.deepEqual(open.sort(), loaded.sort());
    assert.equal((await fetch(server.url + assets.pages.terminal.script)).status, 401);
  });
});

describe('an answer', () => {
  afterEach(closeServed);

  it('that the client has already is not sent again', async () => {
    const server = await served();
    const first = await server.get('/api/dashboard/live-feed', { headers: { 'accept-encoding': 'gzip' } });
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^"[0-9a-f]{16}-gzip"$/);
    for (const known of [etag, etag.replace('-gzip', ''), `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await server.get('/api/dashboard/live-feed', { headers: { 'if-none-match': known } });
      assert.equal(again.status, 304, known);
      assert.equal(await again.text(), '');
    }
    assert.equal(
      (await server.get('/api/dashboard/live-feed', { headers: { 'if-none-match': '"x"' } })).status,
      200,
    );
  });
});

describe('the first page', () => {
  afterEach(closeServed);

  it('is the one that suits the screen', async () => {
    const server = await served();
    const titleFor = async (headers: Record<string, string>) =>
      /<title>(.*?)<\/title>/.exec(await (await server.get('/', { headers })).text())?.[1];
    const [terminal, simple] = ['SIMULATED · Terminal · HIVE', 'SIMULATED · Simple · HIVE'];
    const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148';
    assert.equal(await titleFor({}), terminal);
    assert.equal(await titleFor({ 'sec-ch-ua-mobile': '?1' }), simple);
    assert.equal(await titleFor({ 'user-agent': phone }), simple);
    assert.equal(await titleFor({ 'user-agent': phone, 'sec-ch-ua-mobile': '?0' }), terminal);
    const { status, headers } = await server.get('/?to=//evil.example');
    assert.deepEqual([status, headers.get('location')], [200, null]);
  });

  it('shows what the home knows, and has no script of its own', async () => {
    const server = await served();
    for (const path of ['/terminal', '/crypto', '/simple', '/training']) {
      const html = await (await server.get(path)).text();
      assert.match(html, />SIMULATED<\/strong><span class="mode-text">market, edge: concentrated/, path);
      assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|<style|javascript:/i);
    }
  });
});
