"""Feeds of a built site as readers see them: feedparser reads Atom and RSS, and JSON Feed is held against its rules.

usage: feeds.py FOLDER BASE_URL
"""

import collections
import json
import pathlib
import sys
import urllib.parse

import feedparser

NAMES = ("feed.atom", "feed.rss", "feed.json")


def main(folder, base_url):
    problems = []
    ids_of = collections.defaultdict(dict)
    feeds = sorted(path for name in NAMES for path in folder.rglob(name))
    entries = 0
    for path in feeds:
        name = path.relative_to(folder).as_posix()
        read = read_json if path.suffix == ".json" else read_xml
        language, own_address, found = read(path, lambda what: problems.append(f"{name}: {what}"))
        entries += len(found)
        check_entries(name, folder, base_url, found, problems)
        if own_address != base_url + name:
            problems.append(f"{name}: says that its address is {own_address}")
        ids_of[path.parent][path.name] = (language, [entry["id"] for entry in found])

    languages_of = collections.defaultdict(set)
    for parent, formats in ids_of.items():
        if len({tuple(sorted(ids)) for _, ids in formats.values()}) > 1 or len(formats) != len(NAMES):
            problems.append(f"{parent.relative_to(folder)}: the formats do not hold the same entries")
        for language, ids in formats.values():
            for entry_id in ids:
                languages_of[entry_id].add(language)
    for entry_id, languages in languages_of.items():
        if len(languages - {None}) > 1:
            problems.append(f"{entry_id}: the same id in several languages: {sorted(languages - {None})}")

    for problem in problems:
        print(" ", problem)
    print(f"feeds: {len(feeds)} feeds with {entries} entries checked, {len(problems)} problems")
    return 1 if problems or not entries else 0


def read_xml(path, problem):
    feed = feedparser.parse(path.read_bytes())
    if feed.bozo:
        problem(f"not well-formed: {feed.bozo_exception}")
    own = next((link.href for link in feed.feed.get("links", []) if link.get("rel") == "self"), None)
    if not feed.feed.get("title"):
        problem("no title")
    entries = [
        {
            "id": entry.get("id"),
            "url": entry.get("link"),
            "title": entry.get("title"),
            "date": entry.get("published_parsed") or entry.get("updated_parsed"),
            "content": entry.get("content", [{}])[0].get("value") or entry.get("summary"),
        }
        for entry in feed.entries
    ]
    return feed.feed.get("language"), own, entries


def read_json(path, problem):
    feed = json.loads(path.read_text("utf-8"))
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        problem(f"the version is {feed.get('version')}")
    if not feed.get("title"):
        problem("no title")
    entries = [
        {
            "id": item.get("id"),
            "url": item.get("url"),
            "title": item.get("title"),
            "date": item.get("date_published"),
            "content": item.get("content_html") or item.get("content_text"),
        }
        for item in feed["items"]
    ]
    return feed.get("language"), feed.get("feed_url"), entries


def check_entries(name, folder, base_url, entries, problems):
    ids = [entry["id"] for entry in entries]
    for entry_id, count in collections.Counter(ids).items():
        if count > 1:
            problems.append(f"{name}: the id {entry_id} stands {count} times")
    for entry in entries:
        for key, value in entry.items():
            if not value:
                problems.append(f"{name}: {entry['id']} has no {key}")
        if entry["id"] and not entry["id"].startswith("tag:"):
            problems.append(f"{name}: the id {entry['id']} is no tag URI")
        url = urllib.parse.urldefrag(entry["url"] or "").url
        target = folder / urllib.parse.unquote(url.removeprefix(base_url))
        if not url.startswith(base_url) or not (target / "index.html" if target.is_dir() else target).is_file():
            problems.append(f"{name}: {entry['id']} leads nowhere: {entry['url']}")


if __name__ == "__main__":
    if len(sys.argv) != 3 or not pathlib.Path(sys.argv[1], "index.html").is_file():
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2]))
