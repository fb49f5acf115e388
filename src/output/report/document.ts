import { createHash } from 'node:crypto';
import { type Html, html, jsonBlock, trusted } from './html.ts';

export interface DocumentParts {
  readonly title: string;
  readonly style: string;
  readonly body: Html;
  /** What the scripts read, as `<script type="application/json" id="data">`; a page without scripts has none. */
  readonly data?: unknown;
  /** Run in this order after the page has been read; the last one as a module. */
  readonly scripts?: readonly string[];
}

/** A page in one file: its policy lets in nothing but the very style and scripts that it carries. */
export function documentOf({ title, style, body, data, scripts = [] }: DocumentParts): string {
  const safe = scripts.map(scriptText);
  const policy = [
    "default-src 'none'",
    `style-src ${sha256(style)}`,
    `script-src ${safe.map(sha256).join(' ') || "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const tags = safe.map(
    (text, i) => `<script${i === safe.length - 1 ? ' type="module"' : ''}>${text}</script>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
${body}
${data !== undefined && html`<script type="application/json" id="data">${trusted(jsonBlock(data))}</script>`}
${trusted(tags.join('\n'))}
</body>
</html>
`.html;
}

/** The source of a policy that lets in exactly this text. */
export const sha256 = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** Program text in which nothing ends the element it stands in; inside strings `<\/` is `</`. */
const scriptText = (text: string): string =>
  text.replaceAll(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');
