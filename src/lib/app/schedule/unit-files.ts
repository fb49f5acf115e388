import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Scope } from '../../schedule/units/unit-plan.ts';
import { originLine, type UnitFile } from '../../schedule/units/unit-text.ts';
import { atomicWrite } from '../../store/files/atomic-write.ts';
import { systemCode } from '../../store/private-files.ts';
import { writeFailure } from '../../store/write-failure.ts';
import type { Machine } from './machine.ts';

/** Units that are or were installed for a home, under one manager. */
export interface InstalledUnits {
  readonly scope: Scope;
  readonly files: readonly UnitFile[];
}

const UNIT_NAME = /^hive[\w-]*@?\.(?:service|timer)$/;
/** systemd complains of units that others cannot read. */
const UNIT_MODE = 0o644;
const LINK_FOLDERS = ['timers.target.wants', 'default.target.wants', 'multi-user.target.wants'];

/** The units that `hive schedule install` made for this home, by what their first line says. */
export function unitsOf(machine: Machine, scope: Scope, home: string): InstalledUnits | null {
  const files = unitsIn(machine.unitFolders[scope]).filter(({ text }) =>
    text.startsWith(`${originLine(home)}\n`),
  );
  return files.length === 0 ? null : { scope, files };
}

/** Every unit whose name could be one of ours. */
export function unitsIn(folder: string): UnitFile[] {
  return namesIn(folder)
    .filter(name => UNIT_NAME.test(name))
    .sort()
    .flatMap(name => {
      const text = textOf(join(folder, name));
      return text === null ? [] : [{ name, text }];
    });
}

/** @throws HiveError (config or data) */
export function writeUnit(folder: string, { name, text }: UnitFile): void {
  const path = join(folder, name);
  atomicWrite(path, text);
  try {
    chmodSync(path, UNIT_MODE);
  } catch (error) {
    throw writeFailure(path, error);
  }
}

/** Takes a unit away, and the links by which it was enabled, where systemd could not do that itself. */
export function removeUnit(folder: string, name: string): void {
  const paths = [join(folder, name), ...LINK_FOLDERS.map(links => join(folder, links, name))];
  for (const path of paths) {
    try {
      rmSync(path, { force: true });
    } catch (error) {
      throw writeFailure(path, error);
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(systemCode(error) ?? '')) return [];
    throw error;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
