import assert from 'node:assert/strict';
import fc from 'fast-check';
import { each, escapeText, html, jsonBlock, trusted } from '../../../src/output/report/html.ts';

describe('html', () => {
  it('escapes text and numbers, and leaves pieces as they are', () => {
    const piece = html`<b title="${'"quoted" & \'single\''}">${'<script>'}${7}</b>`;
    assert.equal(
      html`<p>${piece}${trusted('<br>')}</p>`.html,
      '<p><b title="&quot;quoted&quot; &amp; &#39;single&#39;">&lt;script&gt;7</b><br></p>',
    );
  });

  it('writes nothing for what is absent, and 0 for zero', () => {
    assert.equal(html`[${null}${undefined}${false}${''}${[]}${0}]`.html, '[0]');
  });

  it('joins lists and escapes each of their texts', () => {
    assert.equal(html`${['<', '>']}`.html, '&lt;&gt;');
    assert.equal(each(['a', '&'], text => html`<i>${text}</i>`).html, '<i>a</i>\n<i>&amp;</i>');
  });

  it('never lets a character of markup through, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), text => {
        const escaped = escapeText(text);
        assert.doesNotMatch(escaped, /[<>"']/);
        assert.doesNotMatch(escaped, /&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });
});

describe('jsonBlock', () => {
  it('gives JSON of the same value in which no tag can begin', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = jsonBlock([value, '</script><!--']);
        assert.ok(!text.includes('<'));
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify([value, '</script><!--'])));
      }),
    );
  });
});
