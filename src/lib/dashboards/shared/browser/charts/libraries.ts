import type * as Lightweight from 'lightweight-charts';
import type UPlot from 'uplot';

/** The chart libraries, as they lie in their packages; a page that draws nothing loads none. */
const vendor = (file: string): string => `${document.documentElement.dataset.vendor}/${file}`;

export const lightweightCharts = (): Promise<typeof Lightweight> =>
  import(vendor('lightweight-charts.standalone.production.mjs'));

export async function uPlotLibrary(): Promise<typeof UPlot> {
  const { default: library } = (await import(vendor('uPlot.esm.js'))) as { default: typeof UPlot };
  return library;
}
