/** For each shell, a script that asks `sig __complete` what may follow; it answers with a word and its meaning per line. */
export const SHELLS = {
  bash: String.raw`_sig() {
  local IFS=$'\n'
  local words=("${'$'}{COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=($(command sig __complete -- "${'$'}{words[@]}" 2>/dev/null | cut -f1))
  if [ ${'$'}{#COMPREPLY[@]} -eq 0 ]; then COMPREPLY=($(compgen -f -- "${'$'}{COMP_WORDS[COMP_CWORD]}")); fi
}
complete -F _sig sig`,
  zsh: String.raw`_sig() {
  local -a lines candidates
  lines=("${'$'}{(@f)$(command sig __complete -- "${'$'}{(@)words[2,CURRENT]}" 2>/dev/null)}")
  local line
  for line in $lines; do
    [[ -n $line ]] && candidates+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}:${'$'}{line#*$'\t'}")
  done
  if (( $#candidates )); then _describe 'sig' candidates; else _files; fi
}
compdef _sig sig`,
  fish: `function __sig_complete
  set -l words (commandline -opc) (commandline -ct)
  command sig __complete -- $words[2..-1] 2>/dev/null
end
complete -c sig -f -a '(__sig_complete)'`,
} as const;

export type Shell = keyof typeof SHELLS;
