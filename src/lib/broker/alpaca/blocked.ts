import type { z } from 'zod';
import type { accountAnswer } from './answers.ts';

/** Why the account may not trade coins, in words; null when it may. */
export function blockedReason(account: z.output<typeof accountAnswer>): string | null {
  if (account.account_blocked) return 'the account is blocked (account_blocked)';
  if (account.trading_blocked) return 'trading is blocked (trading_blocked)';
  if (account.trade_suspended_by_user) return 'its owner suspended trading (suspend_trade)';
  if (account.status !== 'ACTIVE') return `its status is ${account.status}`;
  const { crypto_status: crypto } = account;
  return crypto === undefined || crypto === 'ACTIVE' ? null : `its status for crypto is ${crypto}`;
}
