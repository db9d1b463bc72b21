//! The contract with themes: what templates get and which tokens there are is documented, a small theme and a further
//! language need nothing but files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use aushang::render::texts::Words;
use aushang::render::view::View;
use serde_json::Value;

use crate::documents::is_current;
use crate::sandbox::{DAY, Sandbox, repository, tree};

/// Types by their names, as JSON Schemas.
type Types = BTreeMap<String, Value>;

fn description(of: &Value) -> String {
    let text = of["description"].as_str().unwrap_or_default();
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

/// What a value is, in words; types that have names are linked.
fn kind(of: &Value) -> String {
    if let Some(name) = of["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(either) = of["anyOf"].as_array() {
        return format!("{} or nothing", kind(&either[0]));
    }
    let of_type = match &of["type"] {
        Value::Array(several) => {
            return format!("{} or nothing", kind(&serde_json::json!({"type": several[0], "items": of["items"]})));
        }
        of_type => of_type.as_str().unwrap_or_default(),
    };
    match of_type {
        "array" => format!("list of {}", kind(&of["items"])),
        "boolean" => "yes or no".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "string" => "text".to_owned(),
        other => panic!("no word for {other}: {of}"),
    }
}

/// A table of the names of a group, or a list of the words of a closed set.
fn fields(of: &Value) -> String {
    let mut text = String::new();
    if let Some(properties) = of["properties"].as_object() {
        text.push_str("| name | is | about |\n|---|---|---|\n");
        for (name, field) in properties {
            let _ = writeln!(text, "| `{name}` | {} | {} |", kind(field), description(field));
        }
    } else {
        let words = of["oneOf"].as_array().unwrap_or_else(|| panic!("neither a group nor a set: {of}"));
        for word in words {
            let _ = writeln!(text, "- `{}`: {}", word["const"].as_str().unwrap(), description(word));
        }
    }
    text
}

/// `docs/templates.md`.
fn reference() -> String {
    let mut text = String::from(
        "# What templates get\n\nMade of the program's types; `UPDATE=1 cargo test --release --test suite documents theming` \
         makes it anew. How\nthemes work is told in [theming.md](theming.md). A name that a template does not have here is an \
         error when the theme\nis loaded. \"Or nothing\" stands for a value that may be absent: `{% if name %}` asks for it.\n",
    );
    let mut types = Types::new();
    let mut collect = |schema: &Value| {
        for (name, of) in schema["$defs"].as_object().into_iter().flatten() {
            let known = types.entry(name.clone()).or_insert_with(|| of.clone());
            assert_eq!(known, of, "two types are called {name}");
        }
    };
    for template in View::TEMPLATES {
        let schema = View::schema(template).unwrap().to_value();
        collect(&schema);
        let about = description(&schema);
        let _ = write!(text, "\n## {template}\n\n{about}{}", if about.is_empty() { "" } else { "\n\n" });
        text.push_str(&fields(&schema));
    }
    let words = schemars::schema_for!(Words).to_value();
    let groups: Types = words["$defs"].as_object().unwrap().clone().into_iter().collect();
    text.push_str("\n# Types\n");
    for (name, of) in &types {
        let _ = write!(text, "\n## {name}\n\n{}\n\n{}", description(of), fields(of));
    }
    text.push_str(
        "\n# Words\n\nEvery template of a page has `words`, the words of the interface in the page's language.\n",
    );
    for (group, of) in words["properties"].as_object().unwrap() {
        let name = of["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
        let _ = write!(text, "\n## words.{group}\n\n{}\n\n", description(of));
        for (word, about) in groups[name]["properties"].as_object().unwrap() {
            let _ = writeln!(text, "- `{word}`: {}", description(about));
        }
    }
    text
}

#[test]
fn the_reference_of_templates_is_current() {
    let wrong = is_current("docs/templates.md", &reference());
    assert!(wrong.is_none(), "UPDATE=1 makes it\n{}", wrong.unwrap_or_default());
}

/// What stands between backticks at the beginning of the rows of tables.
fn rows(text: &str) -> BTreeSet<&str> {
    text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect()
}

#[test]
fn every_template_and_every_token_of_the_style_is_documented() {
    let docs = fs::read_to_string(repository().join("docs/theming.md")).unwrap();
    let rows = rows(&docs);
    for template in View::TEMPLATES {
        assert!(rows.contains(template), "docs/theming.md does not tell of {template}");
    }
    let style = fs::read_to_string(repository().join("themes/default/assets/site.css")).unwrap();
    let tokens: BTreeSet<&str> = style
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|word| word.starts_with("--") && word.len() > 2)
        .collect();
    let told: BTreeSet<&str> = rows.into_iter().filter(|row| row.starts_with("--")).collect();
    assert_eq!(told, tokens, "the table of docs/theming.md and the style sheet have the same tokens");
}

#[test]
fn a_third_language_needs_only_files() {
    let sandbox = Sandbox::with_sample();
    let config = fs::read_to_string(sandbox.path("site.yaml")).unwrap();
    fs::write(sandbox.path("site.yaml"), config.replace("languages: [de, en]", "languages: [de, en, fr]")).unwrap();
    let told = sandbox.run(&["build", "--as-of", DAY]);
    assert_eq!(told.code, Some(1));
    assert!(told.stderr.contains("themes/default/i18n/fr.yaml"), "the remedy names the file: {}", told.stderr);

    let theme = repository().join("themes/default/i18n");
    let words = fs::read_to_string(theme.join("en.yaml")).unwrap();
    let french = words
        .replace("language: {name: English, dir: ltr}", "language: {name: Français, dir: ltr}")
        .replace("skip: Skip to content", "skip: Aller au contenu");
    sandbox.write("themes/default/i18n/fr.yaml", french);
    let countries = fs::read_to_string(theme.join("countries/en.yaml")).unwrap();
    sandbox.write("themes/default/i18n/countries/fr.yaml", countries.replace("Germany", "Allemagne"));
    sandbox.run(&["build", "--as-of", DAY, "--no-minify"]).done();
    let site = tree(&sandbox.path("public"));
    let page = |path: &str| String::from_utf8(site[path].clone()).unwrap();

    let home = page("fr/index.html");
    assert!(home.starts_with("<!doctype html>\n<html lang=\"fr\" dir=\"ltr\">"), "{home}");
    assert!(home.contains("Aller au contenu") && home.contains("Allemagne"), "{home}");
    let list = page("fr/subprocessors/index.html");
    assert!(list.contains("hreflang=\"de\"") && list.contains("hreflang=\"en\""), "{list}");
    assert!(list.contains("lang=\"de\""), "a text without translation says in which language it is");
    assert!(page("index.html").contains("hreflang=\"fr\">Français</a>"), "the switch names the language in itself");
    assert!(site.contains_key("fr/feed.atom") && page("sitemap.xml").contains("/fr/subprocessors/"));
}
