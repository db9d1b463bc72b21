//! What many products cost: a site with measures for each of them, and the time for each page that is written.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const SITES: usize = 10;
const ADDONS: usize = 20;
const GROUPS: usize = 12;
const MEASURES: usize = 2_000;

/// Builds sites with so many products each: the time for a page shall not grow with their number.
pub fn measure(counts: &[usize]) -> Result<(), Box<dyn Error>> {
    for &products in counts {
        let folder = tempfile::tempdir()?;
        let (site, output) = (folder.path().join("site"), folder.path().join("output"));
        write(&site, products)?;
        let cost = super::build(&site, &output, Some("--no-minify"))?;
        let files = u32::try_from(super::count(&output)?)?;
        println!(
            "{products:>4} products, {SITES} sites, {ADDONS} add-ons, {MEASURES} measures: {:.2} s, {files} files, {:.2} ms each, {} MiB",
            cost.time.as_secs_f64(),
            cost.time.as_secs_f64() * 1_000.0 / f64::from(files),
            cost.memory >> 20,
        );
    }
    Ok(())
}

/// The same number gives the same bytes.
fn write(site: &Path, products: usize) -> io::Result<()> {
    let toms = site.join("content/toms");
    fs::create_dir_all(&toms)?;
    fs::write(
        site.join("site.yaml"),
        "title: Scale\nbase_url: https://scale.example/\nlanguages: [de]\norganisation: {name: Beispiel GmbH, address: {street: Weg 1, postal_code: \"01067\", city: Dresden, country: DE}, email: info@scale.example}\nfeeds: {tag_authority: \"scale.example,2026\"}\n",
    )?;
    fs::write(toms.join("document.yaml"), "kind: measures\ntitle: Maßnahmen\n")?;
    let catalogue = catalogue(products);
    let version = toms.join("versions/1.0");
    fs::create_dir_all(&version)?;
    fs::write(version.join("version.yaml"), "announced: 2026-01-05\neffective: 2026-01-05\nnote: Erste Fassung.\n")?;
    for folder in [&toms, &version] {
        fs::write(folder.join("measures.yaml"), measures(products))?;
    }
    fs::write(site.join("content/catalogue.yaml"), catalogue)
}

fn catalogue(products: usize) -> String {
    let mut out = String::new();
    for (kind, name, count) in [("groups", "group", GROUPS), ("sites", "site", SITES), ("addons", "addon", ADDONS)] {
        let _ = writeln!(out, "{kind}:");
        for at in 0..count {
            let _ = writeln!(out, "  {name}-{at}: {{name: {name} {at}}}");
        }
    }
    out.push_str("products:\n");
    for at in 0..products {
        let (group, other) = (at % GROUPS, (at * 7 + 3) % GROUPS);
        let (one, two) = (at % SITES, (at * 3 + 1) % SITES);
        let (first, second) = (at % ADDONS, (at * 5 + 2) % ADDONS);
        let groups = if group == other { format!("group-{group}") } else { format!("group-{group}, group-{other}") };
        let sites = if one == two { format!("site-{one}") } else { format!("site-{one}, site-{two}") };
        let addons = if first == second { format!("addon-{first}") } else { format!("addon-{first}, addon-{second}") };
        let _ = writeln!(
            out,
            "  product-{at}: {{name: Produkt {at}, groups: [{groups}], sites: [{sites}], addons: [{addons}]}}"
        );
    }
    out
}

/// Each measure is for some product: one that no product can have is an error.
fn measures(products: usize) -> String {
    let mut out =
        String::from("- goal: confidentiality\n  controls:\n    - control: physical-access\n      measures:\n");
    for at in 0..MEASURES {
        let text = format!("Maßnahme {at} schützt die Daten nach dem Plan {}, der jedes Jahr geprüft wird.", at % 97);
        let _ = writeln!(out, "        - id: measure-{at}\n          text: {text}");
        let of = (at / 6) % products;
        let (group, site, addon) = (of % GROUPS, of % SITES, of % ADDONS);
        let other = (group + 1) % GROUPS;
        let scope = match at % 6 {
            1 => format!("group-{group}"),
            2 => format!("not group-{}", (of * 7 + 4) % GROUPS),
            3 => format!("group-{group} and (addon-{addon} or site-{site})"),
            4 => format!("(group-{group} or group-{other}) and not addon-{}", (addon + 1) % ADDONS),
            5 => format!("site-{site}"),
            _ => continue,
        };
        let _ = writeln!(out, "          applies_to: {scope}");
    }
    out
}
