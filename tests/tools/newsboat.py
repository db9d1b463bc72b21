"""A feed reader that people use, newsboat, subscribes to every feed of a built site and shows every entry.

usage: newsboat.py FOLDER
"""

import contextlib
import functools
import http.server
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading


class Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".atom": "application/atom+xml", ".rss": "application/rss+xml"}

    def log_message(self, *_):
        pass


def main(folder):
    problems = []
    shown = 0
    feeds = sorted([*folder.rglob("feed.atom"), *folder.rglob("feed.rss")])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for path in feeds:
        name = path.relative_to(folder).as_posix()
        written = len(re.findall(rb"<(?:item|entry)[\s>]", path.read_bytes()))
        titles = subscribe(f"http://127.0.0.1:{server.server_port}/{name}", lambda what: problems.append(f"{name}: {what}"))
        shown += len(titles)
        if len(titles) != written:
            problems.append(f"{name}: {len(titles)} of {written} entries are shown")
        problems.extend(f"{name}: an entry without title or date" for title, date in titles if not title.strip() or date < 86400)
    server.shutdown()
    for problem in problems:
        print(" ", problem)
    print(f"newsboat: {len(feeds)} feeds with {shown} entries shown, {len(problems)} problems")
    return 1 if problems or not shown else 0


def subscribe(url, problem):
    """Title and date of what newsboat keeps of a feed. A reader of its own for each: it keeps one list of ids for all."""
    with tempfile.TemporaryDirectory() as home:
        home = pathlib.Path(home)
        (home / "urls").write_text(url + "\n")
        (home / "config").write_text("download-timeout 20\n")
        call = ["newsboat", "-C", home / "config", "-u", home / "urls", "-c", home / "cache.db", "-x", "reload"]
        run = subprocess.run(call, capture_output=True, text=True, timeout=60, env={"HOME": str(home), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"})
        said = (run.stdout + run.stderr).strip()
        if run.returncode or said:
            problem(f"newsboat says: {said[:200]}")
        with contextlib.closing(sqlite3.connect(home / "cache.db")) as cache:
            return cache.execute("select title, pubDate from rss_item where deleted = 0").fetchall()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1], "index.html").is_file():
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1])))
