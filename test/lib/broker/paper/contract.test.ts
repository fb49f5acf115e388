import { SqliteLedger } from '../../../../src/lib/broker/paper/sqlite-ledger.ts';
import { brokerContract } from '../../../contracts/broker.ts';
import { ledgerFile, NEW_ACCOUNT, paperDesk, TAKER_PPM } from '../../../support/paper.ts';

brokerContract('PaperBroker over MemoryLedger', () => ({ broker: paperDesk().broker, feePpm: TAKER_PPM }));

brokerContract('PaperBroker over SqliteLedger', () => {
  const file = ledgerFile();
  const ledger = new SqliteLedger(file.path, NEW_ACCOUNT);
  const dispose = () => {
    ledger.close();
    file.remove();
  };
  return { broker: paperDesk(ledger).broker, feePpm: TAKER_PPM, dispose };
});
