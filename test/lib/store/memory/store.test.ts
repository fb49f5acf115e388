import { memoryStore } from '../../../../src/lib/store/memory/store.ts';
import { storeContract } from '../../../contracts/store.ts';
import { barPagesContract } from '../../../contracts/store-pages.ts';
import { provenanceContract } from '../../../contracts/store-provenance.ts';
import { runsContract } from '../../../contracts/store-runs.ts';
import { sweepStoreContract } from '../../../contracts/store-sweeps.ts';
import { triesContract } from '../../../contracts/store-tries.ts';

storeContract('the memory store', memoryStore);
barPagesContract('the memory store', memoryStore);
provenanceContract('the memory store', memoryStore);
sweepStoreContract('the memory store', memoryStore);
runsContract('the memory store', memoryStore);
triesContract('the memory store', memoryStore);
