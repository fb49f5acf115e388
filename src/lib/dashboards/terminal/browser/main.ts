import { TerminalPage } from './terminal-page.ts';

new TerminalPage().start();
