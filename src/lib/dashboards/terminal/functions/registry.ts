import { blot } from './blot.ts';
import { bt } from './bt.ts';
import type { TerminalFunction } from './definition.ts';
import { des } from './des.ts';
import { gip } from './gip.ts';
import { gp } from './gp.ts';
import { halt } from './halt.ts';
import { helpOf } from './help.ts';
import { hp } from './hp.ts';
import { log } from './log.ts';
import { ml } from './ml.ts';
import { ord } from './ord.ts';
import { pnl } from './pnl.ts';
import { pos } from './pos.ts';
import { risk } from './risk.ts';
import { sig } from './sig.ts';
import { sys } from './sys.ts';
import { top } from './top.ts';
import { w } from './w.ts';
import { why } from './why.ts';

const SHOWING: readonly TerminalFunction[] = [
  ...[des, gp, gip, hp, w, pos, ord, blot, pnl, risk],
  ...[sig, ml, bt, top, log, sys, halt, why],
];

/** Every function of the terminal, in the order in which help lists them. */
export const FUNCTIONS: readonly TerminalFunction[] = [...SHOWING, helpOf(SHOWING.map(({ code }) => code))];

export const functionOf = (code: string): TerminalFunction =>
  FUNCTIONS.find(known => known.code === code) ?? w;
