"""Whether nginx, Caddy and Apache, with the configurations of docs/serving.md, answer as `_headers` and `_redirects` say.

usage: serving.py FOLDER DOCS [SERVER …]   servers: nginx caddy apache (all of them where none is named)

The lines of the documentation are used as they are but for the folder and the port. A server that is not installed is a
failure: whoever cannot have it names the others.
"""

import fnmatch
import http.client
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

APACHE_MODULES = "mpm_event authz_core mime dir alias headers deflate filter unixd".split()
# Media types of files of which `_headers` says nothing.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".xml": ("application/xml", "text/xml"),
    ".txt": "text/plain; charset=utf-8",
}


def rules(text):
    """The rules of `_headers`: a pattern and its headers."""
    found = []
    for line in text.splitlines():
        if line.startswith(" "):
            name, value = line.split(":", 1)
            found[-1][1].append((name.strip(), value.strip()))
        elif line.strip():
            found.append((line.strip(), []))
    return found


def block(docs, language):
    match = re.search(rf"^```{language}\n(.*?)^```$", docs, re.S | re.M)
    assert match, f"the documentation has no configuration for {language}"
    return match[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(server, docs, folder, work, port):
    """The configuration of `server` below `work`, and the command that runs it in the foreground."""
    text = block(docs, server).replace("/srv/trust", str(folder))
    config = work / server
    if server == "nginx":
        text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
        paths = "".join(f"{kind}_temp_path {work}/{kind};\n" for kind in "client_body proxy fastcgi uwsgi scgi".split())
        # Started by root, its workers would be somebody who may not read the folder.
        user = "user root;\n" if pathlib.Path("/proc/self").owner() == "root" else ""
        config.write_text(
            f"{user}daemon off;\npid {work}/pid;\nerror_log stderr error;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{paths}{text}}}\n"
        )
        return [server, "-p", str(work), "-e", "stderr", "-c", str(config)]
    if server == "caddy":
        config.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text.replace(":80 {", f"http://127.0.0.1:{port} {{", 1))
        return [server, "run", "--adapter", "caddyfile", "--config", str(config)]
    modules = pathlib.Path("/usr/lib/apache2/modules")
    # Some are built in, which ones depends on the distribution.
    here = [name for name in APACHE_MODULES if (modules / f"mod_{name}.so").exists()]
    loaded = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in here)
    text = text.replace("*:80", f"127.0.0.1:{port}")
    config.write_text(
        f"ServerRoot {work}\nListen 127.0.0.1:{port}\nPidFile {work}/pid\nErrorLog {work}/errors\n"
        f"TypesConfig /etc/mime.types\n{loaded}ServerName localhost\n{text}"
    )
    return ["apache2", "-X", "-f", str(config)]


def ask(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", urllib.parse.quote(path), headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def wait(port, process):
    for _ in range(200):
        if process.poll() is not None:
            raise SystemExit(f"the server ended with {process.returncode}")
        try:
            return ask(port, "/")
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server does not answer")


def judge(port, folder, found):
    """Asks for every file and for what is none; gives the number of answers."""
    answers = 0
    headers = rules((folder / "_headers").read_text())

    def expect(path, what, actual, wanted):
        if actual != wanted and not (isinstance(wanted, tuple) and actual in wanted):
            found.append(f"{path}: {what} is {actual!r} and not {wanted!r}")

    def expect_headers(path, got):
        for pattern, of in headers:
            if not fnmatch.fnmatchcase(path, pattern):
                continue
            for name, value in of:
                expect(path, name, ", ".join(got.get_all(name, [])), value)

    files = sorted(file for file in folder.rglob("*") if file.is_file())
    for file in files:
        name = file.relative_to(folder).as_posix()
        path = "/" + (name.removesuffix("index.html") if file.name == "index.html" else name)
        spelling = f"{path.rstrip('/')} " in (folder / "_redirects").read_text()
        status, got, body = ask(port, path)
        answers += 1
        if name in ("_headers", "_redirects"):
            expect(path, "status", status, 404)
            continue
        if spelling:
            continue
        expect(path, "status", status, 200)
        expect(path, "body", body == file.read_bytes(), True)
        expect_headers(path, got)
        told = any(name == "Content-Type" for p, of in headers if fnmatch.fnmatchcase(path, p) for name, _ in of)
        if not told and file.suffix in TYPES:
            kind = got["Content-Type"].replace("; charset=utf-8", "") if file.suffix in (".svg", ".json", ".xml") else got["Content-Type"]
            expect(path, "Content-Type", kind, TYPES[file.suffix])
    for line in (folder / "_redirects").read_text().splitlines():
        source, target, code = line.split()
        for path in (source, source + "/"):
            status, got, _ = ask(port, path)
            answers += 1
            expect(path, "status", status, int(code))
            expect(path, "Location", urllib.parse.urlsplit(got["Location"] or "").path, target)
    for path in ("/nowhere/", "/theme/nowhere.css", "/avv/nowhere.json"):
        status, got, body = ask(port, path)
        answers += 1
        expect(path, "status", status, 404)
        expect(path, "body", body == (folder / "404.html").read_bytes(), True)
        expect(path, "Content-Type", got["Content-Type"], "text/html; charset=utf-8")
        for name, value in headers[0][1]:
            expect(path, name, ", ".join(got.get_all(name, [])), value)
    status, got, _ = ask(port, "/avv")
    expect("/avv", "status", status, (301, 308))
    expect("/avv", "Location", urllib.parse.urlsplit(got["Location"] or "").path, "/avv/")
    _, got, whole = ask(port, "/avv/")
    status, _, _ = ask(port, "/avv/", **{"If-None-Match": got["ETag"] or ""})
    expect("/avv/", "status of the second request", status, 304)
    _, got, packed = ask(port, "/avv/", **{"Accept-Encoding": "gzip"})
    expect("/avv/", "Content-Encoding", got["Content-Encoding"], "gzip")
    expect("/avv/", "compressed to less than half", len(packed) * 2 < len(whole), True)
    return answers + 4


def main():
    folder, docs = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).read_text()
    wrong = 0
    for server in sys.argv[3:] or ["nginx", "caddy", "apache"]:
        if not shutil.which({"apache": "apache2"}.get(server, server), path="/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin"):
            print(f"{server}: not installed")
            wrong += 1
            continue
        found = []
        with tempfile.TemporaryDirectory() as work:
            port = free_port()
            call = start(server, docs, folder, pathlib.Path(work), port)
            with open(f"{work}/output", "w") as output:
                process = subprocess.Popen(call, stdout=output, stderr=output)
                try:
                    wait(port, process)
                    answers = judge(port, folder, found)
                except SystemExit as ended:
                    answers = 0
                    found.append(f"{ended}: {pathlib.Path(work, 'output').read_text()}")
                finally:
                    process.terminate()
                    process.wait(10)
        print(f"{server}: {answers} answers, {len(found)} problems")
        for what in found[:20]:
            print(f"  {what}")
        wrong += len(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
