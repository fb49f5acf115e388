import type { InitReport } from '../../lib/app/init/init.ts';
import { marketBanner } from '../../lib/app/market-banner.ts';
import { usd } from '../numbers.ts';
import type { Terminal } from '../terminal.ts';
import { type Fact, facts } from './facts.ts';
import { page } from './screen.ts';
import { wrap } from './wrap.ts';

/** What was made, and what to type now. */
export function renderInit(report: InitReport, canvas: Pick<Terminal, 'width' | 'colour'>): string {
  const { settings, next } = report;
  return page({ ...canvas, banner: marketBanner(settings) }, [
    facts([...fileFacts(report), ...choiceFacts(report)], canvas),
    facts(accountFacts(report), canvas),
    ...(settings.mode === 'live'
      ? [wrap('Nothing is traded before hive trade arm. Let it run on paper first.', canvas.width)]
      : []),
    ['Next:', ...next.map(line => `  ${line}`)].join('\n'),
  ]);
}

function fileFacts({ home, config, backup, keysKeptIn, ignoredIn }: InitReport): Fact[] {
  return [
    ['Home', home],
    ['Configuration', config],
    ...(backup === null ? [] : [['The old one', backup] as const]),
    ...(keysKeptIn === null ? [] : [['Keys', `${keysKeptIn}, for your user only`] as const]),
    ...(ignoredIn === null ? [] : [['Left out of git', ignoredIn] as const]),
  ];
}

function choiceFacts({ settings: { mode, broker, market, trading } }: InitReport): Fact[] {
  const symbols = [...market.crypto.symbols, ...market.stocks.symbols];
  return [
    ['Mode', `${mode}, ${broker.kind === 'alpaca' ? 'account at Alpaca' : 'embedded account'}`],
    ['Bars', `${market.crypto.source}, ${market.interval}`],
    ['Learns from', symbols.join(', ')],
    ['Trades', `${trading.symbols.join(', ')} by ${trading.strategy}`],
  ];
}

function accountFacts({ account, settings: { alpaca } }: InitReport): Fact[] {
  if (account === null) return [];
  const { number, blocked, cash, buyingPower, canTrade, leastOrder } = account;
  const pinned = alpaca.accountNumber === number ? ', the only one that may be traded' : '';
  return [
    ['Account', `${number}${pinned}`],
    ['State', blocked === null ? 'it may trade' : `it may not trade: ${blocked}`],
    ['Cash', usd(cash)],
    ['Buying power', usd(buyingPower)],
    ['Least order', `${canTrade ? 'can' : 'can NOT'} be reached: ${leastOrder}`],
  ];
}
