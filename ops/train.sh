#!/bin/bash
# Trains the model that the library ships with and measures it: train.sh FOLDER [SEED]
# FOLDER holds one folder for each public set with a data.tsv, and lexicons/afinn-*.tsv (docs/models/classifier.md lists them). Our own texts and labels
# come from src/Classifier. The sets are not part of this repository; sets that may not be used commercially are passed over by the trainer.
# The same folder and seed give the same model, byte by byte.
set -euo pipefail
sets=$(realpath "${1:?which folder holds the sets?}")
seed=${2:-1}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
{
    printf 'id\tlang\ttext\tkind\tcategory\tsentiment\turgency\tlabel_source\n'
    for lexicon in "$sets"/lexicons/afinn-*.tsv; do
        lang=$(basename "$lexicon" .tsv)
        lang=${lang#afinn-}
        # Words of a clear mood, one a row.
        awk -F'\t' -v lang="$lang" 'FNR > 1 && ($2 >= 2 || $2 <= -2) { printf "afinn-%s-%d\t%s\t%s\t\t\t%s\t\tlexicon\n", lang, FNR, lang, $1, $2 < 0 ? "neg" : "pos" }' "$lexicon"
    done
} >"$work/lexicon.tsv"
dotnet run --project src/Ingestion.Worker -c Release --no-launch-profile -- classifier train \
    "$sets"/*/data.tsv "$work/lexicon.tsv" src/Classifier/Texts/*.tsv src/Classifier/Labels/*.tsv \
    --seed "$seed" --out "$work/classifier.model"
mv "$work/classifier.model" src/Classifier/Models/classifier.model
