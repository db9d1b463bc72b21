//! What a version of measures changes for one product, as its page says it.

use std::fs;

use crate::sandbox::{Sandbox, repository, update};

/// The part of a page that tells what changed, one element a line.
fn changes(page: &str) -> String {
    let begin = page.find("<section class=\"row redline\"").unwrap();
    let end = begin + page[begin..].find("</section>").unwrap();
    page[begin..end].replace('\n', "").replace("><", ">\n<")
}

#[test]
fn a_product_is_told_what_changed_for_it_and_nothing_that_changed_for_others() {
    let folder = repository().join("tests/redlines/product");
    let sandbox = Sandbox::with_base();
    sandbox.add(&folder);
    fs::remove_file(sandbox.path("aushang.lock")).unwrap();
    sandbox.run(&["build", "--as-of", "2026-11-21", "--no-minify"]).done();
    let read = |path: &str| fs::read_to_string(sandbox.path(&format!("public/{path}/index.html"))).unwrap();
    for (name, path) in [
        ("mail-s.de", "toms/products/mail-s"),
        ("web-s.de", "toms/1.1/products/web-s"),
        ("web-s.en", "en/toms/products/web-s"),
    ] {
        let found = changes(&read(path));
        let expected = folder.join(format!("expected/{name}.html"));
        if update() {
            fs::create_dir_all(folder.join("expected")).unwrap();
            fs::write(&expected, &found).unwrap();
        }
        assert_eq!(found, fs::read_to_string(&expected).unwrap_or_default(), "{name}: UPDATE=1 accepts what was said");
    }
    assert!(!read("toms/1.0/products/mail-s").contains("row redline"), "the first version has none before it");
    let narrowed = read("toms/products/web-s/wien");
    assert!(narrowed.contains("href=\"/toms/products/web-s/#changes\"") && !narrowed.contains("row redline"));
}
