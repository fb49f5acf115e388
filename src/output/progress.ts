import { span } from './times.ts';

export type ProgressStyle = 'bar' | 'lines' | 'silent';

export interface ProgressOptions {
  readonly label: string;
  /** Units of work; 0 counts as done. */
  readonly total: number;
  readonly style: ProgressStyle;
  /** Takes what is to be written; never called when silent. */
  readonly write: (text: string) => void;
  /** Milliseconds that never go back, to tell the time that is left; without it none is told. */
  readonly now?: () => number;
}

const BAR_CELLS = 16;
const ERASE_LINE = '\r\u001b[2K';
/** What goes by sooner needs no guess, and one from less would be wild: the first unit waits for what it loads. */
const LEAST_LEFT_MS = 2_000;
const LEAST_GONE_MS = 1_000;
const LEAST_SHARE = 0.01;

/** How far a long piece of work is: a bar on a screen, else a line at every tenth. */
export class Progress {
  readonly #options: ProgressOptions;
  readonly #startedMs: number;
  #shown = -1;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#startedMs = options.now?.() ?? 0;
  }

  /** `done` units are finished. Cheap enough to be called for each. */
  update(done: number): void {
    const { style, total } = this.#options;
    if (style === 'silent') return;
    const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 1;
    const step = style === 'bar' ? Math.floor(share * 100) : Math.floor(share * 10) * 10;
    if (step <= this.#shown) return;
    this.#shown = step;
    const left = this.#timeLeft(share);
    const { label, write } = this.#options;
    write(style === 'bar' ? this.#bar(step) + left : `${label}: ${step} %${left}\n`);
  }

  /** As if the rest went as quickly as what is done. */
  #timeLeft(share: number): string {
    const goneMs = (this.#options.now?.() ?? 0) - this.#startedMs;
    const leftMs = (goneMs * (1 - share)) / share;
    const known = goneMs >= LEAST_GONE_MS && share >= LEAST_SHARE;
    return known && leftMs >= LEAST_LEFT_MS ? `, ${span(leftMs)} left` : '';
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
