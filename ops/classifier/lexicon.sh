#!/bin/bash
# Writes the word lists of a folder of public sets as labelled rows, words of a clear mood, one a row: lexicon.sh FOLDER
set -euo pipefail
printf 'id\tlang\ttext\tkind\tcategory\tsentiment\turgency\tlabel_source\n'
for lexicon in "$1"/lexicons/afinn-*.tsv; do
    lang=$(basename "$lexicon" .tsv)
    lang=${lang#afinn-}
    awk -F'\t' -v lang="$lang" 'FNR > 1 && ($2 >= 2 || $2 <= -2) { printf "afinn-%s-%d\t%s\t%s\t\t\t%s\t\tlexicon\n", lang, FNR, lang, $1, $2 < 0 ? "neg" : "pos" }' "$lexicon"
done
