import { dataError } from '../../core/errors.ts';

/** V8 cannot hold a longer string; it is 24 characters short of 512 MiB. */
export const MAX_FILE_BYTES = 512 * 1024 * 1024 - 24;

const SIGNATURES: readonly { name: string; bytes: readonly number[] }[] = [
  { name: 'a gzip archive', bytes: [0x1f, 0x8b] },
  { name: 'a zip archive (or an Excel workbook)', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'an xz archive', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: 'a zstd archive', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'a bzip2 archive', bytes: [0x42, 0x5a, 0x68] },
];

/**
 * Text of a file's bytes: UTF-8, or UTF-16 when a byte order mark says so; the mark itself is dropped.
 * @throws HiveError (data) on archives, binary files, empty files and files above the size limit.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  refuseArchive(bytes, name);
  if (bytes.length > MAX_FILE_BYTES) throw fileTooLarge(name);
  const text = withLineFeeds(new TextDecoder(encodingOf(bytes)).decode(bytes));
  if (text.trim() === '') {
    throw dataError({
      code: 'FILE_EMPTY',
      message: `"${name}" is empty.`,
      next: 'Download it again: an empty file is what a failed download leaves behind.',
    });
  }
  if (text.slice(0, 65_536).includes('\0')) {
    throw dataError({
      code: 'FILE_BINARY',
      message: `"${name}" is not a text file.`,
      next: 'Export the bars as CSV or JSON and import that.',
    });
  }
  return text;
}

export const fileTooLarge = (name: string) =>
  dataError({
    code: 'FILE_TOO_LARGE',
    message: `"${name}" is larger than 512 MiB.`,
    next: 'Split it by year and import the parts one after the other.',
  });

/** Old Macintosh files end their lines with a lone carriage return. */
const withLineFeeds = (text: string): string => (text.includes('\n') ? text : text.replaceAll('\r', '\n'));

function refuseArchive(bytes: Uint8Array, name: string): void {
  const kind = SIGNATURES.find(signature => signature.bytes.every((byte, index) => bytes[index] === byte));
  if (!kind) return;
  throw dataError({
    code: 'FILE_PACKED',
    message: `"${name}" is ${kind.name}, not a text file.`,
    next: 'Unpack it first and import the CSV or JSON file inside.',
  });
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
