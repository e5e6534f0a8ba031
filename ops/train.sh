#!/bin/bash
# Trains the model that the library ships with, measures it and writes the figures into its card: train.sh FOLDER [SEED]
# FOLDER holds one folder for each public set with a data.tsv, and lexicons/afinn-*.tsv (docs/models/classifier.md lists them). Our own texts and labels
# come from src/Classifier. The sets are not part of this repository; sets that may not be used commercially are passed over by the trainer.
# The same folder and seed give the same model, byte by byte.
set -euo pipefail
sets=$(realpath "${1:?which folder holds the sets?}")
seed=${2:-1}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
ops/classifier/lexicon.sh "$sets" >"$work/lexicon.tsv"
dotnet run --project src/Ingestion.Worker -c Release --no-launch-profile -- classifier train \
    "$sets"/*/data.tsv "$work/lexicon.tsv" src/Classifier/Texts/*.tsv src/Classifier/Labels/*.tsv \
    --seed "$seed" --anyway --out "$work/classifier.model" | tee "$work/printed"
python3 ops/classifier/figures.py "$work/printed" docs/models/classifier.md
mv "$work/classifier.model" src/Classifier/Models/classifier.model
