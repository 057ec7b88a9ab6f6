# mct.bash - completion for bash: asks mct itself what could come next.
_mct() {
	local line word i words=()
	COMPREPLY=()
	for ((i = 1; i <= COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		# Quotes and backslashes that the person typed are not part of the word.
		word=${word#[\"\']}
		words+=("${word//\\/}")
	done
	while IFS= read -r line; do
		printf -v word '%q' "${line%%$'\t'*}"
		COMPREPLY+=("$word")
	done < <(mct __complete -- "${words[@]}" 2>/dev/null)
}
complete -o default -F _mct mct
