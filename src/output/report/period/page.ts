import type { ReportOutput } from '../../../lib/app/schemas/report.ts';
import { dataTable } from '../data-table.ts';
import { documentOf } from '../document.ts';
import { each, type Html, html } from '../html.ts';
import { pageStyle } from '../page-script.ts';
import { factList, section } from '../sections/section.ts';
import type { Block, Section, TableBlock } from './blocks.ts';
import { contextOf, sectionsOf, titleOf, verdictOf } from './sections.ts';

/** Room between the blocks of a section, which here come in any order. */
const STYLE = `
header .note,
section > * + * {
  margin-top: 16px;
}

section > h2 + * {
  margin-top: 0;
}

.facts > div {
  grid-template-columns: minmax(0, 11em) minmax(0, 1fr);
}

.facts dt {
  overflow-wrap: anywhere;
}
`;

/**
 * A report as one HTML page that opens anywhere, asks for nothing and runs nothing. The same input gives the same bytes.
 * @param version of the program that writes it
 */
export function reportPage(report: ReportOutput, version: string): string {
  const sections = sectionsOf(report);
  const body = html`<a class="skip" href="#money">To the figures</a>
<header>
<p class="banner">${report.banner}</p>
<h1>${titleOf(report)} <span>${report.account}</span></h1>
<p class="verdict">${verdictOf(report)}</p>
<p class="note">${contextOf(report)}</p>
</header>
<nav aria-label="Parts of this page"><ul>${each(sections, ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main>
${each(sections, sectionHtml)}
</main>
<footer>
<p>Written by HIVE TRADE ${version}.</p>
</footer>`;
  return documentOf({ title: `${titleOf(report)}, HIVE TRADE`, style: pageStyle() + STYLE, body });
}

const sectionHtml = ({ id, title, blocks }: Section): Html => section(id, title, each(blocks, blockHtml));

function blockHtml(block: Block): Html {
  if (block.kind === 'text') return html`<p>${block.text}</p>`;
  return block.kind === 'facts' ? factList(block.facts) : tableHtml(block);
}

const tableHtml = ({ id, caption, columns, rows }: TableBlock): Html =>
  dataTable(
    columns.map(({ header, align }, index) => ({
      label: header,
      isText: align !== 'right',
      cell: (row: TableBlock['rows'][number]) => row[index] ?? '',
    })),
    rows,
    { id, caption, sortable: false },
  );
