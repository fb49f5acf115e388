import { cycleFreshness } from '../shared/freshness.ts';
import { type Child, h, type ViewNode } from '../shared/node.ts';
import { missing } from '../shared/parts/empty.ts';
import { type PanelOptions, panel } from '../shared/parts/panel.ts';
import { answer, type PageState } from '../shared/state.ts';
import type { AssetClass, ClassStatus } from './answers.ts';

/** One asset class of a page: what its panels are made of. */
export interface ClassView {
  readonly state: PageState;
  readonly status: ClassStatus;
}

interface Classed {
  readonly assetClass: AssetClass;
}

/** What an answer says of the class; null while it is not there, or says nothing of it. */
export function ofClass<Row extends Classed>({ state, status }: ClassView, url: string): Row | null {
  const loaded = answer<{ readonly classes: readonly Row[] }>(state, url);
  return loaded?.classes.find(({ assetClass }) => assetClass === status.assetClass) ?? null;
}

/** Content made of an answer, or why there is none. */
export function withAnswer<Row extends Classed>(
  view: ClassView,
  url: string,
  content: (row: Row) => Child,
): Child {
  const row = ofClass<Row>(view, url);
  if (row) return content(row);
  return missing(view.state, url) ?? note('Nothing is kept of this class.');
}

type ClassPanel = Pick<PanelOptions, 'id' | 'title' | 'url' | 'command'> &
  Partial<Pick<PanelOptions, 'aside' | 'className'>>;

/** A panel of one class; its figures are as old as the last cycle. */
export const classPanel = (
  { state, status }: ClassView,
  options: ClassPanel,
  ...content: Child[]
): ViewNode =>
  panel(
    {
      ...options,
      id: `${status.assetClass}-${options.id}`,
      state,
      at: state.feed.status.training.lastCycleAt,
      freshness: cycleFreshness(state),
    },
    content,
  );

/** Why a panel shows less than it could. */
export const note = (text: string, ...more: Child[]): ViewNode => h('p', { class: 'note' }, text, more);

const MODEL_NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** The command that shows a model. Nothing but a name gets into what a reader may paste into a shell. */
export const modelCommand = (model: string | null): string =>
  model !== null && MODEL_NAME.test(model) ? `hive models show ${model}` : 'hive models list';
