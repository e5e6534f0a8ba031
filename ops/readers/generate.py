#!/usr/bin/env python3
"""Writes well-formed mails that all readers must read alike: generate.py FOLDER [--count N] [--seed S]

Made by Python's email package: many charsets, transfer encodings and languages, names and subjects in encoded words, alternatives,
attachments with names in RFC 2231. The same seed makes the same mails.
"""
import base64
import datetime
import email.message
import email.policy
import email.utils
import os
import random
import sys

TEXTS = [
    (("utf-8", "windows-1254", "iso-8859-9"), "Sipariş", "Çağrı Öztürk", "Siparişim hâlâ gelmedi. İade bedelim iki haftadır yatmadı, ılımlı bir çözüm bekliyorum."),
    (("utf-8",), "Şikayət", "Əli Məmmədov", "Sifarişim gəlməyib, pulumu geri qaytarın. Üç həftədir gözləyirəm."),
    (("utf-8",), "شکایت", "مریم احمدی", "سفارش من نرسیده است؛ لطفاً پیگیری کنید. شمارهٔ سفارش ۱۲۳۴ است."),
    (("utf-8", "windows-1256"), "شكوى", "فاطمة علي", "السلام عليكم، لم تصل الفاتورة حتى الآن."),
    (("utf-8", "windows-1251", "koi8-r", "iso-8859-5"), "Жалоба", "Иван Петров", "Посылка не пришла, деньги списаны дважды. Прошу вернуть оплату."),
    (("utf-8", "us-ascii"), "Complaint", "John Carter", "I was charged twice for one order and nobody answers the telephone."),
    (("utf-8", "iso-8859-1", "windows-1252", "iso-8859-15"), "Réclamation", "Zoë Müller", "Le colis est arrivé abîmé; où est le remboursement promis à Noël?"),
    (("utf-8", "iso-8859-2", "windows-1250"), "Zażalenie", "Łukasz Żak", "Paczka nie dotarła, proszę o zwrot pieniędzy."),
    (("utf-8", "gb2312", "gbk", "gb18030"), "投诉", "王小明", "快递丢失，请尽快处理。谢谢！"),
    (("utf-8", "big5"), "投訴", "陳大文", "快遞遺失，請儘快處理。謝謝！"),
    (("utf-8", "iso-2022-jp", "shift_jis", "euc-jp"), "苦情", "山田太郎", "注文した商品がまだ届きません。ご確認ください。"),
    (("utf-8", "euc-kr"), "불만", "김철수", "배송이 아직 오지 않았습니다. 확인해 주세요."),
]


def body(choice, text, charset, kind="plain"):
    part = email.message.MIMEPart(policy=email.policy.SMTP)
    lines = "\r\n".join(text for _ in range(choice.randint(1, 6))) + "\r\n"
    content = f"<html><body><p>{text}</p></body></html>\r\n" if kind == "html" else lines
    transfer = choice.choice(["base64", "quoted-printable"])
    part.set_content(content.encode(charset), maintype="text", subtype=kind, cte="base64" if charset == "iso-2022-jp" else transfer)
    part.set_param("charset", charset)
    part.replace_header("Content-Transfer-Encoding", part["Content-Transfer-Encoding"])
    return part


def word(choice, text, charset, length=8):
    """As encoded words of both kinds, cut between characters."""
    if text.isascii():
        return text
    words = []
    for start in range(0, len(text), length):
        octets = text[start:start + length].encode(charset)
        quoted = "".join(f"={octet:02X}" for octet in octets)
        words.append(f"=?{charset}?Q?{quoted}?=" if choice.random() < 0.5 else f"=?{charset}?B?{base64.b64encode(octets).decode()}?=")
    return "\r\n ".join(words)


def make(number, seed):
    choice = random.Random(f"{seed}:{number}")
    charsets, subject, name, text = TEXTS[number % len(TEXTS)]
    charset = choice.choice(charsets)
    plain = body(choice, text, charset)
    shape = choice.choice(["plain", "plain", "alternative", "mixed"])
    if shape == "plain":
        content = plain.as_bytes()
    else:
        parts = [plain] if shape == "mixed" else [plain, body(choice, text, charset, "html")]
        if shape == "mixed":
            file = email.message.MIMEPart(policy=email.policy.SMTP)
            file.set_content(choice.randbytes(choice.randint(1, 4000)), maintype="application", subtype="octet-stream", disposition="attachment", filename=f"{subject} {number}.bin")
            parts.append(file)
        boundary = f"=_{number}_{choice.getrandbits(60):x}"
        content = f'Content-Type: multipart/{shape}; boundary="{boundary}"\r\n\r\n'.encode()
        content += b"".join(b"--" + boundary.encode() + b"\r\n" + part.as_bytes() + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()
    zone = datetime.timezone(datetime.timedelta(hours=choice.randint(-8, 9)))
    sent = email.utils.format_datetime(datetime.datetime(2026, 11, 21, 6, number % 60, tzinfo=zone))
    head = [
        f"From: {word(choice, name, charset, 100)} <customer{number}@mail.example>",
        f"To: Support <support@shop.example>, \"Last, First\" <second{number}@shop.example>",
        f"Subject: {word(choice, f'{subject} {subject} {number}', charset)}",
        f"Date: {sent}", f"Message-ID: <{choice.getrandbits(80):x}@mail.example>", "MIME-Version: 1.0"]
    return "\r\n".join(head).encode() + b"\r\n" + content


def main(arguments):
    options = dict(zip(arguments[1::2], arguments[2::2]))
    os.makedirs(arguments[0], exist_ok=True)
    for number in range(int(options.get("--count", 200))):
        with open(os.path.join(arguments[0], f"generated-{number:05}.eml"), "wb") as mail:
            mail.write(make(number, options.get("--seed", "1")))


main(sys.argv[1:])
