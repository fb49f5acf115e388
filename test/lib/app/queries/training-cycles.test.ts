import assert from 'node:assert/strict';
import { trainingCycles } from '../../../../src/lib/app/queries/training-cycles.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { tempHome } from '../../../support/cli.ts';
import { QUERY_START, QueryDesk } from '../../../support/query-home.ts';

const document = (cycle: number) =>
  JSON.stringify({
    ...{ cycle, at: new Date(QUERY_START + cycle).toISOString(), nextTrainingIn: 1 },
    ...{ collected: [], trained: null, forecasts: [] },
  });

/** What is not of this version, or damaged. */
const STRANGE = ['{"cycle":1}', 'not json', '[]', document(9).replace('"nextTrainingIn":1', '"next":1')];

describe('the training cycles', () => {
  let desk: QueryDesk;
  const cyclesOf = async (parameters: Readonly<Record<string, string>>) => {
    const { cycles, total } = await desk.ask(trainingCycles, parameters);
    return [cycles.map(({ cycle }) => cycle), total];
  };
  const append = (...documents: readonly string[]) => {
    desk = new QueryDesk(tempHome());
    const store = openStore(desk.paths.db);
    for (const each of documents) store.cycles.append({ atMs: QUERY_START, document: each });
    store.close();
  };
  afterEach(() => desk.close());

  it('come newest first, a page at a time', async () => {
    append(...[1, 2, 3, 4, 5].map(document));
    assert.deepEqual(await cyclesOf({}), [[5, 4, 3, 2, 1], 5]);
    assert.deepEqual(await cyclesOf({ last: '2' }), [[5, 4], 5]);
    assert.deepEqual(await cyclesOf({ last: '2', before: '4' }), [[3, 2], 5]);
    assert.deepEqual(await cyclesOf({ last: '2', before: '1' }), [[], 5]);
  });

  it('leave out what another version wrote, and older ones take its place', async () => {
    append(document(1), document(2), ...STRANGE, document(7));
    assert.deepEqual(await cyclesOf({ last: '3' }), [[7, 2, 1], 7]);
    assert.deepEqual(await cyclesOf({ last: '1', before: '7' }), [[2], 7]);
  });

  it('are none where all are of another version', async () => {
    append(...STRANGE);
    assert.deepEqual(await cyclesOf({ last: '1' }), [[], 4]);
  });
});
