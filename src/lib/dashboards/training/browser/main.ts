import { App } from '../../shared/browser/app.ts';
import { lines } from '../../shared/browser/charts/lines.ts';
import { training } from '../page.ts';
import { chartLines } from './chart-lines.ts';

/** The class that the address names: `#stock`. */
const chosen = () => ({ class: location.hash.slice(1) });

const app = new App({
  page: training,
  islands: { lines: lines((state, { dataset }) => chartLines(state, { ...dataset })) },
  ui: chosen(),
});
addEventListener('hashchange', () => app.choose(chosen()));
app.start();
