import type { FlagWord, TableRow, Word } from './command-table.ts';

/** A word of fish: between single quotes it knows these two escapes. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const HEAD = '# fish completion of hive, made by: hive completion fish';

const BODY = `# Offers what the items of $argv[1], between commas, name: words, or kinds of values after an @.
function __hive_offer --no-scope-shadowing
    for __hive_item in (string split -n , -- $argv[1])
        switch $__hive_item
            case @files
                __fish_complete_path $cur
            case @folders
                __fish_complete_directories $cur ''
            case '@*'
                $hive completion values (string sub -s 2 -- $__hive_item) $where 2>/dev/null </dev/null
            case '*'
                echo $__hive_item
        end
    end
end

function __hive_complete
    set -l tokens (commandline -opc)
    set -l cur (commandline -ct)
    set -l hive $tokens[1]
    set -l row ''
    set -l pending ''
    set -l helping 0
    set -l given 0
    set -l where
    set -l subs
    set -l flags
    set -l takes
    set -l args
    __hive_row ''
    for word in $tokens[2..-1]
        if test -n "$pending"
            contains -- $pending --home --config; and set -a where $pending $word
            set pending ''
            continue
        end
        switch $word
            case '--home=*' '--config=*'
                set -a where $word
            case '-*'
                string match -q -- "$word=*" $takes; and set pending $word
            case help
                if test -z "$row" -a $given -eq 0
                    set helping 1
                else
                    set given (math $given + 1)
                end
            case '*'
                if test $given -eq 0; and string match -q -- "$word"\\t'*' $subs
                    set row (string trim -- "$row $word")
                    __hive_row $row
                else
                    set given (math $given + 1)
                end
        end
    end
    set -l lead ''
    if string match -q -- '--*=*' $cur
        set lead (string replace -r -- '=.*' '=' $cur)
        set pending (string replace -- '=' '' $lead)
        set cur (string replace -r -- '^[^=]*=' '' $cur)
    end
    if test -n "$pending"
        for item in $takes
            string match -q -- "$pending=*" $item; or continue
            for value in (__hive_offer (string replace -r -- '^[^=]*=' '' $item))
                echo $lead$value
            end
        end
    else if string match -q -- '-*' $cur
        printf '%s\\n' $flags
    else
        test $given -eq 0; and printf '%s\\n' $subs
        if test $helping -eq 1
            test -z "$row" -a $given -eq 0; and __hive_offer @topics
        else
            set -l place 0
            for item in $args
                if test $place -eq $given; or begin; test $place -lt $given; and string match -q -- '*...' $item; end
                    __hive_offer (string replace -r -- '\\.\\.\\.$' '' $item)
                end
                set place (math $place + 1)
            end
        end
    end
end

complete -c hive -f -a '(__hive_complete)'`;

/** The script that \`hive completion fish | source\` reads. */
export function fishScript(table: readonly TableRow[]): string {
  const row = `# What may follow the command $argv[1].
function __hive_row --no-scope-shadowing
    set subs
    set flags
    set takes
    set args
    switch $argv[1]
${table.map(rowCase).join('\n')}
    end
end`;
  return `${[HEAD, row, BODY].join('\n\n')}\n`;
}

function rowCase({ path, words, flags, args }: TableRow): string {
  const takes = flags.flatMap(({ name, items }: FlagWord) => (items === null ? [] : [`${name}=${items}`]));
  const lists = [
    ['subs', words.map(described)],
    ['flags', flags.map(described)],
    ['takes', takes.map(quoted)],
    ['args', args.map(items => quoted(items || ','))],
  ] as const;
  const written = lists.filter(([, list]) => list.length > 0);
  const lines = written.map(([name, list]) => `            set ${name} ${list.join(' ')}`);
  return [`        case ${quoted(path)}`, ...lines].join('\n');
}

/** A tab parts the word from what it means. */
const described = ({ name, about }: Word): string => `${quoted(name)}\\t${quoted(about)}`;
