import { join } from 'node:path';
import { npm } from '../package/npm.ts';
import { fromRegistry, QUICK } from './registry.ts';
import { run } from './run.ts';

/** The Node of that version for this machine, fetched as an npm package (which runs no script) into `folder`. */
export function fetchNode(version: string, folder: string): string {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const args = ['install', '--prefix', folder, '--no-save', '--force', '--ignore-scripts', ...QUICK];
  fromRegistry(() => npm([...args, `${name}@${version}`], folder));
  const binary = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const said = run(binary, ['--version'], { cwd: folder }).stdout.trim();
  if (said !== `v${version}`) throw new Error(`${name}@${version} is ${said}`);
  return binary;
}
