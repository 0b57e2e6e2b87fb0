#!/bin/sh
# Brings the approvals that a forge alone knows into git, after a merge.
#
#     record-approvals.sh [BEFORE]
#
# For every landing on the published branch since the commit BEFORE (without it:
# for HEAD alone) the script asks GitHub or GitLab which request was merged, who
# approved it and at which commit, and lets `aims approve` write one annotated tag
# for each of them, approvals/request-NUMBER-LOGIN. It holds the documents whose
# text landed exactly as it was approved. README.md beside this file says what the
# script wants to find in its environment and what the tags prove.
#
# It needs git, curl, jq and aims. Whatever the forge answers is data: nothing of it
# is run, and logins, commits and addresses that look unlike one are refused.
# Exit status: 0 everything is recorded that can be; 1 something went wrong.
set -eu
umask 077
export LC_ALL=C # [A-Z] are these letters

say() { printf '%s\n' "record-approvals: $*" >&2; }
refuse() {
	say "$*"
	exit 1
}

: "${GIT_COMMITTER_NAME:?the name of the recorder is wanted}"
: "${GIT_COMMITTER_EMAIL:?the address of the recorder is wanted, as aims.yaml has it under approval.recorders}"
export GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
for program in git curl jq aims; do
	command -v "$program" >/dev/null || refuse "$program is not installed"
done

top=$(git rev-parse --show-toplevel)
cd "$top"
scratch=$(mktemp -d)
finish() {
	git worktree remove --force "$scratch/tree" 2>/dev/null || :
	rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM
tab=$(printf '\t')
failed=0

# The token goes into a file, since every user of a machine sees arguments.
if [ "${GITHUB_ACTIONS:-}" = true ]; then
	forge=github server=$GITHUB_API_URL project=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY
	branch=$GITHUB_REF_NAME noreply=users.noreply.${GITHUB_SERVER_URL#https://}
	approvers=${APPROVERS:-.github/approvers.json}
	printf 'Authorization: Bearer %s\nAccept: application/vnd.github+json\n' "$GITHUB_TOKEN" >"$scratch/headers"
elif [ "${GITLAB_CI:-}" = true ]; then
	forge=gitlab server=$CI_API_V4_URL project=$CI_API_V4_URL/projects/$CI_PROJECT_ID
	branch=$CI_COMMIT_BRANCH noreply=users.noreply.$CI_SERVER_HOST
	approvers=${APPROVERS:-.gitlab/approvers.json}
	printf 'PRIVATE-TOKEN: %s\n' "$RECORDER_TOKEN" >"$scratch/headers"
else
	refuse "neither GitHub Actions nor GitLab CI runs this"
fi

# ask URL FILE writes the answer into a file, the lists of all its pages as one. It
# is no part of a pipeline, which would go on after a refusal.
ask() {
	url=$1
	: >"$scratch/pages"
	while [ -n "$url" ]; do
		case $url in
		"$server"/*) ;; # the token is for nobody else
		*) refuse "the next page of $1 is said to lie elsewhere" ;;
		esac
		curl --silent --show-error --fail --retry 3 --proto '=https' --header "@$scratch/headers" \
			--dump-header "$scratch/answer" --output "$scratch/page" "$url" </dev/null || refuse "no answer from $url"
		cat "$scratch/page" >>"$scratch/pages"
		url=$(tr -d '\r' <"$scratch/answer" | sed -n 's/^[Ll][Ii][Nn][Kk]:.*<\([^<>]*\)>; *rel="next".*/\1/p')
	done
	jq -s 'add' "$scratch/pages" >"$2"
}

# merged COMMIT prints NUMBER and URL of the requests that brought the commit to
# the published branch.
merged() {
	case $forge in
	github)
		ask "$project/commits/$1/pulls?per_page=100" "$scratch/answered"
		jq -r --arg branch "$branch" --arg repository "$GITHUB_REPOSITORY" '
			.[] | select(.merged_at != null and .base.ref == $branch and
				(.base.repo.full_name | ascii_downcase) == ($repository | ascii_downcase))
			| [.number, .html_url] | @tsv' "$scratch/answered"
		;;
	gitlab)
		ask "$project/repository/commits/$1/merge_requests?per_page=100" "$scratch/answered"
		jq -r --arg branch "$branch" --arg project "$CI_PROJECT_ID" '
			.[] | select(.state == "merged" and .target_branch == $branch and (.target_project_id | tostring) == $project)
			| [.iid, .web_url] | @tsv' "$scratch/answered"
		;;
	esac
}

# approved NUMBER prints LOGIN, number of the account, and the approved COMMIT, "-"
# where the forge can't tell: for every person whose last word is an approval.
approved() {
	case $forge in
	github)
		ask "$project/pulls/$1/reviews?per_page=100" "$scratch/answered"
		jq -r '
			map(select(.user != null and .user.type != "Bot" and (.state == "APPROVED" or .state == "CHANGES_REQUESTED" or .state == "DISMISSED")))
			| group_by(.user.id)[] | max_by([.submitted_at, .id]) | select(.state == "APPROVED")
			| [.user.login, .user.id, .commit_id // "-"] | @tsv' "$scratch/answered"
		;;
	gitlab)
		# An approval has a time, and each push to the branch makes a version with
		# a time: what was approved is the version of then.
		ask "$project/merge_requests/$1/versions?per_page=100" "$scratch/versions"
		ask "$project/merge_requests/$1/approvals" "$scratch/answered"
		jq -r --slurpfile versions "$scratch/versions" '
			def seconds: capture("^(?<time>[0-9-]{10}T[0-9:]{8})(?<part>\\.[0-9]+)?(Z|(?<sign>[+-])(?<hours>[0-9]{2}):(?<minutes>[0-9]{2}))$")
				| (.time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
				+ (if .sign == "+" then -1 else 1 end) * ((.hours // "0" | tonumber) * 3600 + (.minutes // "0" | tonumber) * 60);
			.approved_by[] | .approved_at as $at
			| ($versions[0] | map(select($at != null and (.created_at | seconds) <= ($at | seconds))) | max_by(.created_at | seconds)) as $seen
			| [.user.username, .user.id, $seen.head_commit_sha // "-"] | @tsv' "$scratch/answered"
		;;
	esac
}

# person LOGIN ID BASE prints who a login is, by the file of approvers as it was
# before the request: nobody names the judges of their own change.
person() {
	name=
	if git cat-file -e "$3:$approvers" 2>/dev/null; then
		git show "$3:$approvers" >"$scratch/approvers"
		name=$(jq -r --arg login "$1" '.[$login] // "" | if test("^([^<>[:cntrl:]]+ <[^<>@ [:cntrl:]]+@[^<>@ [:cntrl:]]+>)?$") then . else error("\($login) is no Name <address>") end' "$scratch/approvers") ||
			refuse "$approvers as of $3 can't be used"
	fi
	if [ -n "$name" ]; then
		printf '%s\n' "$name"
	elif [ "$forge" = github ]; then
		printf '%s <%s+%s@%s>\n' "$1" "$2" "$1" "$noreply"
	else
		printf '%s <%s-%s@%s>\n' "$1" "$2" "$1" "$noreply"
	fi
}

# have COMMIT NUMBER fetches a commit of a branch that may be gone.
have() {
	git cat-file -e "$1^{commit}" 2>/dev/null && return
	git fetch --quiet --no-tags origin "$1" 2>/dev/null ||
		git fetch --quiet --no-tags origin "refs/pull/$2/head" 2>/dev/null ||
		git fetch --quiet --no-tags origin "refs/merge-requests/$2/head" 2>/dev/null || :
	git cat-file -e "$1^{commit}" 2>/dev/null
}

# record LOGIN ID COMMIT writes and pushes the tag of one approval of the request
# $number, which landed between $base and $landing.
record() {
	case $1 in
	'' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]* | *..* | *. | *.lock) refuse "request $number: an approver has a login that is none" ;;
	esac
	case $2 in '' | *[!0-9]*) refuse "request $number: the account of $1 has no number" ;; esac
	case $3 in
	-)
		say "request $number: the forge doesn't tell which commit $1 approved; not recorded"
		return
		;;
	'' | *[!0-9a-f]*) refuse "request $number: $1 approved what is no commit" ;;
	esac
	tag=approvals/request-$number-$1
	if grep -qxF "refs/tags/$tag" "$scratch/tags"; then
		say "request $number: $tag is there already"
		return
	fi
	if ! have "$3" "$number"; then
		say "request $number: the commit $3 that $1 approved can't be had any more; not recorded"
		return
	fi
	approver=$(person "$1" "$2" "$base")
	if ! (cd "$scratch/tree/${MANUAL:-.}" && aims approve --print --since "$base" --reviewed "$3" \
		--approved-by "$approver" --request "$link") </dev/null >"$scratch/message"; then
		say "request $number: the approval of $1 can't be written down"
		failed=1
		return
	fi
	if ! grep -q '^Approved: ' "$scratch/message"; then
		say "request $number: no text landed as $1 approved it; not recorded"
		return
	fi
	git rev-parse --quiet --verify "refs/tags/$tag" >/dev/null || # left by a push that broke
		git tag -a --cleanup=verbatim -F "$scratch/message" "$tag" "$landing"
	git push --quiet origin "refs/tags/$tag"
	printf '%s\n' "$tag"
}

# landings prints the landings since $1, oldest first.
landings() {
	case $1 in
	'' | *[!0-9a-f]*) ;;
	*)
		if git merge-base --is-ancestor "$1" HEAD 2>/dev/null; then
			git rev-list --first-parent --reverse "$1..HEAD"
			return
		fi
		;;
	esac
	git rev-parse HEAD
}

landings "${1:-}" >"$scratch/landings"
git ls-remote --tags --refs origin 'approvals/*' | cut -f 2 >"$scratch/tags"

# A request that was rebased landed as several commits.
while read -r landing; do
	merged "$landing" >"$scratch/found"
	[ -s "$scratch/found" ] || say "no request brought $landing"
	while IFS=$tab read -r number link; do
		printf '%s\t%s\t%s\n' "$number" "$link" "$landing"
	done <"$scratch/found"
done <"$scratch/landings" >"$scratch/all"
awk -F "$tab" -v OFS="$tab" '
	!($1 in first) { order[++n] = $1; link[$1] = $2; first[$1] = $3 }
	{ last[$1] = $3 }
	END { for (i = 1; i <= n; i++) print order[i], link[order[i]], first[order[i]], last[order[i]] }' "$scratch/all" >"$scratch/requests"

while IFS=$tab read -r number link first landing <&3; do
	case $number in '' | *[!0-9]*) refuse "a request has a number that is none" ;; esac
	case $link in
	*[!A-Za-z0-9._~:/?#@%+=\&-]*) refuse "request $number has an address that is none" ;;
	https://?*) ;;
	*) refuse "request $number has an address that is none" ;;
	esac
	if ! base=$(git rev-parse --quiet --verify "$first^1"); then
		say "request $number: nothing stood before it; not recorded"
		continue
	fi
	approved "$number" >"$scratch/approved"
	git worktree add --quiet --detach "$scratch/tree" "$landing"
	while IFS=$tab read -r login id commit <&4; do
		record "$login" "$id" "$commit"
	done 4<"$scratch/approved"
	git worktree remove --force "$scratch/tree"
done 3<"$scratch/requests"
[ "$failed" -eq 0 ]
