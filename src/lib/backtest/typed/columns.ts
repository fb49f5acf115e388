/*
 * Columns that grow in place: `transfer` frees the old memory at once instead of leaving it to the collector, so that
 * ten million bars stay within their size.
 */

type Column = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** Rows to have room for when `needed` do not fit into `room`: a quarter more, so that little lies idle. */
export const grownRoom = (room: number, needed: number): number =>
  Math.max(needed, Math.ceil(room * 1.25), 1024);

const moved = (column: Column, room: number): ArrayBuffer =>
  column.buffer.transfer(room * column.BYTES_PER_ELEMENT);

export const growDoubles = (column: Float64Array<ArrayBuffer>, room: number) =>
  new Float64Array(moved(column, room));
export const growIntegers = (column: Int32Array<ArrayBuffer>, room: number) =>
  new Int32Array(moved(column, room));
export const growBytes = (column: Uint8Array<ArrayBuffer>, room: number) =>
  new Uint8Array(moved(column, room));
