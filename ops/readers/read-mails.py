#!/usr/bin/env python3
"""Reads raw mails with Python's email package (policy default): read-mails.py FOLDER-OR-FILE...

One line of JSON for each mail, files of a folder (but *.json) in the order of their names:
  {"file","subject","from","to","cc","replyTo","sender","messageId","date","text","html","attachments","error"}
Addresses are {"name","address"} with groups flattened, the date is UTC (2026-11-21T06:00:00Z), text and html have LF line ends,
an attachment is {"name","type","bytes","sha256"}. What is missing is null or []. "error" says what the reader could not do; the
other fields hold what it could.
"""
import email
import email.policy
import hashlib
import json
import os
import sys
from datetime import timezone


def clean(text):
    """Lone surrogates stand for bytes that could not be decoded: JSON cannot carry them."""
    if text is None:
        return None
    return "".join("\ufffd" if 0xD800 <= ord(letter) <= 0xDFFF else letter for letter in str(text))


def lines(text):
    return None if text is None else clean(text).replace("\r\n", "\n").replace("\r", "\n")


def addresses(message, name):
    field = message[name]
    return [] if field is None else [
        {"name": clean(one.display_name) or None, "address": clean(one.addr_spec)} for one in field.addresses]


def date(message):
    field = message["date"]
    value = None if field is None else field.datetime
    if value is None:
        return None
    if value.tzinfo is not None:
        value = value.astimezone(timezone.utc)
    return value.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def body(message, kind):
    part = message.get_body((kind,))
    return None if part is None else lines(part.get_content())


def octets(part):
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner else b""
    if part.is_multipart():
        return part.as_bytes()
    return part.get_payload(decode=True) or b""


def attachments(message):
    found = []
    for part in message.walk():
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            continue
        if part.get_content_disposition() != "attachment" and part.get_filename() is None and part.get_content_maintype() == "text":
            continue
        if part is message and part.get_content_disposition() != "attachment" and part.get_content_maintype() == "text":
            continue
        content = octets(part)
        found.append({
            "name": clean(part.get_filename()), "type": part.get_content_type(), "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest()})
    return found


def read(path):
    mail = {"file": os.path.basename(path)}
    errors = []

    def take(key, getter, otherwise=None):
        try:
            mail[key] = getter()
        except Exception as fault:  # this reader throws many kinds; all of them are its answer
            mail[key] = otherwise
            errors.append(f"{key}: {type(fault).__name__}: {fault}")

    with open(path, "rb") as source:
        raw = source.read()
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
    except Exception as fault:
        mail["error"] = f"{type(fault).__name__}: {fault}"
        return mail
    take("subject", lambda: clean(message["subject"]))
    for key, name in (("from", "from"), ("to", "to"), ("cc", "cc"), ("replyTo", "reply-to")):
        take(key, lambda name=name: addresses(message, name), [])
    take("sender", lambda: addresses(message, "sender"), [])
    take("messageId", lambda: clean(message["message-id"]))
    take("date", lambda: date(message))
    take("text", lambda: body(message, "plain"))
    take("html", lambda: body(message, "html"))
    take("attachments", lambda: attachments(message), [])
    mail["error"] = clean("; ".join(errors)) or None
    return mail


for given in sys.argv[1:]:
    names = sorted((name for name in os.listdir(given) if not name.endswith(".json")), key=os.fsencode) if os.path.isdir(given) else [None]
    for name in names:
        path = given if name is None else os.path.join(given, name)
        if os.path.isfile(path):
            print(json.dumps(read(path)))
