"""Puts what `classifier train` prints into the model's card: figures.py PRINTED PAGE. Called by ops/train.sh."""

import re
import sys

PARTS = {
    "read": lambda task, texts: task in ("kind", "category") and (texts == "own texts" or texts.endswith("our labels")),
    "sets": lambda task, texts: not PARTS["read"](task, texts),
}
HEAD = ["| task | texts | language | rows | accuracy | macro-F1 | calibration error | surest 80 % |", "| --- | --- | --- | --- | --- | --- | --- | --- |"]


def main(printed, page):
    with open(printed, encoding="utf-8") as file:
        rows = [re.split(r" {2,}", line.strip()) for line in file]
    rows = [row for row in rows if len(row) == 8 and re.fullmatch(r"[\d.]+", row[4])]
    with open(page, encoding="utf-8") as file:
        text = file.read()
    for name, wanted in PARTS.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        table = HEAD + ["| " + " | ".join(row) + " |" for row in rows if wanted(row[0], row[1])]
        head, rest = text.split(begin, 1)
        text = head + begin + "\n" + "\n".join(table) + "\n" + end + rest.split(end, 1)[1]
    with open(page, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
