import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../src/lib/app/compose.ts';
import { homePaths } from '../../src/lib/app/home.ts';
import { VirtualClock } from '../../src/lib/app/virtual-clock.ts';
import { configSchema } from '../../src/lib/config/schema.ts';
import { sealModel } from '../../src/lib/learning/model-file.ts';
import type { ModelDocument } from '../../src/lib/learning/model-schema.ts';
import { modelNames, TUESDAY, trainedHome } from './small-home.ts';

/** A home with trained models, whose crypto model comes to harm. */
export class ModelHome {
  readonly root: string;
  readonly model: string;
  readonly pointer: string;
  readonly document: ModelDocument;

  private constructor(root: string) {
    this.root = root;
    const [name = ''] = modelNames(root, 'crypto');
    this.model = join(root, 'models', `${name}.json`);
    this.pointer = join(root, 'models', 'current.json');
    this.document = JSON.parse(readFileSync(this.model, 'utf8')) as ModelDocument;
  }

  static async make(): Promise<ModelHome> {
    return new ModelHome(await trainedHome());
  }

  /** Puts a changed model in place, with the seal and the name that its content gives it. */
  replaceBy(change: (document: Record<string, unknown>) => void): void {
    const { hash: _, name: __, ...body } = structuredClone(this.document);
    change(body as Record<string, unknown>);
    const sealed = sealModel(body as Parameters<typeof sealModel>[0]);
    writeFileSync(join(this.root, 'models', `${sealed.name}.json`), JSON.stringify(sealed));
    const pointer = JSON.parse(readFileSync(this.pointer, 'utf8')) as object;
    writeFileSync(this.pointer, JSON.stringify({ ...pointer, crypto: sealed.name }));
  }

  /** What a tick, minutes after the training, said of each symbol. */
  async reasonsAfter(ms = 60_000): Promise<string[]> {
    const { paths, config } = { paths: homePaths(this.root), config: this.#config() };
    const app = compose({ paths, config, clock: new VirtualClock(Date.parse(TUESDAY) + ms) });
    try {
      return (await app.tradeTick({ dryRun: false })).outcomes.map(({ reason }) => reason);
    } finally {
      app.close();
    }
  }

  #config() {
    return configSchema.parse(JSON.parse(readFileSync(homePaths(this.root).config, 'utf8')));
  }
}
