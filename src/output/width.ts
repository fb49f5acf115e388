import { stripVTControlCharacters } from 'node:util';

/** Characters that `text` takes on a screen; colour codes take none. */
export const visibleWidth = (text: string): number => [...stripVTControlCharacters(text)].length;

/** One line of it: tabs and line ends would break a row. */
export const oneLine = (text: string): string => text.replace(/[\t\r\n]+/g, ' ');

/** Without trailing blanks on any line. */
export const trimLines = (text: string): string => text.replace(/[ \t]+$/gm, '');
