import type { App } from '../../shared/browser/app.ts';
import { keep, kept } from '../../shared/browser/keep.ts';
import type { Command } from '../desk/command.ts';
import { completions } from '../desk/complete.ts';
import { parseCommand } from '../desk/parse-command.ts';
import { lineAt, newer, older, remembered, type TypedLines, typedLines } from '../desk/typed-lines.ts';
import type { DeskControl } from './desk-control.ts';

const KEPT = 'terminal-lines';

/** The command lines: what was typed before, completion, and what is said of a line. */
export class Lines {
  readonly #app: App;
  readonly #control: DeskControl;
  #typed: TypedLines = typedLines(keptLines());
  #offered: { readonly all: readonly string[]; readonly at: number } | null = null;

  constructor(app: App, control: DeskControl) {
    this.#app = app;
    this.#control = control;
  }

  /** Reads the line; null, and a sentence beside it, when it cannot be done. */
  take(panel: number, input: HTMLInputElement): Command | null {
    const read = parseCommand(input.value, this.#control.grammar(panel));
    if (read.kind === 'trouble') {
      this.#say(panel, read.says);
      return null;
    }
    this.#typed = remembered(this.#typed, input.value.trim().toUpperCase());
    keep(KEPT, JSON.stringify(this.#typed.lines));
    this.clear(panel, input);
    return read;
  }

  clear(panel: number, input: HTMLInputElement): void {
    input.value = '';
    this.#typed = typedLines(this.#typed.lines);
    this.#say(panel, '');
  }

  /** The text has been changed by hand: offers what it may become. */
  changed(panel: number, input: HTMLInputElement): void {
    this.#offered = null;
    const offers = input.value.trim() === '' ? [] : completions(input.value, this.#control.grammar(panel));
    this.#app.choose({ [`says-${panel}`]: '', [`offers-${panel}`]: offers.join('   ') });
  }

  /** The next completion, or false where there is none. */
  complete(panel: number, input: HTMLInputElement): boolean {
    const before = this.#offered ?? {
      all: completions(input.value, this.#control.grammar(panel)),
      at: -1,
    };
    if (before.all.length === 0) return false;
    const at = (before.at + 1) % before.all.length;
    input.value = before.all[at]!;
    this.#app.choose({ [`offers-${panel}`]: before.all.join('   ') });
    if (before.all.length === 1) {
      // Nothing to choose from: the next word can be typed, and the next Tab completes that.
      input.value += ' ';
      this.#offered = null;
    } else this.#offered = { all: before.all, at };
    return true;
  }

  older(input: HTMLInputElement): void {
    if (this.#typed.lines.length === 0) return;
    this.#typed = older(this.#typed, input.value);
    input.value = lineAt(this.#typed);
  }

  /** One line newer; false beyond the newest. */
  newer(input: HTMLInputElement): boolean {
    const next = newer(this.#typed);
    if (!next) return false;
    this.#typed = next;
    input.value = lineAt(next);
    return true;
  }

  /** Says something beside a line; it stays until the line is changed. */
  tell(panel: number, text: string): void {
    this.#say(panel, text);
  }

  #say(panel: number, text: string): void {
    this.#offered = null;
    this.#app.choose({ [`says-${panel}`]: text, [`offers-${panel}`]: '' });
  }
}

function keptLines(): readonly string[] {
  try {
    const lines: unknown = JSON.parse(kept(KEPT) ?? '[]');
    return Array.isArray(lines) ? lines.filter(line => typeof line === 'string') : [];
  } catch {
    // Something else wrote there: begins anew.
    return [];
  }
}
