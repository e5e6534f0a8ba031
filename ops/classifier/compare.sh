#!/bin/bash
# Compares our classifier with two references on the same rows: compare.sh --data FOLDER [--rows FOLDER] [--page FILE]
#   --data FOLDER   the public sets, as for ops/train.sh; also read from CLASSIFIER_DATA
#   --rows FOLDER   where the rows and the models of the references are written and kept (default: a temporary folder)
#   --page FILE     the page whose table is replaced (default: docs/models/classifier.md)
# Trains all three on two thirds of the texts and asks about the rest; sets that nothing may be trained on are asked about as a whole.
# Installs Debian's fasttext and python3-sklearn when they are missing. Takes about twenty minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${CLASSIFIER_DATA:-} rows= page=docs/models/classifier.md
while [ $# -gt 0 ]; do
    case $1 in
        --data) data=$2; shift ;;
        --rows) rows=$2; shift ;;
        --page) page=$2; shift ;;
        --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit ;;
        *) echo "unknown: $1; see --help" >&2; exit 2 ;;
    esac
    shift
done
[ -d "${data:?which folder holds the sets? --data FOLDER}" ] || { echo "$data is no folder" >&2; exit 2; }
packages=()
command -v fasttext >/dev/null || packages+=(fasttext)
/usr/bin/python3 -c "import sklearn" 2>/dev/null || packages+=(python3-sklearn)
if [ ${#packages[@]} -gt 0 ]; then
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"
fi

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
rows=${rows:-$work/rows}
ops/classifier/lexicon.sh "$data" >"$work/lexicon.tsv"
dotnet run --project bench -c Release -- classifier-rows "$data"/*/data.tsv "$work/lexicon.tsv" src/Classifier/Texts/*.tsv src/Classifier/Labels/*.tsv --to "$rows"
/usr/bin/python3 ops/classifier/compare.py "$rows" "$page"
