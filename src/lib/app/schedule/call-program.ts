import { spawn } from 'node:child_process';
import { readEnvironment } from '../../config/environment.ts';
import { systemCode } from '../../store/private-files.ts';

export interface Called {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a program of this machine to its end; null when it is not installed. */
export type CallProgram = (
  program: string,
  args: readonly string[],
  input?: Buffer,
) => Promise<Called | null>;

/** systemctl waits for the units that it starts. */
const TIMEOUT_MS = 120_000;

export const callProgram: CallProgram = async (program, args, input) => {
  // Messages are looked into: they must be English.
  const env = { ...readEnvironment(), LC_ALL: 'C' };
  const child = spawn(program, [...args], { env, timeout: TIMEOUT_MS });
  const [stdout, stderr] = [gathered(child.stdout), gathered(child.stderr)];
  // A program that does not read its input closes it.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', error => (systemCode(error) === 'ENOENT' ? resolve(null) : reject(error)));
    child.once('close', number => resolve(number ?? 1));
  });
  return code === null ? null : { code, stdout: stdout(), stderr: stderr().toString('utf8').trim() };
};

function gathered(stream: NodeJS.ReadableStream): () => Buffer {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks);
}
