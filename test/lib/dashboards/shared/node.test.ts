import assert from 'node:assert/strict';
import fc from 'fast-check';
import { h } from '../../../../src/lib/dashboards/shared/node.ts';
import { toHtml } from '../../../../src/lib/dashboards/shared/to-html.ts';

/** Texts with many of the signs that mean something in HTML. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('<', '>', '&', '"', "'", '/', '=', '`', '\n'),
    fc.string({ unit: 'binary' }),
  ),
});

/** What a browser makes of the five character references that are written. */
const unescaped = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('a node', () => {
  it('keeps any text a text: nothing in it opens a tag or ends an attribute, and nothing is lost', () =>
    fc.assert(
      fc.property(anyText, anyText, (text, title) => {
        const found = /^<p title="([^"<>']*)">([^<>"']*)<\/p>$/.exec(toHtml(h('p', { title }, text)));
        assert.ok(found);
        assert.equal(unescaped(found[1]!), title);
        assert.equal(unescaped(found[2]!), text);
      }),
    ));

  it('refuses every attribute that could run a script', () => {
    for (const name of [
      'onclick',
      'onERROR',
      'onload',
      'style',
      'srcdoc',
      'formaction',
      'x y',
      'a"b',
      '',
      '1a',
    ])
      assert.throws(() => h('a', { [name]: 'x' }), RangeError, name);
  });

  it('refuses every attribute name that could end its tag', () =>
    fc.assert(
      fc.property(anyText, name => {
        fc.pre(!/^[a-z][a-zA-Z0-9-]*$/.test(name) && name !== 'key');
        assert.throws(() => h('a', { [name]: 'x' }), RangeError);
      }),
    ));

  it('refuses every tag that could load or run something', () => {
    for (const tag of ['iframe', 'object', 'embed', 'base', 'meta', 'a b', '<b', '', 'Script'])
      assert.throws(() => h(tag), RangeError, tag);
  });

  it('takes links of its own pages and no others', () => {
    const links = ['/crypto', '/terminal#/WHY', '?a=1', '#main', 'https://www.tradingview.com/'];
    for (const href of links) assert.equal(h('a', { href }).attributes.href, href);
    const others = [
      'javascript:alert(1)',
      '//evil.example',
      'https://evil.example/',
      ' /x',
      'data:text/html,x',
    ];
    for (const href of others) assert.throws(() => h('a', { href }), RangeError, href);
  });

  it('leaves out what is not there and lays lists flat', () => {
    const node = h('p', { a: null, b: false, c: undefined, d: true, e: 0 }, [null, ['x', [1]], false, '']);
    assert.deepEqual(node.attributes, { d: '', e: '0' });
    assert.deepEqual(node.children, ['x', '1']);
    assert.equal(toHtml(node), '<p d="" e="0">x1</p>');
  });

  it('writes elements without an end tag as HTML does', () => {
    assert.equal(toHtml(h('br')), '<br>');
    assert.equal(toHtml(h('svg', { viewBox: '0 0 1 1' })), '<svg viewBox="0 0 1 1"></svg>');
  });
});
