/*
 * Columns that grow in place: `transfer` frees the old memory at once instead of leaving it to the collector, so that
 * ten million bars stay within their size.
 */

type Column = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** Tables up to here double; larger ones grow by a quarter, so that little lies idle. */
const SMALL = 65_536;

/** Rows to have room for when `needed` do not fit into `room`. */
export const grownRoom = (room: number, needed: number): number =>
  Math.max(needed, Math.ceil(room * (room < SMALL ? 2 : 1.25)), 1024);

const moved = (column: Column, room: number): ArrayBuffer =>
  column.buffer.transfer(room * column.BYTES_PER_ELEMENT);

export const growDoubles = (column: Float64Array<ArrayBuffer>, room: number) =>
  new Float64Array(moved(column, room));
export const growIntegers = (column: Int32Array<ArrayBuffer>, room: number) =>
  new Int32Array(moved(column, room));
