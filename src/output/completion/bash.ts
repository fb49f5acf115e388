import type { FlagWord, TableRow } from './command-table.ts';

/** A word of bash and zsh, whatever is in it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const HEAD = `# bash completion of hive, made by: hive completion bash
# Works in bash 3.2 and newer, without bash-completion.`;

/** Finds the row of the command before the cursor, then offers what may stand at the cursor. */
const BODY = `# Offers what the items of $1, between commas, name: words, or kinds of values after an @.
_hive_offer() {
  local item line items="$1,"
  while [[ -n $items ]]; do
    item="\${items%%,*}" items="\${items#*,}"
    case "$item" in
      '') ;;
      @files | @folders)
        compopt -o filenames 2> /dev/null
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
          if [[ $item == @files ]]; then compgen -f -- "$cur"; else compgen -d -- "$cur"; fi
        )
        ;;
      @*)
        while IFS= read -r line; do
          [[ $line == "$cur"* ]] && COMPREPLY+=("$line")
        done < <("$hive" completion values "\${item#@}" \${where[@]+"\${where[@]}"} 2> /dev/null < /dev/null)
        ;;
      *) [[ $item == "$cur"* ]] && COMPREPLY+=("$item") ;;
    esac
  done
}

_hive() {
  local hive="\${COMP_WORDS[0]}" cur="\${COMP_WORDS[COMP_CWORD]}" row='' pending='' helping='' word item
  local subs flags args given=0 i
  local -a where
  COMPREPLY=()
  _hive_row ''
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    [[ $word == '=' ]] && continue
    if [[ -n $pending ]]; then
      case "$pending" in --home | --config) where+=("$pending" "\${word/#\\~/$HOME}") ;; esac
      pending=''
      continue
    fi
    case "$word" in
      -*) [[ " $flags " == *" $word="* ]] && pending="$word" ;;
      help) if [[ -z $row && $given -eq 0 ]]; then helping=1; else given=$((given + 1)); fi ;;
      *)
        if [[ $given -eq 0 && " $subs " == *" $word "* ]]; then
          row="\${row:+$row }$word"
          _hive_row "$row"
        else
          given=$((given + 1))
        fi
        ;;
    esac
  done
  [[ $cur == '=' ]] && cur=''
  if [[ -n $pending ]]; then
    for item in $flags; do [[ \${item%%=*} == "$pending" ]] && _hive_offer "\${item#*=}"; done
  elif [[ $cur == -* ]]; then
    for item in $flags; do _hive_offer "\${item%%=*}"; done
  else
    [[ $given -eq 0 ]] && for item in $subs; do _hive_offer "$item"; done
    if [[ -n $helping ]]; then
      [[ -z $row && $given -eq 0 ]] && _hive_offer @topics
    else
      i=0
      for item in $args; do
        [[ $i -eq $given || ($i -lt $given && $item == *...) ]] && _hive_offer "\${item%...}"
        i=$((i + 1))
      done
    fi
  fi
}

complete -F _hive hive`;

/** The script that \`source <(hive completion bash)\` reads. */
export function bashScript(table: readonly TableRow[]): string {
  const rows = table.map(rowCase).join('\n');
  const row = `# What may follow the command $1: words, flags (with = and what their value may be), arguments.
_hive_row() {
  subs='' flags='' args=''
  case "$1" in
${rows}
  esac
}`;
  return `${[HEAD, row, BODY].join('\n\n')}\n`;
}

function rowCase({ path, words, flags, args }: TableRow): string {
  const sets = [
    ['subs', words.map(({ name }) => name)],
    ['flags', flags.map(flagText)],
    ['args', args.map(items => items || ',')],
  ] as const;
  const written = sets.filter(([, list]) => list.length > 0);
  return `    ${quoted(path)}) ${written.map(([name, list]) => `${name}=${quoted(list.join(' '))}`).join(' ')} ;;`;
}

const flagText = ({ name, items }: FlagWord): string => (items === null ? name : `${name}=${items}`);
