import { spawn } from 'node:child_process';

// node scripts/side-by-side.js NAME…: npm scripts that do not need each other, all at once. What each prints comes in one
// piece when it ends; the exit code is 1 when one fails, after all have ended.
const codes = await Promise.all(process.argv.slice(2).map(run));
if (codes.some(code => code !== 0)) process.exitCode = 1;

function run(name) {
  const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => printed.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => {
      process.stdout.write(Buffer.concat(printed));
      if (code !== 0) process.stdout.write(`npm run ${name} failed\n`);
      resolve(code);
    });
  });
}
