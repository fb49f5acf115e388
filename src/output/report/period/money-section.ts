import type { ReportOutput } from '../../../lib/app/schemas/report.ts';
import { percent } from '../../numbers.ts';
import { type Block, RIGHT, type Section, tableOf, text } from './blocks.ts';
import { change, changeCell, money } from './words.ts';

/** What the account made, beside chance and cash, and what that cost. */
export const moneySection = (report: ReportOutput): Section => ({
  id: 'money',
  title: 'Money',
  blocks: [...worth(report), sources(report), costs(report)],
});

function worth({ equity, profit }: ReportOutput): Block[] {
  return tableOf({
    id: 'worth',
    caption: 'Profit is what was made, without what came from outside.',
    columns: [
      { header: 'What', priority: 1, minWidth: 12 },
      { header: 'Start', align: RIGHT },
      { header: 'End', align: RIGHT },
      { header: 'Profit', align: RIGHT, priority: 1 },
    ],
    rows: [
      ['Account', money(equity.start), money(equity.end), changeCell(profit.total)],
      ['Control arm', money(equity.controlStart), money(equity.controlEnd), changeCell(profit.control)],
      ['Cash', money(equity.start), money(equity.start), changeCell(profit.cash)],
    ],
  });
}

function sources({ profit, positions }: ReportOutput): Block {
  const held = positions.map(
    ({ symbol, value, unrealised }) => `${symbol} ${money(value)} (${change(unrealised)})`,
  );
  const external = Number(profit.external) === 0 ? [] : [['From outside', change(profit.external)] as const];
  return {
    kind: 'facts',
    facts: [
      ['Realised', `${change(profit.realised)}, fees included`],
      ['Unrealised', `${change(profit.unrealised)}, the change of it`],
      ...external,
      ['Held at the end', held.join(', ') || 'nothing'],
    ],
  };
}

function costs({ costs: { traded, fees, spread, slippage, total, share } }: ReportOutput): Block {
  if (Number(traded) === 0) return text('Nothing was traded, so trading cost nothing.');
  const known =
    spread === null ? [] : [`spread ${money(spread)} (as assumed)`, `slippage ${money(slippage)}`];
  const parts = [`fees ${money(fees)}`, ...known].join(', ');
  const unknown = spread === null ? '; what spread and slippage cost is not known' : '';
  return text(`Costs: ${money(total)}, ${percent(share, 2)} of ${money(traded)} traded: ${parts}${unknown}.`);
}
