import { App } from '../../shared/browser/app.ts';
import { lines } from '../../shared/browser/charts/lines.ts';
import { crypto } from '../page.ts';
import { equityLines, underwaterLines } from './charts.ts';

/** The reasons of a trade are asked for when it is first opened. */
function openWhy({ dataset: { key = '' } }: HTMLElement, app: App): void {
  app.choose({ [key]: 'open' });
}

new App({
  page: crypto,
  islands: { equity: lines(equityLines), underwater: lines(underwaterLines) },
  actions: { why: openWhy },
}).start();
