import { keep, kept } from './keep.ts';

const DEFAULTS: Readonly<Record<string, string>> = { theme: 'auto', pair: 'green-red' };

/** Makes the choices of the frame's "Look" work: at once, and on every page from then on. */
export function connectPreferences(redraw: () => void): void {
  const root = document.documentElement;
  const first = root.dataset.firstTheme ?? 'auto';
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-preference]')) {
    const name = select.dataset.preference ?? '';
    select.value = kept(name) ?? (name === 'theme' ? first : (DEFAULTS[name] ?? ''));
    select.addEventListener('change', () => {
      root.setAttribute(`data-${name}`, select.value);
      keep(name, select.value);
      redraw();
    });
  }
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', redraw);
}
