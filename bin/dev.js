#!/usr/bin/env node
// Runs the sources as they are: Node strips the types, so nothing has to be built. Needs Node 22.18 or newer.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHive } from './start.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const pjson = {
  ...built,
  oclif: JSON.parse(JSON.stringify(built.oclif).replaceAll('./dist/', './src/').replaceAll('.js"', '.ts"')),
};

await startHive(() => import('../src/main.ts'), { root, pjson, ignoreManifest: true });
