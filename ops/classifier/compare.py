"""Trains fastText and a TF-IDF model of character n-grams on the rows that our model was trained on, asks them about the same rows and writes one table.

compare.py FOLDER PAGE    FOLDER: what `ingestion-bench classifier-rows` wrote; PAGE: the Markdown page whose table is replaced. Called by compare.sh.
"""

import collections
import os
import subprocess
import sys

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

# Group of rows: what is counted, and what we aim for.
AIMS = {
    ("category", "tr, read by hand"): ("accuracy", 0.80),
    ("category", "az, read by hand"): ("accuracy", 0.85),
    ("category", "fa, read by hand"): ("accuracy", 0.92),
    ("spam", "en, SMS"): ("accuracy", 0.985),
    ("spam", "en, mail"): ("accuracy", 0.985),
    ("spam", "tr, SMS"): ("accuracy", 0.998),
    ("kind", "tr, read by hand"): ("accuracy", 0.86),
    ("kind", "az, read by hand"): ("accuracy", 0.82),
    ("kind", "fa, read by hand"): ("accuracy", 0.93),
    ("kind", "en, tweets about flights: no source shared"): ("accuracy", 0.84),
    ("urgent", "tr, urgent or not"): ("macro-F1", 0.85),
    ("action", "tr, needs action or not"): ("macro-F1", None),
    ("language", "real messages"): ("accuracy", 0.996),
    ("language", "real messages, first three words"): ("accuracy", 0.975),
    ("language", "real messages, tr and az typed in ASCII"): ("F1 of az", 0.60),
}
BEGIN, END = "<!-- compared: begin -->", "<!-- compared: end -->"


def read(file, columns):
    with open(file, encoding="utf-8", newline="\n") as lines:
        return [line.rstrip("\n").split("\t", columns - 1) for line in lines]


def fast_text(folder, task, train, texts):
    """Debian's fastText: words and pairs of words, character n-grams of 2 to 5."""
    file, model, asked = (os.path.join(folder, f"{task}.{name}") for name in ("fasttext", "model", "asked"))
    with open(file, "w", encoding="utf-8") as out:
        out.writelines(f"__label__{label} {text.lower()}\n" for label, text in train)
    with open(asked, "w", encoding="utf-8") as out:
        out.writelines(text.lower() + "\n" for text in texts)
    subprocess.run(
        ["fasttext", "supervised", "-input", file, "-output", model, "-wordNgrams", "2", "-minn", "2", "-maxn", "5", "-lr", "0.5", "-epoch", "5",
         "-bucket", "500000", "-dim", "30", "-thread", "2", "-verbose", "0"],
        check=True)
    found = subprocess.run(["fasttext", "predict", model + ".bin", asked], check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return [line.strip().replace("__label__", "") for line in found.split("\n")[: len(texts)]]


def tf_idf(train, texts):
    """scikit-learn: TF-IDF of character n-grams of 1 to 5 within words, linear support vectors."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), min_df=2, max_features=400_000, sublinear_tf=True)
    model = LinearSVC().fit(vectors.fit_transform(text for _, text in train), [label for label, _ in train])
    return list(model.predict(vectors.transform(texts)))


def score(measure, rows, answers):
    right = [row[1] for row in rows]
    if measure == "accuracy":
        return sum(one == other for one, other in zip(right, answers)) / len(right)
    if measure == "macro-F1":
        return f1_score(right, answers, average="macro")
    return f1_score([label == "az" for label in right], [answer == "az" for answer in answers])


def calibration_error(rows):
    bins = collections.defaultdict(list)
    for row in rows:
        confidence = float(row[3])
        bins[min(9, int(confidence * 10))].append(confidence - (row[1] == row[2]))
    return sum(abs(sum(bin)) for bin in bins.values()) / len(rows)


def surest(rows):
    most = sorted(rows, key=lambda row: -float(row[3]))[: -(-len(rows) * 4 // 5)]
    return sum(row[1] == row[2] for row in most) / len(most)


def lines_of(folder, task):
    train, test = read(os.path.join(folder, task + ".train.tsv"), 2), read(os.path.join(folder, task + ".test.tsv"), 5)
    texts = [row[4] for row in test]
    groups = collections.defaultdict(list)
    for found in zip(test, fast_text(folder, task, train, texts), tf_idf(train, texts)):
        groups[found[0][0]].append(found)
    for (of, group), (measure, aim) in AIMS.items():
        if of != task or group not in groups:
            continue
        rows, fast, linear = zip(*groups[group])
        ours, one, other = (f"{score(measure, rows, answers):.3f}" for answers in ([row[2] for row in rows], fast, linear))
        goal = "–" if aim is None else f"≥ {aim:g}"
        yield f"| {task} | {group} | {len(rows)} | {measure} | **{ours}** | {one} | {other} | {goal} | {calibration_error(rows):.3f} | {surest(rows):.3f} |"


def write(page, lines):
    with open(page, encoding="utf-8") as file:
        head, rest = file.read().split(BEGIN, 1)
    with open(page, "w", encoding="utf-8") as file:
        file.write(head + BEGIN + "\n" + "\n".join(lines) + "\n" + END + rest.split(END, 1)[1])


def main(folder, page):
    lines = [
        "| task | rows held out | rows | counted | ours | fastText | TF-IDF | aim | calibration error | surest 80 % |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for task in dict.fromkeys(task for task, _ in AIMS):
        for line in lines_of(folder, task):
            lines.append(line)
            print(line, flush=True)
        write(page, lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
