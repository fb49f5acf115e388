import type { Environment } from '../lib/config/environment.ts';
import { isOn } from '../lib/config/environment.ts';

/** What the reader of one stream can show. */
export interface Terminal {
  /** Characters a line, at least 60. */
  readonly width: number;
  readonly colour: boolean;
  readonly interactive: boolean;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const LEAST_WIDTH = 60;
const USUAL_WIDTH = 80;

/** Each stream is looked at by itself: a table may go to a file while progress goes to a screen. */
export function terminalOf(stream: Stream, environment: Environment, noColour = false): Terminal {
  const interactive = stream.isTTY === true;
  return {
    width: widthOf(stream, environment),
    colour: !noColour && wantsColour(interactive, environment),
    interactive,
  };
}

/** COLUMNS wins over the size of the screen. */
function widthOf(stream: Stream, environment: Environment): number {
  const asked = Number(environment.COLUMNS);
  const width =
    Number.isInteger(asked) && asked > 0 ? asked : (stream.isTTY && stream.columns) || USUAL_WIDTH;
  return Math.max(LEAST_WIDTH, width);
}

/** no-color.org: NO_COLOR counts when it is not empty, and wins over FORCE_COLOR. */
function wantsColour(interactive: boolean, environment: Environment): boolean {
  if (environment.NO_COLOR || environment.TERM === 'dumb') return false;
  return isOn(environment, 'FORCE_COLOR') || interactive;
}
