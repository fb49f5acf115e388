import { createHash } from 'node:crypto';
import { npm } from './npm.ts';

interface Bom {
  serialNumber?: string;
  readonly metadata: { timestamp?: string; tools?: unknown; readonly component: { name: string } };
}

const ARGS = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];

/**
 * The bill of materials (CycloneDX) of the package staged in `folder`, read by npm from its npm-shrinkwrap.json. The same
 * package gives the same bytes: without the moment, the version of npm and the name of the folder, and with a serial
 * number that is a hash of the rest (a version 8 UUID, RFC 9562).
 */
export function billOfMaterials(folder: string, name: string): string {
  const bom: Bom = JSON.parse(npm(ARGS, folder));
  bom.metadata.component.name = name;
  delete bom.serialNumber;
  delete bom.metadata.timestamp;
  delete bom.metadata.tools;
  const hash = createHash('sha256').update(JSON.stringify(bom)).digest('hex');
  return `${JSON.stringify({ ...bom, serialNumber: `urn:uuid:${uuidOf(hash)}` }, null, 2)}\n`;
}

function uuidOf(hex: string): string {
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
