export type ProgressStyle = 'bar' | 'lines' | 'silent';

export interface ProgressOptions {
  readonly label: string;
  /** Units of work; 0 counts as done. */
  readonly total: number;
  readonly style: ProgressStyle;
  /** Takes what is to be written; never called when silent. */
  readonly write: (text: string) => void;
}

const BAR_CELLS = 24;
const ERASE_LINE = '\r\u001b[2K';

/** How far a long piece of work is: a bar on a screen, else a line at every tenth. */
export class Progress {
  readonly #options: ProgressOptions;
  #shown = -1;

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  /** `done` units are finished. Cheap enough to be called for each. */
  update(done: number): void {
    const { style, total } = this.#options;
    if (style === 'silent') return;
    const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 1;
    const step = style === 'bar' ? Math.floor(share * 100) : Math.floor(share * 10) * 10;
    if (step <= this.#shown) return;
    this.#shown = step;
    this.#options.write(style === 'bar' ? this.#bar(step) : `${this.#options.label}: ${step} %\n`);
  }

  /** Takes the bar away, so that the result stands alone. */
  finish(): void {
    if (this.#options.style === 'bar' && this.#shown >= 0) this.#options.write(ERASE_LINE);
    this.#shown = 100;
  }

  #bar(percent: number): string {
    const full = Math.round((percent / 100) * BAR_CELLS);
    const cells = '█'.repeat(full) + '░'.repeat(BAR_CELLS - full);
    return `${ERASE_LINE}${this.#options.label} ${cells} ${percent} %`;
  }
}
