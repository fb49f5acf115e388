import type { ColumnSummary, FrameEngine } from '../../frame/frame.ts';
import type { Reading } from '../reading.ts';
import type { FrameKind, FrameRequest } from './frame-request.ts';
import { makeFrame } from './make-frame.ts';

export interface DescribeRequest extends FrameRequest {
  readonly engine: FrameEngine['name'];
}

export interface DataDescription {
  readonly what: FrameKind;
  readonly symbol: string;
  readonly interval: string | null;
  readonly source: string | null;
  readonly engine: FrameEngine['name'];
  readonly rows: number;
  /** Times of the first and the last row, ISO. */
  readonly from: string;
  readonly to: string;
  readonly columns: readonly ColumnSummary[];
}

/**
 * Sums each column of numbers up.
 * @throws HiveError (data) when there is nothing to describe, (config, NO_DANFO) when that engine is not installed.
 */
export async function describeData(
  home: Pick<Reading, 'config' | 'paths' | 'storeToRead'>,
  { engine: name, ...request }: DescribeRequest,
): Promise<DataDescription> {
  const engine = await engineNamed(name, home.paths.root);
  const { frame, symbol, interval, source } = await makeFrame(home, request);
  const time = frame.columns[0]!.values as Float64Array;
  return {
    ...{ what: request.what, symbol, interval, source, engine: engine.name, rows: frame.length },
    from: new Date(time[0]!).toISOString(),
    to: new Date(time.at(-1)!).toISOString(),
    columns: engine.describe(frame),
  };
}

async function engineNamed(name: FrameEngine['name'], folder: string): Promise<FrameEngine> {
  if (name === 'own') return (await import('../../frame/own-engine.ts')).ownEngine;
  const { loadDanfo } = await import('../../frame/danfo/load-danfo.ts');
  return (await import('../../frame/danfo/danfo-engine.ts')).danfoEngine(await loadDanfo(folder));
}
