import { quoted } from './bash.ts';
import type { FlagWord, TableRow, Word } from './command-table.ts';

const HEAD = `#compdef hive
# zsh completion of hive, made by: hive completion zsh`;

const BODY = `# Offers what the items of $1, between commas, name: words, or kinds of values after an @.
_hive_offer() {
  local item
  local -a found
  for item in \${(s:,:)1}; do
    case $item in
      @files) _files ;;
      @folders) _files -/ ;;
      @*)
        found=(\${(f)"$($hive completion values \${item#@} $where 2> /dev/null < /dev/null)"})
        (( $#found )) && compadd -a found
        ;;
      *) compadd -- $item ;;
    esac
  done
}

_hive() {
  local hive=\${(Q)words[1]} cur=\${words[CURRENT]} row='' pending='' word
  integer given=0 helping=0 i
  local -a subs flags args where topics
  local -A takes
  _hive_row ''
  for (( i = 2; i < CURRENT; i++ )); do
    word=\${(Q)words[i]}
    if [[ -n $pending ]]; then
      [[ $pending == (--home|--config) ]] && where+=($pending \${word/#\\~/$HOME})
      pending=''
      continue
    fi
    case $word in
      --home=*|--config=*) where+=($word) ;;
      -*) (( \${+takes[$word]} )) && pending=$word ;;
      help) if [[ -z $row ]] && (( given == 0 )); then helping=1; else (( given += 1 )); fi ;;
      *)
        if (( given == 0 )) && [[ -n \${(M)subs:#\${(b)word}:*} ]]; then
          row="\${row:+$row }$word"
          _hive_row $row
        else
          (( given += 1 ))
        fi
        ;;
    esac
  done
  if [[ -n $pending ]]; then
    _hive_offer \${takes[$pending]}
  elif [[ $cur == --*=* && -n \${takes[\${cur%%=*}]} ]]; then
    compset -P '*='
    _hive_offer \${takes[\${cur%%=*}]}
  elif [[ $cur == -* ]]; then
    _describe -o flag flags
  else
    (( given == 0 && $#subs )) && _describe command subs
    if (( helping )); then
      [[ -z $row ]] && (( given == 0 )) && _hive_offer @topics
    else
      for (( i = 1; i <= $#args; i++ )); do
        if (( i == given + 1 )) || { (( i <= given )) && [[ \${args[i]} == *... ]] }; then
          _hive_offer \${args[i]%...}
        fi
      done
    fi
  fi
}

if [[ $funcstack[1] == _hive ]]; then
  _hive "$@"
else
  compdef _hive hive
fi`;

/** The script that \`source <(hive completion zsh)\` reads, or a file _hive of $fpath. */
export function zshScript(table: readonly TableRow[]): string {
  const row = `# What may follow the command $1.
_hive_row() {
  subs=() flags=() args=() takes=()
  case $1 in
${table.map(rowCase).join('\n')}
  esac
}`;
  return `${[HEAD, row, BODY].join('\n\n')}\n`;
}

function rowCase({ path, words, flags, args }: TableRow): string {
  const takes = flags.flatMap(({ name, items }: FlagWord) => (items === null ? [] : [name, items]));
  const lists = [
    ['subs', words.map(described)],
    ['flags', flags.map(described)],
    ['takes', takes.map(quoted)],
    ['args', args.map(items => quoted(items || ','))],
  ] as const;
  const written = lists.filter(([, list]) => list.length > 0);
  const lines = written.map(([name, list]) => `      ${name}=(${list.join(' ')})`);
  return [`    ${quoted(path)})`, ...lines, '      ;;'].join('\n');
}

/** _describe parts the word from what it means at the first colon. */
const described = ({ name, about }: Word): string => quoted(`${name.replaceAll(':', '\\:')}:${about}`);
