#!/usr/bin/env python3
"""Compares our reading of mails with two others: compare.py OURS.jsonl PYTHON.jsonl MAILPARSER.jsonl [--table FILE] [--write]

The three files hold the lines of read-mails.py about the same mails. Every field in which one of the others disagrees with ours must
have a row in the table (docs/mail-readers.md), with a verdict and a reason that the page explains; without --table there must be none.
Prints what is not explained; exit code 1 when there is any. --write brings the table's cells up to date and adds the missing rows,
whose verdict and reason then have to be written by hand.

What is compared: white space counts as one space in subjects, names and ids; domains in lower-case ASCII; texts without spaces at line
ends. A text that we made of HTML is compared as "no plain text"; the others give their HTML apart.
"""
import datetime
import json
import re
import sys

FIELDS = ("subject", "from", "names", "to", "cc", "replyTo", "sender", "messageId", "date", "text", "attachments")
COLUMNS = ("mail", "field", "ours", "Python", "mailparser", "verdict", "reason")
LONGEST = 60
OPEN = "unexplained"


def spaced(text):
    return re.sub(r"\s+", " ", text or "").strip()


def address(one):
    local, sign, domain = one["address"].rpartition("@")
    if not sign:
        return one["address"]
    try:
        domain = domain if domain.isascii() else domain.encode("idna").decode()
    except UnicodeError:
        pass
    return local + "@" + domain.lower()


def attachment(one):
    return f"{one['name'] or 'no name'} {one['type']} {one['sha256'][:8]}"


def value(mail, field):
    if field in ("subject", "messageId"):
        return spaced(mail.get(field))
    if field == "names":
        return " | ".join(spaced(one["name"]) for one in mail.get("from") or []).strip("| ")
    if field == "date":
        return mail.get(field) or ""
    if field == "text":
        plain = mail.get("origin", "Plain") != "Html"
        return "\n".join(line.rstrip() for line in (mail.get("text") or "").split("\n")).strip() if plain else ""
    if field == "attachments":
        return "; ".join(attachment(one) for one in mail.get(field) or [])
    return ", ".join(address(one) for one in mail.get(field) or [])


def shown(text, field):
    """As a cell of the table: one line of visible characters, cut where it is long."""
    if field == "date" and text:
        moment = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
        if abs(moment - datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)) < datetime.timedelta(minutes=30):
            return "the time of reading"
    text = "".join(
        letter if letter.isprintable() and letter != "\ufffd" or letter == " "
        else "⏎" if letter == "\n" else "�" if letter == "\ufffd" else f"\\u{ord(letter):04X}" for letter in text)
    text = text.replace("|", "¦").replace("`", "ˋ")
    return "`" + (text[:LONGEST] + "…" if len(text) > LONGEST else text) + "`" if text else "nothing"


def disagreements(ours, others):
    for name, mail in ours.items():
        for field in FIELDS:
            own = value(mail, field)
            cells = []
            for other in others:
                theirs = value(other[name], field)
                failed = field + ": " in (other[name].get("error") or "")
                cells.append("=" if theirs == own else "an error" if failed else shown(theirs, field))
            if any(cell != "=" for cell in cells):
                yield (name.removesuffix(".eml"), field), [shown(own, field), *cells]


def read_table(path):
    rows = {}
    before, after, inside = [], [], False
    with open(path, encoding="utf-8") as page:
        for line in page:
            cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
            if line.startswith("| ") and cells[0] == COLUMNS[0]:
                inside = True
            elif inside and line.startswith("| ---"):
                pass
            elif inside and line.startswith("| "):
                rows[(cells[0], cells[1])] = cells[2:]
            else:
                inside = False
                (after if rows else before).append(line)
    return rows, before, after


def write_table(path, before, rows, after):
    with open(path, "w", encoding="utf-8", newline="\n") as page:
        page.writelines(before)
        page.write("| " + " | ".join(COLUMNS) + " |\n| " + " | ".join("---" for _ in COLUMNS) + " |\n")
        for key in sorted(rows):
            page.write("| " + " | ".join([*key, *rows[key]]) + " |\n")
        page.writelines(after)


def load(path):
    with open(path, encoding="utf-8") as lines:
        return {mail["file"]: mail for mail in map(json.loads, lines)}


def main(arguments):
    table = arguments[arguments.index("--table") + 1] if "--table" in arguments else None
    files = [one for one in arguments if not one.startswith("--") and one != table]
    ours, *others = map(load, files)
    found = dict(disagreements(ours, others))
    rows, before, after = read_table(table) if table else ({}, [], [])
    if "--write" in arguments:
        rows = {key: [*cells, *rows.get(key, [OPEN, OPEN] * 3)[3:5]] for key, cells in found.items()}
        write_table(table, before, rows, after)

    faults = []
    for key, cells in found.items():
        row = rows.get(key)
        known = row is not None and len(row) == 5 and OPEN not in row and row[0] == cells[0]
        # where the table says that another reader agrees, it has to; what else it reads may depend on its version
        known = known and not any(told == "=" != cell for told, cell in zip(row[1:3], cells[1:]))
        if not known:
            faults.append(f"{key[0]}: {key[1]}\n  ours       {cells[0]}\n  Python     {cells[1]}\n  mailparser {cells[2]}")
    told = set("".join(before + after).split("`"))
    faults += [f"{key[0]}: {key[1]}: the page does not explain the reason {row[4]}" for key, row in rows.items() if row[4] not in told]
    for fault in faults:
        print(fault)
    print(f"{len(ours)} mails, {len(found)} disagreements, {len(faults)} not explained")
    return 1 if faults else 0


sys.exit(main(sys.argv[1:]))
