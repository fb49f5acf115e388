/** A variable that HIVE reads, or several that belong together. */
export interface Variable {
  readonly names: readonly string[];
  readonly meaning: string;
}

/** Every variable that HIVE reads, for help, manual pages and documentation; a test holds the code against it. */
export const VARIABLES: readonly Variable[] = [
  { names: ['HIVE_HOME'], meaning: 'The home folder, where --home is not given.' },
  {
    names: ['HIVE__SECTION__KEY'],
    meaning: 'A setting, as in HIVE__RISK__MAX_ORDER_USD=50; it wins over the file. See hive config show.',
  },
  {
    names: ['APCA_API_KEY_ID', 'APCA_API_SECRET_KEY'],
    meaning: 'Keys of Alpaca, where neither systemd nor the key file has any.',
  },
  {
    names: ['CREDENTIALS_DIRECTORY'],
    meaning: 'Set by systemd (LoadCredential=): the folder of keys that it hands over; they come first.',
  },
  {
    names: ['XDG_STATE_HOME'],
    meaning: 'Where the home folder, hive, is when nothing else names one; else ~/.local/state.',
  },
  { names: ['HIVE_NODE'], meaning: 'A Node 22.18 or newer, for machines whose own is older.' },
  { names: ['HIVE_DEBUG'], meaning: 'With 1 the stack of an unexpected failure is printed.' },
  { names: ['NO_COLOR'], meaning: 'When not empty: no colours (no-color.org).' },
  { names: ['FORCE_COLOR'], meaning: 'With 1: colours also where no screen is.' },
  { names: ['TERM'], meaning: 'With dumb: no colours.' },
  { names: ['COLUMNS'], meaning: 'Width of tables, at least 60; else that of the screen, else 80.' },
  {
    names: ['NOTIFY_SOCKET', 'WATCHDOG_USEC'],
    meaning: 'Set by systemd: hive serve says there when it is ready and that it is well.',
  },
  {
    names: ['JOURNAL_STREAM'],
    meaning: 'Set by systemd: what goes to its journal has priorities there, and neither times nor colours.',
  },
  {
    names: ['XDG_CONFIG_HOME'],
    meaning: 'Where units of systemd for your user lie, in systemd/user; else ~/.config.',
  },
  { names: ['HOME'], meaning: 'Your home folder, for what is said to lie in it.' },
  { names: ['PATH'], meaning: 'Where systemd-notify, crontab and the like are looked for.' },
];
