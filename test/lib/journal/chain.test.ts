import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  formatLine,
  GENESIS,
  GENESIS_HASH,
  parseLine,
  parseUnlinked,
  seal,
} from '../../../src/lib/journal/chain.ts';
import { RECORD_MODES, type RecordBody, type SealedRecord } from '../../../src/lib/journal/sealed-record.ts';
import { bodies } from '../../support/journal-bodies.ts';

const BODY: RecordBody = {
  ...{ at: '2026-11-22T12:00:00.000Z', mode: 'paper', account: 'PA37', type: 'INTENT' },
  data: { symbol: 'BTC/USD', cents: '7500' },
};

const anyBody: fc.Arbitrary<RecordBody> = fc.record({
  at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map(date => date.toISOString()),
  mode: fc.constantFrom(...RECORD_MODES),
  account: fc.option(fc.string()),
  type: fc.string({ minLength: 1 }),
  data: fc
    .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue())
    .filter(data => !JSON.stringify(data).includes('"__proto__"'))
    .map(data => JSON.parse(JSON.stringify(data))),
});

function resealed(change: (record: SealedRecord) => object): string {
  return JSON.stringify(change(seal(GENESIS, BODY)));
}

describe('seal', () => {
  // The text is written out by hand and hashed by node:crypto; coreutils' sha256sum gives the same.
  it('hashes the canonical JSON of the record without its hash', () => {
    const text =
      '{"account":"PA37","at":"2026-11-22T12:00:00.000Z","data":{"cents":"7500","symbol":"BTC/USD"},' +
      `"mode":"paper","prev":"${'0'.repeat(64)}","seq":1,"type":"INTENT"}`;
    assert.equal(seal(GENESIS, BODY).hash, createHash('sha256').update(text).digest('hex'));
    assert.equal(
      seal(GENESIS, BODY).hash,
      'a87d63a20d92d077fc4878a3170a1ad62df9bed64e8a1c1b27f3fb8949fa60a9',
    );
  });

  it('starts from 64 zeros and continues each hash', () => {
    const first = seal(GENESIS, BODY);
    const second = seal(first, BODY);
    assert.equal(GENESIS_HASH, '0'.repeat(64));
    assert.deepEqual([first.seq, first.prev], [1, GENESIS_HASH]);
    assert.deepEqual([second.seq, second.prev], [2, first.hash]);
  });

  it('gives the values that a reader will see', () => {
    const sealed = seal(GENESIS, { ...BODY, data: { zero: -0, list: [-0] } });
    assert.deepEqual(sealed.data, { zero: 0, list: [0] });
  });

  it('refuses what has no JSON form or breaks the envelope', () => {
    const broken: [Partial<RecordBody>, RegExp][] = [
      [{ data: { x: Number.NaN } }, /NaN/],
      [{ at: '2026-11-22' }, /time "2026-11-22"/],
      [{ at: '2026-11-22T12:00:00Z' }, /time/],
      [{ type: '' }, /no type/],
      [{ mode: JSON.parse('"demo"') }, /unknown mode "demo"/],
      [{ data: JSON.parse('[]') }, /not an object/],
      [{ data: JSON.parse('{"a":{"__proto__":{"b":1}}}') }, /__proto__/],
    ];
    for (const [change, message] of broken) {
      assert.throws(() => seal(GENESIS, { ...BODY, ...change }), { name: 'TypeError', message });
    }
  });
});

describe('parseLine', () => {
  it('is the inverse of seal and formatLine for any body', () => {
    fc.assert(
      fc.property(fc.array(anyBody, { minLength: 1, maxLength: 3 }), many => {
        let previous: { seq: number; hash: string } = GENESIS;
        for (const body of many) {
          const record = seal(previous, body);
          const line = formatLine(record);
          assert.ok(!line.includes('\n'));
          assert.deepEqual(parseLine(line, previous), record);
          previous = record;
        }
      }),
    );
  });

  it('refuses any other text: a character changed, left out or added', () => {
    const line = formatLine(seal(GENESIS, BODY));
    const place = fc.nat({ max: line.length - 1 });
    fc.assert(
      fc.property(place, fc.string({ maxLength: 1 }), fc.nat({ max: 1 }), (at, text, removed) => {
        const changed = line.slice(0, at) + text + line.slice(at + removed);
        fc.pre(changed !== line);
        assert.throws(() => parseLine(changed, GENESIS), RangeError);
      }),
    );
  });

  it('names what is wrong', () => {
    const record = seal(GENESIS, BODY);
    const line = formatLine(record);
    assert.throws(() => parseLine('{"seq":', GENESIS), /not JSON/);
    assert.throws(() => parseLine('[]', GENESIS), /not a journal record/);
    assert.throws(
      () =>
        parseLine(
          resealed(({ hash, ...rest }) => rest),
          GENESIS,
        ),
      /not a journal record/,
    );
    assert.throws(
      () =>
        parseLine(
          resealed(rest => ({ ...rest, extra: 1 })),
          GENESIS,
        ),
      /not a journal record/,
    );
    assert.throws(() => parseLine(` ${line}`, GENESIS), /not in canonical form/);
    assert.throws(() => parseLine(line.replace('7500', '7501'), GENESIS), /does not match its hash/);
    assert.throws(() => parseLine(line, record), /record 1 follows record 1/);
    assert.throws(
      () => parseLine(line, { seq: 0, hash: 'f'.repeat(64) }),
      /does not continue the hash of record 0/,
    );
  });

  it('is not misled by data that look like a hash', () => {
    const inner = seal(GENESIS, BODY);
    const nested = seal(GENESIS, {
      ...BODY,
      type: `"hash":"${inner.hash}",`,
      data: { hash: inner.hash, z: 1 },
    });
    assert.deepEqual(parseLine(formatLine(nested), GENESIS), nested);
  });
});

describe('parseUnlinked', () => {
  it('checks all but the place in the chain', () => {
    const [first, second] = bodies(2);
    const record = seal(seal(GENESIS, first!), second!);
    assert.deepEqual(parseUnlinked(formatLine(record)), record);
    assert.throws(() => parseUnlinked(formatLine({ ...record, seq: 3 })), /does not match its hash/);
  });
});
