import { byId } from '../../shared/browser/elements.ts';

/** Elements of a panel, which is counted from 0. */
export const panelElement = (panel: number): HTMLElement | null => byId(`panel-${panel + 1}`);
/** The inside of a panel: with the focus there, arrow keys scroll it. */
export const bodyElement = (panel: number): HTMLElement | null =>
  panelElement(panel)?.querySelector<HTMLElement>('.panel-body') ?? null;
export const lineElement = (panel: number): HTMLInputElement | null =>
  byId<HTMLInputElement>(`line-${panel + 1}`);

/** The panel that an element is in; null outside of all. */
export function panelOf(element: Element | null): number | null {
  const id = element?.closest('.desk > .panel')?.id;
  return id ? Number(id.slice('panel-'.length)) - 1 : null;
}

export const isLine = (element: EventTarget | null): element is HTMLInputElement =>
  element instanceof HTMLInputElement && element.name === 'line';

/** Links of a panel that the arrow keys go through. */
export const rowsOf = (panel: number): readonly HTMLElement[] => [
  ...(panelElement(panel)?.querySelectorAll<HTMLElement>('.panel-body [data-row]') ?? []),
];

export const isShown = (element: HTMLElement | null): boolean => (element?.clientHeight ?? 0) > 0;
