/** Colours of the page's style at this moment, for what is drawn on canvases. */
export interface Theme {
  readonly page: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  readonly accentFill: string;
  readonly second: string;
  readonly up: string;
  readonly upFill: string;
  readonly down: string;
  readonly downFill: string;
  readonly font: string;
}

export function themeNow(): Theme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    page: token('page'),
    text: token('text'),
    muted: token('muted'),
    line: token('line'),
    accent: token('accent'),
    accentFill: token('accent-fill'),
    second: token('second'),
    up: token('up'),
    upFill: token('up-fill'),
    down: token('down'),
    downFill: token('down-fill'),
    font: token('sans'),
  };
}

/** Calls back when the reader's system turns dark or light, and around printing, which is always dark on white. */
export function onThemeChange(redraw: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  const paper = (isOn: boolean) => () => {
    document.documentElement.classList.toggle('paper', isOn);
    redraw();
  };
  addEventListener('beforeprint', paper(true));
  addEventListener('afterprint', paper(false));
}
