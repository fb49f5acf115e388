import { readEnvironment } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import type { Clock } from '../core/clock.ts';
import type { AssetClass } from '../core/instrument.ts';
import type { JobName } from '../core/job.ts';
import type { Trade } from '../journal/trade.ts';
import type { LabRequest } from '../lab/plan.ts';
import type { AcceptReport } from './accept/accept-account.ts';
import { adapters } from './adapters.ts';
import type { AlertsList } from './alerts/list.ts';
import type { ChannelChange, NewChannel, PingChange } from './alerts/manage.ts';
import type { Alarms } from './alerts/serve-alarms.ts';
import type { ChannelTest } from './alerts/test-channels.ts';
import type { ArmOptions, ArmReport } from './arming/arm.ts';
import type { DisarmReport } from './arming/disarm.ts';
import type { AuditOptions, AuditReport } from './audit/trade-audit.ts';
import type { BacktestOptions, BacktestOutcome } from './backtest/backtest.ts';
import type { BacktestComparison } from './backtest/compare.ts';
import type { BacktestSummary } from './backtest/history.ts';
import type { BacktestRequest } from './backtest/request.ts';
import type { BackupOptions, BackupReport } from './backup/backup.ts';
import type { RestoreOptions, RestoreReport } from './backup/restore.ts';
import type { ExportReport, ExportRequest } from './data-export.ts';
import type { FetchReport, FetchRequest } from './data-fetch.ts';
import type { ImportReport, ImportRequest } from './data-import.ts';
import type { StoredSeries } from './data-list.ts';
import type { VerifyReport } from './data-verify.ts';
import type { DemoOptions, DemoReport } from './demo.ts';
import type { DoctorReport } from './doctor/doctor.ts';
import type { FlattenOptions, FlattenReport } from './flatten.ts';
import type { DataDescription, DescribeRequest } from './frame/describe-data.ts';
import type { HaltOptions, HaltReport, ResumeReport } from './halt/halt.ts';
import type { HomePaths } from './home.ts';
import type { JournalExportReport, JournalExportRequest } from './journal-export.ts';
import type { JournalVerdict, VerifyOptions } from './journal-verify.ts';
import type { RealLabRequest } from './lab/real-lab.ts';
import type { LabHooks } from './lab/run-lab.ts';
import type { BreakEvenOptions, BreakEvenRow } from './learn/break-even-table.ts';
import type { ModelChoice } from './learn/choose-model.ts';
import type { LearnEvaluation } from './learn/learn-evaluate.ts';
import type { LearnReset } from './learn/learn-reset.ts';
import type { LearnStatus } from './learn/learn-status.ts';
import type { ShownModel } from './learn/show-model.ts';
import type { ServiceLog } from './logs/service-log.ts';
import type { ModelSummary } from './models.ts';
import type { Positions } from './positions.ts';
import type { PruneOptions, PruneReport } from './prune/prune.ts';
import type { Replay, ReplayChoice } from './replay/trade-replay.ts';
import type { ReportRequest } from './report/report.ts';
import type { RunsQuestion, RunsReport } from './runs/runs-report.ts';
import type { RunningSandbox, SandboxRunOptions } from './sandbox.ts';
import type { InstallReport, InstallRequest } from './schedule/install-plan.ts';
import type { RunRequest } from './schedule/run.ts';
import type { Installation } from './schedule/schedule-plan.ts';
import type { ScheduleShown } from './schedule/show.ts';
import type { UninstallReport } from './schedule/uninstall.ts';
import type { BacktestOutput } from './schemas/backtest.ts';
import type { LabOutput } from './schemas/lab.ts';
import type { LabRealOutput } from './schemas/lab-real.ts';
import type { NothingToReport, ReportOutput } from './schemas/report.ts';
import type { SweepOutput } from './schemas/sweep.ts';
import type { ServeAccess } from './serve/serve-access.ts';
import type { Supervisor } from './serve/supervisor.ts';
import type { Status } from './status.ts';
import type { SweepHooks } from './sweep/run-sweep.ts';
import type { SweepRequest } from './sweep/sweep-request.ts';
import { systemClock } from './system-clock.ts';
import type { TickReport } from './tick/run-tick.ts';
import type { TickOptions } from './trade-tick.ts';
import type { Forecast, NoForecast } from './train/forecast.ts';
import type { CycleOptions, CycleReport } from './train/train-cycle.ts';
import type { TrainStatus } from './train-status.ts';
import type { HiveWatch } from './watch/hive-watch.ts';
import type { TickStory } from './why/trade-why.ts';

export interface ComposeOptions {
  readonly paths: HomePaths;
  readonly config: Config;
  /** Null is the clock of this machine. */
  readonly clock: Clock | null;
}

/** The use cases, wired. What a use case needs is imported when it is called. */
export interface App {
  readonly clock: Clock;
  trainCycle(options: CycleOptions): Promise<CycleReport>;
  trainStatus(): Promise<TrainStatus>;
  predict(symbols: readonly string[]): Promise<readonly (Forecast | NoForecast)[]>;
  modelsList(): Promise<readonly ModelSummary[]>;
  modelsShow(name: string): Promise<ShownModel>;
  modelsPromote(choice: { readonly name: string; readonly reason: string }): Promise<ModelChoice>;
  modelsRollback(choice: { readonly assetClass: AssetClass; readonly reason: string }): Promise<ModelChoice>;
  learnStatus(): Promise<LearnStatus>;
  learnEvaluate(): Promise<LearnEvaluation>;
  learnReset(request: Pick<LearnReset, 'what' | 'reason'>): Promise<LearnReset>;
  learnBreakeven(options: BreakEvenOptions): Promise<readonly BreakEvenRow[]>;
  tradeTick(options: TickOptions): Promise<TickReport>;
  halt(options: HaltOptions): Promise<HaltReport>;
  resume(reason: string): Promise<ResumeReport>;
  arm(options: ArmOptions): Promise<ArmReport>;
  disarm(reason: string): Promise<DisarmReport>;
  flatten(options: Omit<FlattenOptions, 'sell'>): Promise<FlattenReport>;
  doctor(options: { readonly offline: boolean }): Promise<DoctorReport>;
  acceptPositions(reason: string): Promise<AcceptReport>;
  /** Null before the first tick. */
  positions(): Promise<Positions | null>;
  /** Oldest first. */
  trades(): Promise<readonly Trade[]>;
  status(): Promise<Status>;
  report(request: ReportRequest): Promise<ReportOutput | NothingToReport>;
  runs(question: RunsQuestion): Promise<RunsReport>;
  /** Exposition text of Prometheus. */
  metrics(options: { readonly version: string }): Promise<string>;
  /** Null where there is nothing to compare. */
  tradeAudit(options: AuditOptions): Promise<AuditReport | null>;
  tradeReplay(choice: ReplayChoice): Promise<readonly Replay[]>;
  /** By slot or number of its closing record; null for the last tick. */
  tradeWhy(id: number | null): Promise<TickStory>;
  journalExport(
    request: JournalExportRequest,
  ): Promise<{ readonly report: JournalExportReport; readonly text: string }>;
  journalVerify(options: VerifyOptions): Promise<JournalVerdict>;
  dataFetch(request: FetchRequest): Promise<FetchReport>;
  dataImport(request: ImportRequest): Promise<ImportReport>;
  dataList(symbol?: string): Promise<StoredSeries[]>;
  dataVerify(symbol?: string): Promise<VerifyReport>;
  dataExport(request: ExportRequest): Promise<{ report: ExportReport; text: string }>;
  dataDescribe(request: DescribeRequest): Promise<DataDescription>;
  backtest(request: BacktestRequest, options: BacktestOptions): Promise<BacktestOutcome>;
  /** Newest first. */
  backtestList(last: number): Promise<readonly BacktestSummary[]>;
  /** By the beginning of an id. */
  backtestShow(id: string): Promise<BacktestOutput>;
  backtestCompare(
    first: string,
    second: string,
  ): Promise<{ readonly comparison: BacktestComparison; readonly warnings: readonly string[] }>;
  demo(options: DemoOptions): Promise<DemoReport>;
  sweep(request: SweepRequest, hooks: SweepHooks): Promise<SweepOutput>;
  lab(request: LabRequest, hooks: LabHooks): Promise<LabOutput>;
  labReal(request: RealLabRequest, hooks: LabHooks): Promise<LabRealOutput>;
  sandbox(options: SandboxRunOptions): Promise<RunningSandbox>;
  scheduleShow(installation: Installation): Promise<ScheduleShown>;
  scheduleInstall(request: InstallRequest): Promise<InstallReport>;
  scheduleUninstall(options: { readonly dryRun: boolean }): Promise<UninstallReport>;
  /** Runs until it is stopped. */
  scheduleRun(request: RunRequest): Promise<void>;
  alertsAdd(request: NewChannel): Promise<ChannelChange>;
  alertsRemove(name: string): Promise<ChannelChange>;
  alertsPing(request: {
    readonly job: JobName;
    readonly address: (() => Promise<string>) | null;
  }): Promise<PingChange>;
  alertsList(): Promise<AlertsList>;
  /** Null is every channel. */
  alertsTest(name: string | null): Promise<readonly ChannelTest[]>;
  /** Alarms for when nothing runs any more, which only a process that runs on can tell. */
  serveAlarms(warn: (sentence: string) => void): Promise<Alarms>;
  /** The home for a server to look at, without keys, broker or vendor; the caller closes it. */
  watch(options: { readonly version: string }): Promise<HiveWatch>;
  /** The token of the server, made at the first start. */
  serveAccess(): Promise<ServeAccess>;
  /** Who wants to know how the server is; `warn` is told when they cannot be told. */
  supervisor(warn: (sentence: string) => void): Promise<Supervisor>;
  /** Removes what is older than the settings keep it. */
  prune(options: PruneOptions): Promise<PruneReport>;
  backup(options: BackupOptions): Promise<BackupReport>;
  restore(options: RestoreOptions): Promise<RestoreReport>;
  /** For what runs on: writes a line to the log of the home. */
  log(): Promise<ServiceLog>;
  /** Lets go of the files that the use cases hold open. */
  close(): void;
}

export function compose({ paths, config, clock }: ComposeOptions): App {
  const all = adapters({ paths, config, clock: clock ?? systemClock });
  const alertsHome = () => ({ paths, config, clock: all.clock, environment: readEnvironment() });
  return {
    clock: all.clock,
    trainCycle: async options => (await import('./train-run.ts')).runTrainCycle(all, options),
    trainStatus: async () => (await import('./train-status.ts')).trainStatus(all),
    predict: async symbols => (await import('./predict.ts')).predict(all, symbols),
    modelsList: async () => (await import('./models.ts')).listModels(all),
    modelsShow: async name => (await import('./learn/show-model.ts')).modelWithGate(all, name),
    modelsPromote: async choice => (await import('./learn/choose-model.ts')).promoteModel(all, choice),
    modelsRollback: async choice => (await import('./learn/choose-model.ts')).rollbackModel(all, choice),
    learnStatus: async () => (await import('./learn/learn-status.ts')).learnStatus(all),
    learnEvaluate: async () => (await import('./learn/learn-evaluate.ts')).learnEvaluate(all),
    learnReset: async request => (await import('./learn/learn-reset.ts')).learnReset(all, request),
    learnBreakeven: async options =>
      (await import('./learn/break-even-table.ts')).breakEvenTable(all, options),
    tradeTick: async options => (await import('./trade-tick.ts')).tradeTick(all, options),
    halt: async options => (await import('./halt/halt.ts')).halt(all, options),
    resume: async reason => (await import('./halt/halt.ts')).resume(all, reason),
    arm: async options => (await import('./arming/arm.ts')).arm(all, options),
    disarm: async reason => (await import('./arming/disarm.ts')).disarm(all, reason),
    flatten: async options => (await import('./flatten.ts')).flattenNow(all, options),
    doctor: async ({ offline }) =>
      (await import('./doctor/doctor.ts')).doctor(all, { offline, environment: readEnvironment() }),
    acceptPositions: async reason =>
      (await import('./accept/accept-positions.ts')).acceptPositions(all, reason),
    positions: async () => (await import('./positions.ts')).positions(all),
    trades: async () => (await import('./read-journal.ts')).readTrades(all),
    runs: async question => (await import('./runs/runs-report.ts')).runsReport(all, question),
    metrics: async ({ version }) =>
      (await import('./watch/metrics-now.ts')).metricsNow({ paths, config, clock: all.clock, version }),
    status: async () => (await import('./status.ts')).status(all),
    report: async request => {
      const [{ report }, { scheduledSlots }] = await Promise.all([
        import('./report/report.ts'),
        import('./report/scheduled-slots.ts'),
      ]);
      return report(all, request, scheduledSlots(all));
    },
    tradeAudit: async options => (await import('./audit/trade-audit.ts')).tradeAudit(all, options),
    tradeReplay: async choice => (await import('./replay/trade-replay.ts')).tradeReplay(all, choice),
    tradeWhy: async id => (await import('./why/trade-why.ts')).tradeWhy(all, id),
    journalExport: async request => (await import('./journal-export.ts')).exportJournal(all, request),
    journalVerify: async options => (await import('./journal-verify.ts')).journalVerify(all, options),
    dataFetch: async request => (await import('./data-use-cases.ts')).dataFetch(all, request),
    dataImport: async request => (await import('./data-use-cases.ts')).dataImport(all, request),
    dataList: async symbol => (await import('./data-use-cases.ts')).dataList(all, symbol),
    dataVerify: async symbol => (await import('./data-use-cases.ts')).dataVerify(all, symbol),
    dataExport: async request => (await import('./data-use-cases.ts')).dataExport(all, request),
    dataDescribe: async request => (await import('./frame/describe-data.ts')).describeData(all, request),
    backtest: async (request, options) =>
      (await import('./backtest/backtest.ts')).backtest(all, request, options),
    backtestList: async last => (await import('./backtest/stored-backtests.ts')).backtestList(all, last),
    backtestShow: async id => (await import('./backtest/stored-backtests.ts')).backtestShow(all, id),
    backtestCompare: async (first, second) =>
      (await import('./backtest/stored-backtests.ts')).backtestCompare(all, first, second),
    demo: async options => (await import('./demo.ts')).demo(all, options),
    sandbox: async options => (await import('./sandbox.ts')).startSandbox(all, options),
    sweep: async (request, hooks) => (await import('./sweep/run-sweep.ts')).runSweep(all, request, hooks),
    lab: async (request, hooks) => (await import('./lab/run-lab.ts')).runLab(request, hooks),
    labReal: async (request, hooks) => (await import('./lab/real-lab.ts')).runRealLab(all, request, hooks),
    scheduleShow: async installation =>
      (await import('./schedule/show.ts')).showSchedule(all, await machine(), installation),
    scheduleInstall: async request =>
      (await import('./schedule/install.ts')).installSchedule(all, await machine(), request),
    scheduleUninstall: async options =>
      (await import('./schedule/uninstall.ts')).uninstallSchedule(all, await machine(), options),
    scheduleRun: async request =>
      (await import('./schedule/run.ts')).runSchedule(all, await machine(), request),
    alertsAdd: async request => (await import('./alerts/manage.ts')).addChannel(alertsHome(), request),
    alertsRemove: async name => (await import('./alerts/manage.ts')).removeChannel(alertsHome(), name),
    alertsPing: async request => (await import('./alerts/manage.ts')).setPing(alertsHome(), request),
    alertsList: async () => (await import('./alerts/list.ts')).listAlerts(alertsHome()),
    alertsTest: async name => (await import('./alerts/test-channels.ts')).testChannels(alertsHome(), name),
    serveAlarms: async warn => (await import('./alerts/serve-alarms.ts')).serveAlarms(alertsHome(), warn),
    watch: async ({ version }) =>
      (await import('./watch/open-watch.ts')).openWatch({ paths, config, clock: all.clock, version }),
    serveAccess: async () => (await import('./serve/serve-access.ts')).serveAccess(paths),
    supervisor: async warn => (await import('./serve/supervisor.ts')).supervisorOf(readEnvironment(), warn),
    prune: async options => (await import('./prune/prune.ts')).prune(all, options),
    backup: async options => (await import('./backup/backup.ts')).backup(all, options),
    restore: async options => (await import('./backup/restore.ts')).restore(all, options),
    log: async () => (await import('./logs/service-log.ts')).serviceLog(all, 'serve'),
    close: () => all.close(),
  };
}

const machine = async () => (await import('./schedule/machine.ts')).thisMachine(readEnvironment());
