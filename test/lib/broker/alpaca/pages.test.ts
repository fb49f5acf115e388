import assert from 'node:assert/strict';
import { allPages } from '../../../../src/lib/broker/alpaca/pages.ts';
import { hiveError } from '../../../support/hive-error.ts';

/** A list of numbers in pages of 3, and the items after which pages were asked for. */
async function paged(pages: readonly (readonly number[])[]) {
  const asked: (number | null)[] = [];
  const all = await allPages<number>({
    what: 'numbers',
    size: 3,
    idOf: String,
    page: async after => {
      asked.push(after);
      return pages[asked.length - 1] ?? [];
    },
  });
  return { all, asked };
}

describe('all pages of a list', () => {
  it('end with one that is not full', async () => {
    assert.deepEqual(await paged([[1, 2, 3], [4, 5, 6], [7]]), {
      all: [1, 2, 3, 4, 5, 6, 7],
      asked: [null, 3, 6],
    });
    assert.deepEqual(await paged([[1, 2, 3]]), { all: [1, 2, 3], asked: [null, 3] });
    assert.deepEqual(await paged([]), { all: [], asked: [null] });
  });

  it('hold what several pages show only once', async () => {
    assert.deepEqual(
      (
        await paged([
          [1, 2, 3],
          [3, 4, 5],
          [5, 5],
        ])
      ).all,
      [1, 2, 3, 4, 5],
    );
  });

  it('lose nothing that comes out of order', async () => {
    assert.deepEqual((await paged([[3, 1, 2], [5, 4, 6], [0]])).all.toSorted(), [0, 1, 2, 3, 4, 5, 6]);
  });

  it('end with an error, not with a part, when a page brings nothing new', async () => {
    for (const pages of [
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
      [
        [1, 1, 1],
        [2, 3, 4],
        [4, 3, 2],
      ],
    ]) {
      await assert.rejects(paged(pages), hiveError('BAD_ANSWER', /numbers.*repeats/));
    }
  });

  it('end with an error when there is always another page', async () => {
    let count = 0;
    const endless = allPages<number>({
      ...{ what: 'numbers', size: 2, idOf: String },
      page: async () => [count++, count++],
    });
    await assert.rejects(endless, hiveError('BAD_ANSWER'));
    assert.ok(count <= 400);
  });
});
