import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const TIMEOUT_MS = 3_000;
const call = promisify(execFile);

/** What a program prints; null when it is not there, fails or takes too long. */
export async function runProgram(program: string, args: readonly string[]): Promise<string | null> {
  try {
    return (await call(program, [...args], { timeout: TIMEOUT_MS })).stdout;
  } catch {
    return null;
  }
}
