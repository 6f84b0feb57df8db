/**
 * For each shell, a script that asks `sig __complete` what may follow; it answers with a word and its meaning per line.
 * Where sig has nothing to say, files are completed.
 */
export const SHELLS = {
  bash: String.raw`_sig() {
  local IFS=$'\n'
  local words=("${'$'}{COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=($(command sig __complete -- "${'$'}{words[@]}" 2>/dev/null | cut -f1))
}
complete -o default -F _sig sig`,
  zsh: String.raw`_sig() {
  local -a lines candidates
  lines=("${'$'}{(@f)$(command sig __complete -- "${'$'}{(@)words[2,CURRENT]}" 2>/dev/null)}")
  local line
  for line in $lines; do
    [[ -n $line ]] && candidates+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}:${'$'}{line#*$'\t'}")
  done
  if (( $#candidates )); then _describe 'sig' candidates; else _files; fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _sig sig`,
  fish: String.raw`function __sig_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l found (command sig __complete -- $words[2..-1] 2>/dev/null)
  if set -q found[1]
    string join \n -- $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c sig -f -a '(__sig_complete)'`,
} as const;

export type Shell = keyof typeof SHELLS;
