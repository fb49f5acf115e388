/** Pages of `hive help PAGE` that belong to no command. */
export const HELP_PAGES: Readonly<Record<string, string>> = {
  'exit-codes': `Exit codes

  0    done, "nothing to do" included
  1    a bug in HIVE
  2    the command line is wrong
  3    configuration, credentials or file rights
  4    data missing, stale or damaged, or no space left
  5    broker or network
  6    refused by a risk rule or the kill switch
  7    a quality gate failed
  75   another run holds the lock
  129  ended by SIGHUP
  130  ended by SIGINT (Ctrl-C)
  143  ended by SIGTERM

Every failure prints what is wrong and the way out on stderr.`,
  output: `Output

Data goes to stdout, talk to stderr. With --json every command prints one document:

  {"ok":true,"schema":"hive.NAME/1","asOf":"…Z","mode":"…","data":…,"warnings":[]}
  {"ok":false,"schema":"hive.error/1","error":{"code","message","next","retryable"}}

hive schema NAME prints the JSON Schema of a document. --quiet prints nothing on success.
Tables fit COLUMNS, or the screen, or 80 characters; 60 is the least.
Colours appear on a screen only; NO_COLOR, TERM=dumb or --no-color turn them off, FORCE_COLOR on.`,
  environment: `Environment

  HIVE_HOME             the home folder, where --home is not given
  HIVE__SECTION__KEY    a setting, as in HIVE__RISK__MAX_ORDER_USD=50; see hive config show
  HIVE_NODE             a Node 22.18 or newer, for machines whose own is older
  HIVE_DEBUG=1          print the stack of an unexpected failure
  XDG_STATE_HOME        where the home folder is when nothing else names one
  NO_COLOR, FORCE_COLOR, TERM=dumb, COLUMNS    how text looks; see hive help output`,
};
