import { styleText } from 'node:util';
import type { Terminal } from './terminal.ts';

export type Ink = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colours `text` where the terminal shows colours; else gives it back. Meaning never hangs on colour alone. */
export const paint = (terminal: Pick<Terminal, 'colour'>, ink: Ink, text: string): string =>
  terminal.colour ? styleText(ink, text, { validateStream: false }) : text;
