# mct.fish - completion for fish: asks mct itself what could come next, and shows its
# descriptions.
function __mct_complete
    set -l words (commandline -opc)
    mct __complete -- $words[2..-1] (commandline -ct | string unescape) 2>/dev/null
end
function __mct_wants_file
    set -l words (commandline -opc)
    contains -- "$words[-1]" --db --rejects --output -o; or string match -q -- "* import *" " $words "
end
complete -c mct -f -a '(__mct_complete)'
complete -c mct -F -n __mct_wants_file
