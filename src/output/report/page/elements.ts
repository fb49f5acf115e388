/** The element of that id, or null when the page has none (a part that was left out). */
export const byId = <T extends HTMLElement>(id: string): T | null => document.getElementById(id) as T | null;

/** A new element with text in it. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text = '',
  className = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** Shows a control that only makes sense while this script runs, and hears its clicks. */
export function onClick(id: string, act: () => void): void {
  const button = byId(id);
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', act);
}
