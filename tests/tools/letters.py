"""Reads letters as mail programs do: python letters.py FOLDER. Every .eml must say the same as the .txt beside it."""

import email
import email.policy
import json
import pathlib
import sys

problems = []
folder = pathlib.Path(sys.argv[1])
letters = sorted(folder.glob("*.eml"))
for path in letters:
    raw = path.read_bytes()

    def wrong(what):
        problems.append(f"{path.name}: {what}")

    if b"\n" in raw.replace(b"\r\n", b""):
        wrong("a line ends without CR")
    if max(map(len, raw.split(b"\r\n"))) > 998:
        wrong("a line is longer than RFC 5322 allows")
    if not raw.isascii():
        wrong("bytes that are not ASCII, without SMTPUTF8")
    message = email.message_from_bytes(raw, policy=email.policy.default)
    for header in ("To", "Cc", "Bcc", "Message-ID"):
        if message[header] is not None:
            wrong(f"has {header}")
    for header in ("From", "Subject", "Date", "MIME-Version"):
        if not message[header]:
            wrong(f"lacks {header}")
    parts = [message, *message.walk()]
    defects = [str(defect) for part in parts for defect in part.defects]
    defects += [str(defect) for _, value in message.items() for defect in getattr(value, "defects", [])]
    if defects:
        wrong(", ".join(defects))
    kinds = [part.get_content_type() for part in message.iter_parts()]
    if (message.get_content_type(), kinds) != ("multipart/alternative", ["text/plain", "text/html"]):
        wrong(f"is {message.get_content_type()} of {kinds}")
        continue
    text, html = (part.get_content() for part in message.iter_parts())
    if text.replace("\r\n", "\n") != path.with_suffix(".txt").read_text("utf-8"):
        wrong("says something else than the text")
    subject = message["Subject"]
    if subject not in text or "</html>" not in html or "<script" in html.lower():
        wrong("subject, text or HTML is not whole")
    chat = json.loads(path.with_suffix(".json").read_text("utf-8"))
    if list(chat) != ["text"] or "<" in chat["text"]:
        wrong("the message to a chat is not one harmless text")
print(*problems, sep="\n")
print(f"{len(letters)} letters, {len(problems)} problems")
sys.exit(bool(problems) or not letters)
