import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import type { patchChildren } from '../../src/lib/dashboards/shared/browser/patch.ts';
import { h, type ViewNode } from '../../src/lib/dashboards/shared/node.ts';
import { toHtml } from '../../src/lib/dashboards/shared/to-html.ts';
import { type Assets, loadAssets } from '../../src/lib/server/assets/load-assets.ts';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';

type Nodes = readonly (ViewNode | string)[];

declare global {
  interface Window {
    patch: typeof patchChildren;
  }
}

/** Siblings of any shape, keyed ones with keys of their own; few of everything, so that trees have much in common. */
const { nodes: anyNodes } = fc.letrec<{ nodes: Nodes; node: ViewNode | string }>(tie => ({
  nodes: fc
    .array(tie('node'), { maxLength: 5 })
    .map(nodes =>
      nodes.filter((node, at) => typeof node === 'string' || !isTaken(nodes, node, at)).reduce(joined, []),
    ),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('x', 'y', 'two words', '<b>&"'),
    fc
      .record({
        tag: fc.constantFrom('div', 'span', 'section'),
        name: fc.constantFrom('a', 'b', 'c', null),
        title: fc.constantFrom('1', '2', null),
        isOpen: fc.boolean(),
        children: tie('nodes'),
      })
      .map(({ tag, name, title, isOpen, children }) =>
        h(tag, { key: name, class: title, hidden: isOpen }, children as ViewNode[]),
      ),
    fc.constantFrom('M0 0', 'M1 1').map(d => h('svg', { viewBox: '0 0 1 1' }, h('g', {}, h('path', { d })))),
  ),
}));

const isTaken = (nodes: Nodes, { key }: ViewNode, at: number): boolean =>
  key !== null && nodes.slice(0, at).some(other => typeof other !== 'string' && other.key === key);

/** A parser makes one text of two that touch, so trees have none that do. */
function joined(nodes: Nodes, node: ViewNode | string): Nodes {
  return typeof node === 'string' && typeof nodes.at(-1) === 'string' ? nodes : [...nodes, node];
}

describeInBrowser('patching a page', () => {
  let browser: Browser;
  let server: Server;
  let page: Page;

  before(async () => {
    const assets = await loadAssets();
    server = createServer((request, response) => {
      const asset = assets.byPath.get(request.url!);
      response.setHeader('content-type', asset?.type ?? 'text/html');
      response.end(asset?.body ?? '<!doctype html><title>patch</title><body>');
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.evaluate(async path => {
      window.patch = ((await import(path)) as { patchChildren: typeof patchChildren }).patchChildren;
    }, patchPath(assets));
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  beforeEach(() => page.evaluate(() => document.body.replaceChildren()));

  const draw = (nodes: Nodes) => page.evaluate(tree => window.patch(document.body, tree), nodes);

  it('comes to the same as building anew, from any tree to any other', () =>
    fc.assert(
      fc.asyncProperty(anyNodes, anyNodes, anyNodes, async (...trees) => {
        const isEqual = await page.evaluate(([first, second, third]) => {
          const [patched, fresh] = [document.createElement('div'), document.createElement('div')];
          for (const tree of [first, second, third]) window.patch(patched, tree);
          window.patch(fresh, third);
          return patched.isEqualNode(fresh);
        }, trees);
        assert.ok(isEqual);
      }),
      { numRuns: 300 },
    ));

  it('takes over what the server painted, and makes no element anew', () =>
    fc.assert(
      fc.asyncProperty(anyNodes, async nodes => {
        const found = await page.evaluate(
          ([html, tree]) => {
            const [painted, fresh] = [document.createElement('div'), document.createElement('div')];
            painted.innerHTML = html;
            const before = [...painted.querySelectorAll('*')];
            window.patch(painted, tree);
            window.patch(fresh, tree);
            const after = [...painted.querySelectorAll('*')];
            return {
              isEqual: painted.isEqualNode(fresh),
              isKept: before.every((each, at) => each === after[at]),
            };
          },
          [nodes.map(toHtml).join(''), nodes] as const,
        );
        assert.deepEqual(found, { isEqual: true, isKept: true });
      }),
      { numRuns: 150 },
    ));

  const row = (name: string, text = name) => h('div', { key: name }, h('button', { id: name }, text));
  const focused = () => page.evaluate(() => document.activeElement!.id);

  async function assertFocusStays(): Promise<void> {
    await draw([row('a'), row('b'), row('c')]);
    await page.focus('#b');
    for (const names of ['xabc', 'bc', 'cba', 'acb', 'bxa', 'b']) {
      await draw([...names].map(name => row(name, `${name} of ${names}`)));
      assert.equal(await focused(), 'b', names);
      assert.equal(await page.textContent('#b'), `b of ${names}`);
    }
  }

  it('leaves the focus where it is while rows come, go, change and change places', assertFocusStays);

  it('leaves it there in browsers that cannot move an element as it is, too', async () => {
    await page.evaluate(() => Reflect.deleteProperty(Element.prototype, 'moveBefore'));
    assert.equal(await page.evaluate(() => 'moveBefore' in document.body), false);
    await assertFocusStays();
  });

  it('leaves what is typed and selected in an island alone', async () => {
    const island = (label: string) => [
      h('p', {}, label),
      h('div', { key: 'i', id: 'i', 'data-island': 'line', 'aria-label': label }, h('span', {}, 'fallback')),
    ];
    await draw(island('one'));
    await page.evaluate(() => {
      const input = document.createElement('input');
      document.getElementById('i')!.replaceChildren(input);
      input.value = 'typed by hand';
      input.focus();
      input.setSelectionRange(2, 5);
    });
    await draw([h('p', { key: 'new' }, 'above'), ...island('two')]);
    const found = await page.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.activeElement as HTMLInputElement;
      return { value, selectionStart, selectionEnd, label: document.getElementById('i')!.ariaLabel };
    });
    assert.deepEqual(found, { value: 'typed by hand', selectionStart: 2, selectionEnd: 5, label: 'two' });
  });

  it('leaves text selected that has not changed', async () => {
    const view = (price: string) => [h('p', {}, price), h('p', { id: 'why' }, 'the reason in words')];
    await draw(view('1'));
    await page.evaluate(() => getSelection()!.selectAllChildren(document.getElementById('why')!));
    await draw(view('2'));
    assert.equal(await page.evaluate(() => getSelection()!.toString()), 'the reason in words');
  });

  it('leaves the place that a list is scrolled to', async () => {
    const list = (from: number) =>
      h(
        'div',
        { id: 'list' },
        Array.from({ length: 80 }, (_, at) => h('p', { key: from + at }, `row ${from + at}`)),
      );
    await draw([list(0)]);
    await page.addStyleTag({ content: '#list { height: 100px; overflow: auto; }' });
    await page.evaluate(() => {
      document.getElementById('list')!.scrollTop = 700;
    });
    const topRow = () =>
      page.evaluate(() => {
        const list = document.getElementById('list')!.getBoundingClientRect();
        return document.elementFromPoint(list.left + 20, list.top + 5)!.textContent;
      });
    const before = await topRow();
    await draw([list(-3)]);
    assert.equal(await topRow(), before);
  });

  it('leaves open what a reader opened', async () => {
    const view = (text: string) => [h('details', { key: 'd' }, h('summary', {}, 'more'), h('p', {}, text))];
    await draw(view('1'));
    await page.click('summary');
    await draw(view('2'));
    assert.equal(await page.isVisible('text=2'), true);
  });

  it('makes texts of texts, whatever is in them', async () => {
    await draw([
      h('p', { title: '"><img src=x onerror=document.title=1>' }, '<img src=x onerror=document.title=1>'),
    ]);
    assert.equal(await page.evaluate(() => document.querySelectorAll('img').length), 0);
    assert.equal(await page.title(), 'patch');
  });
});

const patchPath = ({ byPath }: Assets): string =>
  [...byPath.keys()].find(path => /\/shared\/browser\/patch\.[jt]s$/.test(path))!;
