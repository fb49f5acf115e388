import { setTimeout as sleep } from 'node:timers/promises';
import { newLearningState } from '../learning/feedback/learning-state.ts';
import type { Store } from '../store/ports.ts';
import type { Strategy } from '../trading/strategy.ts';
import type { Adapters } from './adapters.ts';
import { type TickBars, tickBars } from './bars/tick-bars.ts';
import { learnerPorts } from './learn/learner-ports.ts';
import { labelSpec, maxModelAgeMs, tickSettings } from './settings.ts';
import { controlStrategy, tradingControlStrategy } from './tick/control-strategy.ts';
import { forestStrategy } from './tick/forest-strategy.ts';
import type { JournalSession } from './tick/journal-session.ts';
import { learnedStrategy } from './tick/learned-view.ts';
import type { HaltSwitch, TickPorts } from './tick/ports.ts';

export interface PortOptions {
  readonly store: Store;
  readonly journal: JournalSession;
  readonly isDryRun: boolean;
}

/** What a tick needs of the world, as this home is configured. */
export async function tickPorts(
  adapters: Adapters,
  { store, journal, isDryRun }: PortOptions,
): Promise<TickPorts> {
  const { config, clock } = adapters;
  const bars = tickBars(adapters, store);
  return {
    clock,
    journal,
    broker: await adapters.broker(),
    quotes: await adapters.quotes(store.bars),
    strategy: learnedStrategy(await tradingStrategy(adapters, bars), tickSettings(config), () =>
      journal.hasBegun ? journal.state.learning : newLearningState(),
    ),
    control: controlStrategy(config.seed),
    learner: await learnerPorts(adapters, { store, bars }),
    halt: await haltSwitch(adapters, isDryRun),
    arm: await adapters.arm(),
    isDryRun,
    wait: ms => sleep(ms),
  };
}

async function haltSwitch({ paths, clock }: Adapters, isDryRun: boolean): Promise<HaltSwitch> {
  const { readHalt, writeHalt } = await import('../store/files/halt-file.ts');
  return {
    read: () => {
      const state = readHalt(paths.state);
      return state.halted ? state.reason : null;
    },
    write: reason => {
      if (!isDryRun) writeHalt(paths.state, { reason, atMs: clock.now() });
    },
  };
}

const tradingStrategy = (adapters: Adapters, bars: TickBars): Promise<Strategy> | Strategy =>
  adapters.config.trading.strategy === 'control'
    ? tradingControlStrategy(adapters.config.seed)
    : forest(adapters, bars);

async function forest(adapters: Adapters, bars: TickBars): Promise<Strategy> {
  const { config } = adapters;
  const models = await adapters.currentModels();
  return forestStrategy({
    label: labelSpec(config, 'crypto'),
    maxModelAgeMs: maxModelAgeMs(config),
    threshold: config.signal.threshold,
    currentModel: () => models.of('crypto'),
    bars,
  });
}
