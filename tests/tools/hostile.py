"""Whether texts that want to break out come out escaped and whole in every format, as the readers of others see them.

usage: hostile.py FOLDER LETTERS TEXTS.json
FOLDER is the built site of tests/data/hostile, LETTERS what `aushang notice subprocessors 2` wrote of it.
"""

import csv
import email
import email.policy
import io
import json
import pathlib
import re
import sys

import feedparser
import html5lib
import icalendar

XHTML = "{http://www.w3.org/1999/xhtml}"
folder, letters, texts = (pathlib.Path(argument) for argument in sys.argv[1:4])
texts = json.loads(texts.read_text("utf-8"))
problems = []
checked = 0


def line(text):
    return " ".join(text.split())


def expect(name, found, wanted, what):
    global checked
    checked += 1
    if found != wanted:
        problems.append(f"{name}: {what}: {str(found)[:80]!r} is not {str(wanted)[:80]!r}")


def read_html(name, html, data_allowed=False):
    """The text of HTML, after a look for anything that could run."""
    tree = html5lib.parse(html)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.removeprefix(XHTML)
        if tag == "script":
            if data_allowed and element.get("type") == "application/ld+json":
                json.loads(element.text)
                element.text = ""
            elif not data_allowed or element.text or not (folder / element.get("src", "x").removeprefix("/")).is_file():
                problems.append(f"{name}: a script")
        for attribute, value in element.attrib.items():
            if str(attribute).startswith("on") or value.strip().lower().startswith(("javascript:", "data:")):
                problems.append(f"{name}: {attribute}={value[:40]!r}")
        if tag == "img" and element.get("src") == "x":
            problems.append(f"{name}: a picture out of a text")
    return line("".join(tree.itertext()).replace("\u00ad", ""))


def expect_all(name, text, wanted=texts):
    global checked
    for key, value in wanted.items():
        checked += 1
        if line(value) not in text:
            problems.append(f"{name}: `{key}` is not whole")


register = json.loads((folder / "subprocessors/2/register.json").read_text("utf-8"))
entries = {entry["id"]: entry for entry in register["subprocessors"]}
for key, text in texts.items():
    expect("register.json", entries[key]["service"], text, key)
    expect("register.json", entries[key]["name"], line(text), key)
for name, delimiter in (("register.csv", ","), ("register.de.csv", ";")):
    raw = (folder / "subprocessors/2" / name).read_bytes().decode("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter, strict=True)}
    for key, text in texts.items():
        service = next((cell for cell in rows[key] if cell.removeprefix("'") == text), None)
        expect(name, service is not None, True, key)
    for row in rows.values():
        for cell in row:
            if cell[:1] in "=+-@\t\r\n" and cell:
                problems.append(f"{name}: a formula {cell[:40]!r}")

for kind in ("atom", "rss"):
    name = f"feed.{kind}"
    read = feedparser.parse((folder / name).read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    expect(name, (bool(read.bozo), len(read.entries)), (False, 2), "well-formed, with two entries")
    html = read.entries[0].content[0].value if "content" in read.entries[0] else read.entries[0].description
    expect_all(name, read_html(name, html))
    expect(name, "<" in read.feed.title, True, "the title is plain text")
feed = json.loads((folder / "feed.json").read_text("utf-8"))
expect_all("feed.json", read_html("feed.json", feed["items"][0]["content_html"]))
for change in feed["items"][0]["_aushang"]["changes"]:
    expect("feed.json", change["after"]["service"], texts[change["id"]], change["id"])

for path in sorted(folder.rglob("*.html")):
    read_html(path.relative_to(folder), path.read_bytes(), data_allowed=True)
expect_all("changes", read_html("changes", (folder / "changes/index.html").read_bytes(), data_allowed=True))
fragment = (folder / "subprocessors/register.fragment").read_text("utf-8")
before = {key: text for at, (key, text) in enumerate(texts.items()) if at % 2}
expect_all("register.fragment", read_html("register.fragment", fragment), before)

raw = (folder / "calendar.ics").read_bytes()
calendar = icalendar.Calendar.from_ical(raw)
events = [part for part in calendar.walk() if part.name == "VEVENT"]
expect("calendar.ics", len(events), 3, "as many events as there are days")
expect("calendar.ics", max(map(len, raw.split(b"\r\n"))) <= 75, True, "no line is too long")
expect("calendar.ics", any(line(texts["long"]) in line(str(event["DESCRIPTION"])) for event in events), True, "long")
expect("calendar.ics", all(line(texts["formula"]) == str(event["CATEGORIES"].cats[0]) for event in events), True, "title")

message = email.message_from_bytes((letters / "subprocessors-2.en.eml").read_bytes(), policy=email.policy.default)
text, html = (part.get_content() for part in message.iter_parts())
expect("letter", set(message.keys()) & {"Bcc", "To", "Cc"}, set(), "no text becomes a header")
expect_all("letter, HTML", read_html("letter", html))
expect_all("letter, text", line(text))
chat = json.loads((letters / "subprocessors-2.en.json").read_text("utf-8"))["text"]
expect("chat", re.findall("[<>]", chat), [], "nothing that calls everybody")

print(*problems, sep="\n")
print(f"{checked} checks, {len(problems)} problems")
sys.exit(bool(problems))
