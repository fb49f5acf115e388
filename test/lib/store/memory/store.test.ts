import { memoryStore } from '../../../../src/lib/store/memory/store.ts';
import { storeContract } from '../../../contracts/store.ts';

storeContract('the memory store', memoryStore);
