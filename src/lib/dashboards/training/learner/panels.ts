import type { ViewNode } from '../../shared/node.ts';
import type { PageState } from '../../shared/state.ts';
import { controlPanel } from '../panels/control.ts';
import { expertsPanel } from './experts.ts';
import { forecastsPanel } from './forecasts.ts';
import { gatePanel } from './gate.ts';
import { policyPanel } from './policy.ts';
import { regimesPanel } from './regimes.ts';
import { returnsPanel } from './returns.ts';
import { rewardsPanel, worthPanel } from './rewards.ts';

/** In reading order: what is wide stands beside what is not, so that three columns leave no gap. */
const PANELS: readonly ((state: PageState) => ViewNode)[] = [
  gatePanel,
  returnsPanel,
  forecastsPanel,
  expertsPanel,
  policyPanel,
  rewardsPanel,
  worthPanel,
  controlPanel,
  regimesPanel,
];

/** What is of the whole account: the evidence, what was learned, and the account against the control arm. */
export const accountPanels = (state: PageState): ViewNode[] => PANELS.map(panelOf => panelOf(state));
