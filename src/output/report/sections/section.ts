import { type Content, type Html, html } from '../html.ts';

/** One part of the page, named by its heading; `content` begins below it. */
export function section(id: string, title: string, ...content: Content[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}
</section>`;
}

export interface ChartOptions {
  readonly id: string;
  readonly title: string;
  /** What the picture shows, in words and figures, for those who do not see it. */
  readonly says: Content;
  /** Controls above the picture; shown once the script has come to life. */
  readonly controls?: Content;
}

/** A place for a picture that the script draws, with what it says. */
export function chart({ id, title, says, controls }: ChartOptions): Html {
  return html`<figure class="chart">
<div class="chart-head"><h3 id="${id}-title">${title}</h3>${controls}</div>
<div id="${id}" class="plot" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-says"></div>
<figcaption id="${id}-says">${says}</figcaption>
</figure>`;
}

/** Names and values. */
export const factList = (facts: readonly (readonly [string, Content])[]): Html =>
  html`<dl class="facts">
${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`;
