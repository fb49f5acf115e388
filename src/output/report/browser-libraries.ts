import { readFileSync } from 'node:fs';

/** Browser builds of the chart libraries, as they lie in their packages. */
export interface BrowserLibraries {
  /** Sets the global `uPlot`. */
  readonly uplot: string;
  readonly uplotStyle: string;
  /** Sets the global `LightweightCharts`. */
  readonly lightweightCharts: string;
}

const beside = (packageName: string, file: string): string =>
  readFileSync(new URL(file, import.meta.resolve(packageName)), 'utf8');

/** Read anew for each page: a page is made once a run, and half a megabyte of text need not stay in memory. */
export const browserLibraries = (): BrowserLibraries => ({
  uplot: beside('uplot', './uPlot.iife.min.js'),
  uplotStyle: beside('uplot', './uPlot.min.css'),
  lightweightCharts: beside('lightweight-charts', './lightweight-charts.standalone.production.js'),
});
