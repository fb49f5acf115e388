import { steadyMs } from './clock.ts';

/** At most three a second, so that nobody is harmed by flicker (WCAG 2.3.1). */
const LEAST_GAP_MS = 350;
const lastFlash = new WeakMap<Element, number>();

/** Tints a cell for a moment; the style sheet keeps it still where less motion is wanted. */
export function flash(element: Element): void {
  const now = steadyMs();
  if (now - (lastFlash.get(element) ?? Number.NEGATIVE_INFINITY) < LEAST_GAP_MS) return;
  lastFlash.set(element, now);
  element.classList.remove('flash');
  // Away and back again within one frame would be no change: the animation begins anew in the next one.
  requestAnimationFrame(() => element.classList.add('flash'));
}
