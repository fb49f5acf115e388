import type { Config } from '../../config/schema.ts';
import { type ArmQuestion, type ArmState, readArm } from '../../store/files/arm-file.ts';
import type { HomePaths } from '../home.ts';

/** Whether a person allows real money to be traded now, and until when. Fails closed and never throws. */
export const armState = ({ state }: HomePaths, question: ArmQuestion): ArmState => readArm(state, question);

/** The same for the configured account: why nothing may be sent; null when it may, or money is not real. */
export function whyNotArmed(
  { paths, config }: { readonly paths: HomePaths; readonly config: Config },
  nowMs: number,
): string | null {
  const { mode, alpaca } = config;
  if (mode !== 'live') return null;
  const state = armState(paths, { account: alpaca.accountNumber, mode, nowMs });
  return state.armed ? null : state.reason;
}
