import type { Adapters } from './adapters.ts';
import { type ExportReport, type ExportRequest, exportBars } from './data-export.ts';
import { type FetchReport, type FetchRequest, fetchBars } from './data-fetch.ts';
import { type ImportReport, type ImportRequest, importBars } from './data-import.ts';
import { listBars, type StoredSeries } from './data-list.ts';
import { type VerifyReport, verifyBars } from './data-verify.ts';
import { makeStateFolder } from './private-folders.ts';

/** The data use cases with their adapters. */
export async function dataFetch(adapters: Adapters, request: FetchRequest): Promise<FetchReport> {
  const { assertFreeSpace } = await import('../store/files/free-space.ts');
  const { config, clock, paths } = adapters;
  makeStateFolder(paths);
  assertFreeSpace(paths.state);
  const { bars } = await adapters.store();
  return fetchBars(request, { config, clock, bars, feedOf: source => adapters.feedOf(source) });
}

export async function dataImport(adapters: Adapters, request: ImportRequest): Promise<ImportReport> {
  const readFile = await adapters.barFileReader();
  const { bars } = request.dryRun ? await adapters.storeToRead() : await adapters.store();
  return importBars(request, { bars, clock: adapters.clock, readFile });
}

export const dataList = async (adapters: Adapters, symbol?: string): Promise<StoredSeries[]> =>
  listBars((await adapters.storeToRead()).bars, symbol);

export const dataVerify = async (adapters: Adapters, symbol?: string): Promise<VerifyReport> =>
  verifyBars((await adapters.storeToRead()).bars, symbol);

export async function dataExport(
  adapters: Adapters,
  request: ExportRequest,
): Promise<{ report: ExportReport; text: string }> {
  const { bars } = await adapters.storeToRead();
  return exportBars(request, { bars, writeFile: await adapters.textFileWriter() });
}
