"""Writes a site with as many products, sites, add-ons and measures as wanted, to measure builds that grow.

    python3 tests/tools/products.py FOLDER [--products 100] [--sites 10] [--addons 20] [--measures 2000]

The same numbers give the same bytes.
"""

import argparse
import pathlib
import random


def condition(rng, ids):
    """A condition as authors write them: most are short."""
    group = lambda: rng.choice(ids["groups"])
    addon = lambda: rng.choice(ids["addons"])
    site = lambda: rng.choice(ids["sites"])
    forms = [
        lambda: None,
        lambda: None,
        lambda: group(),
        lambda: site(),
        lambda: f"not {group()}",
        lambda: f"{group()} and ({addon()} or {addon()})",
        lambda: f"({group()} or {group()}) and not ({addon()} or {addon()})",
        lambda: f"({group()} or {group()}) and {site()}",
        lambda: f"{site()} or {site()} or ({group()} and {addon()})",
    ]
    return rng.choice(forms)()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    for name, default in [("products", 100), ("sites", 10), ("addons", 20), ("measures", 2000)]:
        parser.add_argument(f"--{name}", type=int, default=default)
    wanted = parser.parse_args()
    rng = random.Random(1)
    ids = {
        "groups": [f"group-{n}" for n in range(1, 13)],
        "sites": [f"site-{n}" for n in range(1, wanted.sites + 1)],
        "addons": [f"addon-{n}" for n in range(1, wanted.addons + 1)],
    }
    pick = lambda kind, most: ", ".join(rng.sample(ids[kind], rng.randint(1, min(most, len(ids[kind])))))
    catalogue = []
    for kind in ["groups", "sites", "addons"]:
        catalogue += [f"{kind}:"] + [f"  {of}: {{name: {of.title()}}}" for of in ids[kind]]
    catalogue.append("products:")
    for n in range(1, wanted.products + 1):
        facts = f"groups: [{pick('groups', 2)}], sites: [{pick('sites', 4)}], addons: [{pick('addons', 5)}]"
        catalogue.append(f"  product-{n}: {{name: Product {n}, {facts}}}")

    def measures(seed, changed):
        rng = random.Random(seed)
        controls = [
            ("confidentiality", ["physical-access", "system-access", "data-access", "separation"]),
            ("integrity", ["transfer", "input"]),
            ("availability", ["availability", "recovery"]),
            ("review", ["review", "processor-control"]),
        ]
        each = wanted.measures // sum(len(of) for _, of in controls)
        lines = []
        for goal, of in controls:
            lines += [f"- goal: {goal}", "  controls:"]
            for control in of:
                lines += [f"    - control: {control}", "      measures:"]
                for n in range(each):
                    words = " ".join(rng.choice(["access", "is", "checked", "every", "week", "by", "two", "persons"]) for _ in range(25))
                    if changed and n % 50 == 0:
                        words = words[: len(words) // 2]
                    lines += [f"        - id: {control}-{n}", f"          text: Measure {n} {words}."]
                    said = condition(rng, ids)
                    if said:
                        lines.append(f"          applies_to: {said}")
        return "\n".join(lines) + "\n"

    site = {
        "site.yaml": "title: Scale\nbase_url: https://trust.example.com/\nlanguages: [en]\ntimezone: Europe/Berlin\n"
        "organisation: {name: Scale GmbH, address: {city: Kiel, country: DE}, email: a@example.com}\n"
        "feeds: {tag_authority: \"trust.example.com,2026\"}\n",
        "content/catalogue.yaml": "\n".join(catalogue) + "\n",
        "content/toms/document.yaml": "kind: measures\ntitle: Measures\n",
        "content/toms/measures.yaml": measures(2, True),
    }
    for label, changed in [("1.0", False), ("1.1", True)]:
        folder = f"content/toms/versions/{label}"
        day = f"2026-0{1 if label == '1.0' else 6}-01"
        site[f"{folder}/version.yaml"] = f"announced: {day}\neffective: {day}\nnote: Version {label}\njustification: As agreed.\n"
        site[f"{folder}/measures.yaml"] = measures(2, changed)
    for path, text in site.items():
        target = wanted.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


main()
