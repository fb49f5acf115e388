import { makePrivateFolder } from '../store/private-files.ts';
import { writeFailure } from '../store/write-failure.ts';
import type { HomePaths } from './home.ts';

/** Makes the folder that holds what HIVE keeps. @throws HiveError (config or data, WRITE_FAILED) */
export const makeStateFolder = ({ state }: HomePaths) => made(state);

/** Makes the home itself, for its owner only. @throws HiveError (config or data, WRITE_FAILED) */
export const makeHomeFolder = ({ root }: HomePaths) => made(root);

function made(folder: string): void {
  try {
    makePrivateFolder(folder);
  } catch (error) {
    throw writeFailure(folder, error);
  }
}
