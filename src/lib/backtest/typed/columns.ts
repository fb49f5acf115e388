/*
 * Columns that grow in place: `transfer` frees the old memory at once instead of leaving it to the collector, so that
 * ten million bars stay within their size. A first allocation is made plainly: its pages come only when written to.
 */

/** Tables up to here double; larger ones grow by a quarter, so that little lies idle. */
const SMALL = 65_536;

/** Rows to have room for when `needed` do not fit into `room`. */
export const grownRoom = (room: number, needed: number): number =>
  Math.max(needed, Math.ceil(room * (room < SMALL ? 2 : 1.25)), 1024);

export const growDoubles = (column: Float64Array<ArrayBuffer>, room: number): Float64Array<ArrayBuffer> =>
  column.length === 0 ? new Float64Array(room) : new Float64Array(column.buffer.transfer(room * 8));

export const growIntegers = (column: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> =>
  column.length === 0 ? new Int32Array(room) : new Int32Array(column.buffer.transfer(room * 4));
