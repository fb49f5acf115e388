/** node:http and nothing else, handing out the bytes of a file: the most that a server in Node can do. Prints its port. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const body = readFileSync(process.argv[2]!);
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(body);
}).listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
