import type { Command } from "commander";
import { describedCommands, type DescribedCommand, type DescribedFlag } from "./described-commands.ts";
import type { Shell } from "./shells.ts";

/** What the program's own flags do, those of no command. */
const HELP_SAYS = "what commands there are";
const VERSION_SAYS = "the program's version";

/** A script that makes a shell complete the commands below this one and their flags. */
export function completionScript(shell: Shell, root: Command): string {
  const commands = describedCommands(root);
  switch (shell) {
    case "bash":
      return bashScript(commands);
    case "zsh":
      return zshScript(commands);
    case "fish":
      return fishScript(commands);
  }
}

function bashScript(commands: readonly DescribedCommand[]): string {
  const values = commands.flatMap(({ name, flags }) =>
    flags.filter(({ takesValue }) => takesValue).map((flag) => `    '${name} ${flag.name}') ${bashValue(flag)} ;;`),
  );
  const words = commands.map(
    ({ name, flags, choices }) =>
      `        ${name}) words='${[...choices, ...flags.map((flag) => flag.name)].join(" ")}' ;;`,
  );
  return `# Bash completion of eks-conformance: source <(eks-conformance completion bash)
_eks_conformance() {
  local cur=\${COMP_WORDS[COMP_CWORD]} at=$((COMP_CWORD - 1)) command=\${COMP_WORDS[1]} words='' before='' split=''
  COMPREPLY=()
  # Bash makes a word of each =, and completes what is behind it.
  if [ "$cur" = = ]; then
    cur='' split=1
  elif [ "\${COMP_WORDS[at]}" = = ]; then
    at=$((at - 1)) split=1
  fi
  local prev=\${COMP_WORDS[at]}
  if [ -n "$split" ] && [ "\${prev#-}" = "$prev" ]; then
    before="$prev=" cur="$prev=$cur" at=$((at - 1))
    [ "\${COMP_WORDS[at]}" != = ] || at=$((at - 1))
    prev=\${COMP_WORDS[at]}
  fi
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${commands.map(({ name }) => name).join(" ")} --help --version'
  else
    case "$command $prev" in
${values.map((line) => `  ${line}`).join("\n")}
      *)
        case "$cur" in
          -*|'') case "$command" in
${words.join("\n")}
          esac ;;
          *) case "$command" in
${commands
  .filter(({ choices }) => choices.length > 0)
  .map(({ name, choices }) => `        ${name}) words='${choices.join(" ")}' ;;`)
  .join("\n")}
          esac ;;
        esac ;;
    esac
  fi
  [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$cur"))
  [ -z "$before" ] || COMPREPLY=("\${COMPREPLY[@]#"$before"}")
}
complete -o default -F _eks_conformance eks-conformance
`;
}

/** Files are what bash falls back to; of other values nothing is known. */
function bashValue({ choices, isPath }: DescribedFlag): string {
  if (choices.length > 0) return `words='${choices.join(" ")}'`;
  return isPath ? "return" : "compopt +o default 2>/dev/null; return";
}

function zshScript(commands: readonly DescribedCommand[]): string {
  const text = (words: string): string => words.replaceAll(/[[\]:\\]/g, "\\$&").replaceAll("'", `'\\''`);
  const flagSpec = ({ name, description, takesValue, choices, isPath }: DescribedFlag): string => {
    const known = isPath ? `_eks_conformance_or_files ${choices.join(" ")}` : `(${choices.join(" ")})`;
    const action = choices.length > 0 ? known : isPath ? "_files" : " ";
    return `        '*${name}${takesValue ? "=" : ""}[${text(description)}]${takesValue ? `:value:${action}` : ""}' \\`;
  };
  const cases = commands.map(({ name, flags, choices }) =>
    [
      `    ${name})`,
      "      _arguments \\",
      ...flags.map(flagSpec),
      `        '*:argument:${choices.length > 0 ? `(${choices.join(" ")})` : "_files"}' ;;`,
    ].join("\n"),
  );
  return `#compdef eks-conformance
# Zsh completion of eks-conformance: into a folder of $fpath, as _eks-conformance
_eks_conformance_or_files() {
  compadd "$@"
  _files
}
_eks-conformance() {
  if (( CURRENT == 2 )); then
    local -a commands=(
${commands.map(({ name, description }) => `      '${name}:${text(description)}'`).join("\n")}
    )
    local -a flags=('--help:${text(HELP_SAYS)}' '--version:${text(VERSION_SAYS)}')
    _describe command commands
    [[ $PREFIX == -* ]] && _describe flag flags
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT -= 1 ))
  case $command in
${cases.join("\n")}
  esac
}
_eks-conformance "$@"
`;
}

function fishScript(commands: readonly DescribedCommand[]): string {
  const quoted = (words: string): string => `'${words.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const flagLine = (command: string, { name, description, takesValue, choices, isPath }: DescribedFlag): string => {
    const values = choices.length > 0 ? ` -a ${quoted(choices.join(" "))}` : "";
    const value = takesValue ? ` -r${isPath ? " -F" : " -f"}${values}` : "";
    const when = quoted(`__fish_seen_subcommand_from ${command}`);
    return `complete -c eks-conformance -n ${when} -l ${name.replace(/^--/, "")}${value} -d ${quoted(description)}`;
  };
  const lines = commands.flatMap(({ name, description, flags, choices }) => [
    `complete -c eks-conformance -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
    ...choices.map((choice) => {
      const when = quoted(`__fish_seen_subcommand_from ${name}`);
      return `complete -c eks-conformance -n ${when} -f -a ${choice}`;
    }),
    ...flags.map((flag) => flagLine(name, flag)),
  ]);
  const ownFlags = [
    `complete -c eks-conformance -n __fish_use_subcommand -f -l help -d ${quoted(HELP_SAYS)}`,
    `complete -c eks-conformance -n __fish_use_subcommand -f -l version -d ${quoted(VERSION_SAYS)}`,
  ];
  return `# Fish completion of eks-conformance: eks-conformance completion fish | source\n${[...ownFlags, ...lines].join("\n")}\n`;
}
