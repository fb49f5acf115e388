import type { PageData } from '../page-data.ts';
import { drawCandles } from './candle-plot.ts';
import { drawCurves } from './curves.ts';
import { byId } from './elements.ts';
import { drawHistogram } from './histogram-plot.ts';
import { sortRows } from './sort.ts';
import { onThemeChange } from './theme.ts';
import { drawTrades } from './trade-table.ts';

document.documentElement.classList.add('scripted');
const pageData = JSON.parse(byId('data')?.textContent ?? '') as PageData;
const candlePlot = drawCandles(pageData);
const redraws = [...drawCurves(pageData), drawHistogram(pageData.histogram), candlePlot?.redraw];
onThemeChange(() => {
  for (const redraw of redraws) redraw?.();
});
drawTrades(pageData, candlePlot?.choose ?? null);
for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]')) sortRows(table);
document.documentElement.classList.add('drawn');
