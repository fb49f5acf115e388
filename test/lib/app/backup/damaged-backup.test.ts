import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { create } from 'tar';
import { type ManifestBody, manifestText, parseManifest } from '../../../../src/lib/app/backup/manifest.ts';
import { readBackup } from '../../../../src/lib/app/backup/read-backup.ts';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const folder = tempFolder();
const archive = () => join(folder(), 'b.tgz');
const target = () => join(folder(), 'target');

type Files = Readonly<Record<string, string>>;

const GOOD: Files = {
  'hive.config.json': '{}',
  'models/crypto-1.json': '{"a":1}',
  'state/journal.jsonl': '',
};

const listOf = (files: Files): ManifestBody['files'] =>
  Object.entries(files).map(([path, text]) => ({
    ...{ path, bytes: Buffer.byteLength(text) },
    sha256: createHash('sha256').update(text).digest('hex'),
    writtenMs: 1_000,
  }));

const manifestOf = (files: ManifestBody['files']) =>
  manifestText({ version: '0.1.0', at: '2026-11-22T12:00:00.000Z', mode: 'simulated', journal: null, files });

/** Packs files under any name, behind a manifest, with the tool that makes real ones. */
async function packed(
  files: Files,
  { manifest = manifestOf(listOf(files)), order = Object.keys(files) } = {},
) {
  const from = join(folder(), 'from');
  for (const [path, text] of Object.entries({ 'manifest.json': manifest, ...files })) {
    mkdirSync(dirname(join(from, path)), { recursive: true });
    writeFileSync(join(from, path), text);
  }
  await create({ file: archive(), cwd: from, gzip: true, portable: true, preservePaths: true }, [
    'manifest.json',
    ...order,
  ]);
}

/** Nothing may come of it: no file outside the folder, and the folder is the caller's to remove. */
async function assertRefused(says: RegExp): Promise<void> {
  rmSync(target(), { recursive: true, force: true });
  mkdirSync(target());
  const before = readdirSync(folder()).toSorted();
  await assert.rejects(readBackup(archive(), { keepIn: target() }), hiveError('BACKUP_DAMAGED', says));
  assert.deepEqual(readdirSync(folder()).toSorted(), before);
}

/** A tar header as POSIX has it (pax(1), ustar), by hand: what no honest tool writes. */
function header(name: string, type: string, size: number, link = ''): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write(link, 157);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

const padded = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
};

function byHand(...blocks: Buffer[]): void {
  const manifest = manifestOf(listOf(GOOD));
  const first = [header('manifest.json', '0', Buffer.byteLength(manifest)), padded(manifest)];
  writeFileSync(archive(), gzipSync(Buffer.concat([...first, ...blocks, Buffer.alloc(1024)])));
}

describe('a backup that is read', () => {
  it('is as it was written', async () => {
    await packed(GOOD);
    mkdirSync(target());
    const { files } = await readBackup(archive(), { keepIn: target() });
    assert.equal(files.length, 3);
    assert.equal(readFileSync(join(target(), 'models', 'crypto-1.json'), 'utf8'), '{"a":1}');
  });

  for (const name of ['../evil', '/tmp/evil', 'state/../../evil', 'state/ARMED.json', 'state/HALT', 'x']) {
    it(`is refused where its list names ${name}`, async () => {
      await packed(GOOD, { manifest: manifestOf(listOf({ ...GOOD, [name]: 'x' })) });
      await assertRefused(/list of what it holds is not as it was written/);
    });

    it(`is refused where it holds ${name} beside its list`, async () => {
      byHand(header(name, '0', 1), padded('x'));
      await assertRefused(/of which its list says nothing/);
    });
  }

  for (const [what, type] of [
    ['symbolic link', '2'],
    ['hard link', '1'],
    ['folder', '5'],
    ['pipe', '6'],
    ['device', '3'],
    ['something unknown', 'Z'],
  ] as const) {
    it(`is refused where it holds a ${what}`, async () => {
      byHand(header('models/crypto-1.json', type, 0, '12'.includes(type) ? '/etc/passwd' : ''));
      await assertRefused(/it holds a|missing|says nothing|another size/);
      assert.equal(existsSync(join(target(), 'models')), false);
    });
  }

  it('is refused where a file is of another size, another content, missing, or there twice', async () => {
    const manifest = manifestOf(listOf(GOOD));
    await packed({ ...GOOD, 'hive.config.json': '{ }' }, { manifest });
    await assertRefused(/another size/);
    await packed({ ...GOOD, 'hive.config.json': '[]' }, { manifest });
    await assertRefused(/hive\.config\.json is not as it was written/);
    await packed(GOOD, { order: ['models/crypto-1.json'] });
    await assertRefused(/models|missing/);
    const one = Buffer.concat([header('hive.config.json', '0', 2), padded('{}')]);
    byHand(one, one);
    await assertRefused(/says nothing|not as/);
  });

  it('is refused where it does not begin with its list, or the list was changed', async () => {
    writeFileSync(archive(), gzipSync(Buffer.concat([header('x', '0', 0), Buffer.alloc(1024)])));
    await assertRefused(/does not begin with the list/);
    await packed(GOOD, { manifest: manifestOf(listOf(GOOD)).replace('0.1.0', '0.1.1') });
    await assertRefused(/not as it was written/);
    assert.equal(parseManifest('{}'), null);
  });

  it('is never written through a link that lies in its way', async () => {
    await packed(GOOD);
    mkdirSync(target());
    writeFileSync(join(folder(), 'victim'), 'mine');
    symlinkSync(join(folder(), 'victim'), join(target(), 'hive.config.json'));
    await assert.rejects(readBackup(archive(), { keepIn: target() }), hiveError('WRITE_FAILED'));
    assert.equal(readFileSync(join(folder(), 'victim'), 'utf8'), 'mine');
  });

  it('is refused where it is no archive, or empty', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('x'), Buffer.alloc(5_000), gzipSync('nothing')]) {
      writeFileSync(archive(), bytes);
      await assertRefused(/no whole backup/);
    }
    await assert.rejects(
      readBackup(join(folder(), 'gone'), { keepIn: null }),
      hiveError('BACKUP_UNREADABLE'),
    );
  });

  it('is refused wherever it was cut', async () => {
    await packed(GOOD);
    const whole = readFileSync(archive());
    for (let length = 1; length < whole.length - 8; length += 7) {
      writeFileSync(archive(), whole.subarray(0, length));
      await assert.rejects(readBackup(archive(), { keepIn: null }), HiveError);
    }
  });

  it('is refused, or gives what was written, whichever byte was changed', async () => {
    await packed(GOOD);
    const plain = gunzipSync(readFileSync(archive()));
    const wanted = (await readBackup(archive(), { keepIn: null })).hash;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: plain.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (place, change) => {
          const bytes = Buffer.from(plain);
          bytes[place] = bytes[place]! ^ change;
          writeFileSync(archive(), gzipSync(bytes));
          const outcome = await readBackup(archive(), { keepIn: null }).then(
            ({ hash }) => hash,
            (error: unknown) => error instanceof HiveError,
          );
          assert.ok(outcome === true || outcome === wanted);
        },
      ),
      { numRuns: 60 },
    );
  });
});
