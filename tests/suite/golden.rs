//! Small sites and every byte that is published of them.

use std::fs;

use aushang::parse::schema::KINDS;

use crate::sandbox::{DAY, Sandbox, cases, compare, tree};

#[test]
fn every_site_is_published_as_expected() {
    let mut wrong = Vec::new();
    for (name, folder) in cases("tests/sites") {
        let sandbox = Sandbox::new();
        sandbox.add(&folder);
        fs::remove_dir_all(sandbox.path("expected")).ok();
        // Pages name the style sheet and the script by their digests; what they say is no matter here.
        sandbox.write("themes/default/assets/site.css", "body { margin: 1rem }\n");
        sandbox.write("themes/default/assets/site.js", "");
        let day = fs::read_to_string(folder.join("as-of")).unwrap_or_else(|_| DAY.to_owned());
        let run = sandbox.run(&["build", "--as-of", day.trim(), "--no-minify", "--output", "out"]);
        if run.code == Some(0) {
            let mut published = tree(&sandbox.path("out"));
            // The schemas are the same for every site but for their addresses; `cli` looks at them.
            published.retain(|path, _| !KINDS.iter().any(|kind| kind.path() == *path));
            let sums = published.get_mut("SHA256SUMS").map(|bytes| String::from_utf8(bytes.clone()).unwrap());
            let sums = sums.unwrap_or_default();
            let of_schemas = |line: &&str| KINDS.iter().any(|kind| line.ends_with(&format!("  {}", kind.path())));
            let sums: String = sums.split_inclusive('\n').filter(|line| !of_schemas(&line.trim_end())).collect();
            published.insert("SHA256SUMS".to_owned(), sums.into_bytes());
            let found = compare(&published, &folder.join("expected"));
            wrong.extend(found.into_iter().map(|what| format!("{name}: {what}")));
        } else {
            wrong.push(format!("{name}: {}", run.stderr));
        }
    }
    assert!(wrong.is_empty(), "UPDATE=1 accepts what was published\n{}", wrong.join("\n"));
}
