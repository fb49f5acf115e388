import { hive } from '../support/cli.ts';
import { assertGenerated } from '../support/generated-block.ts';

const EXAMPLE =
  'sweep --strategy sma-cross -p fast=5:50:5 -p slow=20:200:20 --symbol BTC-USD --from 2020-01-01 --to 2026-01-01';

describe('docs/sweep.md', () => {
  it('shows what its command prints', async () => {
    const { stdout } = await hive([...EXAMPLE.split(' '), '--as-of', '2026-11-22T00:00:00Z']);
    assertGenerated('docs/sweep.md', 'grid', `\`\`\`console\n$ hive ${EXAMPLE}\n${stdout}\`\`\``);
  });
});
