/** The element of that id, or null when the page has none. */
export const byId = <T extends HTMLElement>(id: string): T | null => document.getElementById(id) as T | null;
