const BYTES = Float64Array.BYTES_PER_ELEMENT;

/** Doubles as little-endian bytes, the same on every machine. */
export function featureBlob(features: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(features.length * BYTES));
  features.forEach((value, index) => {
    view.setFloat64(index * BYTES, value, true);
  });
  return new Uint8Array(view.buffer);
}

/** Inverse of `featureBlob`. */
export function featuresFromBlob(blob: Uint8Array): Float64Array {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  return Float64Array.from({ length: blob.byteLength / BYTES }, (_, index) =>
    view.getFloat64(index * BYTES, true),
  );
}
