import { memoryStore } from '../../../../src/lib/store/memory/store.ts';
import { storeContract } from '../../../contracts/store.ts';
import { barPagesContract } from '../../../contracts/store-pages.ts';

storeContract('the memory store', memoryStore);
barPagesContract('the memory store', memoryStore);
