"""Holds the YAML files of the sample, and of right and wrong small sites, against the schemas of `aushang schema`.

Usage: schema.py SCHEMAS REPOSITORY

What the program takes, the schemas take. Wrong files whose mistake a schema can tell (an unknown key, a missing one, a
wrong type, a word that is none of the known ones) are refused by it, too.
"""

import datetime
import json
import pathlib
import sys

import jsonschema
from ruamel.yaml import YAML

KINDS = ["site", "catalogue", "document", "version", "measures", "register", "contact", "page", "law"]
# Mistakes of form that need more than one file, a table of codes, or YAML's own syntax.
BEYOND = {
    "F03-hostile", "F03-many", "F05-site", "F07-folder-name", "F07-kind-of-versions", "F07-language-long",
    "F07-many-for-one",
}


def plain(value):
    """What JSON would have: a day as it was written."""
    if isinstance(value, dict):
        return {str(key): plain(of) for key, of in value.items()}
    if isinstance(value, list):
        return [plain(of) for of in value]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    return value


def read(path):
    return plain(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))


def main():
    schemas, repository = (pathlib.Path(argument) for argument in sys.argv[1:])
    validators = {}
    for kind in KINDS:
        schema = json.loads((schemas / f"{kind}.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[f"{kind}.yaml"] = jsonschema.Draft202012Validator(schema)
    failed = []
    right = [repository / "site.yaml", *sorted((repository / "content").rglob("*.yaml"))]
    right += [*sorted((repository / "tests/config/base").rglob("*.yaml")), *sorted((repository / "tests/sites").rglob("*.yaml"))]
    right += sorted((repository / "tests/config/valid").rglob("*.yaml"))
    looked_at = 0
    for path in right:
        if "themes" in path.parts or path.name not in validators:
            continue
        looked_at += 1
        for error in validators[path.name].iter_errors(read(path)):
            failed.append(f"{path.relative_to(repository)}: {error.json_path}: {error.message[:200]}")
    refused = 0
    for case in sorted((repository / "tests/config/invalid").iterdir()):
        if case.name[:3] not in ("F03", "F05", "F06", "F07") or case.name in BEYOND:
            continue
        files = [path for path in case.rglob("*.yaml") if path.name in validators]
        if files and not any(error for path in files for error in validators[path.name].iter_errors(read(path))):
            failed.append(f"{case.name}: no schema tells the mistake")
        refused += bool(files)
    print("\n".join(failed) or f"{looked_at} right files taken, {refused} wrong sites refused")
    return bool(failed) or looked_at < 20 or refused < 5


if __name__ == "__main__":
    sys.exit(main())
