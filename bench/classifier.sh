#!/bin/bash
# Measures the classifier on one core, beside `fasttext predict` on the same rows: bench/classifier.sh [--page FILE]
#   --page FILE   the page whose table is replaced (docs/performance.md)
# The rows and fastText's model (wordNgrams 2, minn 2, maxn 5; kinds) are made of our own texts in src/Classifier/Texts. Installs Debian's fasttext
# when it is missing. Run it on an idle machine.
set -euo pipefail
cd "$(dirname "$0")/.."
page=
case ${1:-} in
    --page) page=$2 ;;
    --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit ;;
    ?*) echo "unknown: $1; see --help" >&2; exit 2 ;;
esac
if ! command -v fasttext >/dev/null; then
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends fasttext
fi

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
awk -F'\t' 'FNR > 1 { print "__label__" $4 " " tolower($7) }' src/Classifier/Texts/*.tsv >"$work/train.txt"
fasttext supervised -input "$work/train.txt" -output "$work/kinds" -wordNgrams 2 -minn 2 -maxn 5 -thread 1 -verbose 0
dotnet build bench -c Release -v quiet --nologo
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
taskset -c 0 bench/bin/Release/net10.0/ingestion-bench classifier-speed src/Classifier/Texts --fasttext "$work/kinds.bin" | tee "$work/table"
if [ -n "$page" ]; then
    {
        sed '/<!-- classifier: begin -->/q' "$page"
        printf '| classifier, one core | measured | aim |\n| --- | --- | --- |\n'
        cat "$work/table"
        sed -n '/<!-- classifier: end -->/,$p' "$page"
    } >"$work/page"
    cp "$work/page" "$page"
fi
