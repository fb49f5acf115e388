import { z } from 'zod';
import type { CycleStore } from '../../store/ports.ts';
import { schema as cycleSchema } from '../schemas/train-cycle.ts';
import { schema } from '../schemas/training-cycles.ts';
import { countParameter } from './count-parameter.ts';
import { endpoint } from './endpoint.ts';

type Cycle = z.infer<typeof cycleSchema>;

interface Page {
  readonly last: number;
  readonly before?: number | undefined;
}

export const trainingCycles = endpoint({
  path: '/api/training/cycles',
  schema: 'training-cycles',
  summary: 'Training cycles, newest first.',
  command: null,
  query: z.strictObject({
    last: countParameter({ most: 200, usual: 20 }),
    before: z.coerce.number().int().min(1).optional().describe('Only cycles before this one.'),
  }),
  data: schema,
  read: async (home, page) => {
    const { cycles } = await home.storeToRead();
    return { cycles: newestReadable(cycles, page), total: cycles.count() };
  },
});

/** Newest first. What another version wrote in another form is left out, and older ones take its place. */
function newestReadable(cycles: CycleStore, { last, before }: Page): Cycle[] {
  const found: Cycle[] = [];
  let below = before;
  while (found.length < last) {
    const rows = cycles.last(last, below);
    if (rows.length === 0) break;
    found.push(...rows.flatMap(({ document }) => readable(document)).reverse());
    below = rows[0]!.number;
  }
  return found.slice(0, last);
}

function readable(document: string): Cycle[] {
  try {
    const parsed = cycleSchema.safeParse(JSON.parse(document));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}
