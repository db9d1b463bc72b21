"""Findings in SARIF against the schema of OASIS.

usage: aushang check --format sarif | sarif.py SCHEMA
"""

import json
import pathlib
import sys

import jsonschema


def main(schema):
    log = json.load(sys.stdin)
    problems = sorted(jsonschema.Draft7Validator(schema).iter_errors(log), key=str)
    for problem in problems:
        print(" ", problem.json_path, problem.message[:200])
    results = len(log["runs"][0]["results"])
    print(f"sarif: {results} findings checked, {len(problems)} problems")
    return 1 if problems or not results else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))))
