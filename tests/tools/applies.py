"""Holds what the pages of products show against an independent evaluation of `applies_to`.

Usage: applies.py SITE BUILT MEASURES SUBPROCESSORS AGREEMENT

Every condition is tried out for every product with every site and every choice of add-ons. What holds in all cases stands
on the product's page without a condition, what holds in none is left out, all else stands there with a condition. The same
for the subprocessors on the agreement's page for the product. Ids of documents are those of the sample's addresses.
"""

import itertools
import json
import pathlib
import re
import sys

import html5lib
from ruamel.yaml import YAML

XHTML = "{http://www.w3.org/1999/xhtml}"


def holds(condition, true):
    """Whether a condition holds where the ids of `true` do: Python's own logic on the words of the condition."""
    if condition is None:
        return True
    if isinstance(condition, list):
        return any(str(one) in true for one in condition)
    words = re.findall(r"[()]|[^\s()]+", str(condition))
    logic = [word if word in ("(", ")", "and", "or", "not") else str(word in true) for word in words]
    return bool(eval(" ".join(logic), {"__builtins__": {}}))


def cases(product, key, catalogue):
    """The sets of ids that hold for some customer of the product."""
    fixed = {key, *product.get("groups", []), *product.get("includes", [])}
    sites = product.get("sites", list(catalogue.get("sites", {}))) or [None]
    addons = product.get("addons", list(catalogue.get("addons", {})))
    for site in sites:
        for booked in itertools.product([False, True], repeat=len(addons)):
            yield fixed | {site} | {addon for addon, is_booked in zip(addons, booked) if is_booked}


def verdict(conditions, all_cases):
    found = {all(holds(condition, true) for condition in conditions) for true in all_cases}
    return {frozenset({True}): "plain", frozenset({False}): "absent"}.get(frozenset(found), "open")


def measures(entries, above):
    for entry in entries:
        conditions = above + [entry.get("applies_to")]
        if "id" in entry:
            yield str(entry["id"]), conditions
        yield from measures(entry.get("measures", []), conditions)


def read(yaml):
    return YAML(typ="safe").load(yaml.read_text("utf-8"))


def has_scope(element):
    """Whether the element says a condition of its own, beside those of what it holds."""
    for child in element:
        if child.tag in (XHTML + "ul", XHTML + "ol", XHTML + "li", XHTML + "section"):
            continue
        if "tag-scope" in child.get("class", "").split() or has_scope(child):
            return True
    return False


def shown(page, ids):
    """What a page says of each of the ids: `plain`, `open`, or nothing."""
    tree = html5lib.parse(page.read_text("utf-8"))
    found = {}

    def walk(element, is_open):
        if element.tag in (XHTML + "li", XHTML + "section"):
            is_open = is_open or has_scope(element)
        if element.get("id") in ids:
            found[element.get("id")] = "open" if is_open else "plain"
        for child in element:
            walk(child, is_open)

    walk(tree, False)
    return found


def main():
    site, built, toms, register, agreement = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), *sys.argv[3:]
    trust = json.loads((built / "trust.json").read_text("utf-8"))
    in_force = {of["id"]: of["in_force"] for of in trust["documents"]}
    wrong, compared = [], 0

    folder = site / "content" / toms / "versions" / in_force[toms]
    catalogue, goals = read(folder / "catalogue.yaml"), read(folder / "measures.yaml")
    all_measures = dict(
        pair for goal in goals for control in goal["controls"]
        for pair in measures(control.get("measures", []), [goal.get("applies_to"), control.get("applies_to")]))
    for key, product in catalogue["products"].items():
        all_cases = list(cases(product, key, catalogue))
        page = built / toms / "products" / key / "index.html"
        said = shown(page, set(all_measures))
        for measure, conditions in all_measures.items():
            expected, is_shown = verdict(conditions, all_cases), said.get(measure, "absent")
            compared += 1
            if expected != is_shown:
                wrong.append(f"{page}: {measure} is {is_shown}, and should be {expected}")

    pinned = read(site / "content" / agreement / "versions" / in_force[agreement] / "version.yaml")["annexes"][register]
    folder = site / "content" / register / "versions" / str(pinned)
    catalogue, entries = read(folder / "catalogue.yaml"), read(folder / "register.yaml")
    for page in sorted((built / agreement / "products").glob("*/index.html")):
        key = page.parent.name
        all_cases = list(cases(catalogue["products"][key], key, catalogue))
        text = page.read_text("utf-8")
        for entry, facts in entries.items():
            expected = verdict([facts.get("applies_to")], all_cases) != "absent"
            compared += 1
            if expected != bool(re.search(rf"""/{register}/{re.escape(entry)}/["'\s>]""", text)):
                wrong.append(f"{page}: {entry} should {'' if expected else 'not '}stand here")

    print("\n".join(wrong) or f"{compared} pairs of a product and a measure or subprocessor are right")
    sys.exit(bool(wrong) or compared < 100)


main()
