//! What the writer makes of texts, and that it makes well-formed HTML of any text.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{ListPlace, Surroundings, Words, write, write_compact, write_inline};
use crate::markdown::{Options, fragment, tree};
use crate::model::prose::{DocLink, NamedList};

fn words() -> Words {
    Words {
        footnotes: "Fußnoten".to_owned(),
        back_to_text: "Zurück zu {number}".to_owned(),
        link_to_clause: "Ziffer {number}".to_owned(),
        ticked: "angekreuzt".to_owned(),
        not_ticked: "nicht angekreuzt".to_owned(),
        table: "Tabelle {number}".to_owned(),
    }
}

fn surrounded<T>(ids: &str, first_level: u8, run: impl FnOnce(&Surroundings<'_>) -> T) -> T {
    let link = |link: &DocLink| format!("/{}/#{}", link.document, link.anchor.as_deref().unwrap_or_default());
    let fact = |name: &str| match name {
        "organisation.name" => Some("A & <B>".to_owned()),
        "dpo.email" => Some("a@b.example".to_owned()),
        "organisation.website" => Some("javascript:alert(1)".to_owned()),
        _ => None,
    };
    let list = |list: &NamedList, place: ListPlace<'_>| format!("<!--{list:?} {place:?}-->\n");
    let words = words();
    let path = |path: &str| format!("/base/{path}");
    run(&Surroundings { link: &link, path: &path, fact: &fact, list: &list, first_level, ids, words: &words })
}

fn html(text: &str) -> String {
    surrounded("", 2, |s| write(&tree(text, Options::default()), s))
}

#[test]
fn every_kind_of_block_has_its_html() {
    for (text, expected) in [
        (
            "### A\n\n# B\n\n### C\n\n### D\n\n## E",
            "<h2 id=\"a\">A</h2>\n<h2 id=\"b\">B</h2>\n<h3 id=\"c\">C</h3>\n<h3 id=\"d\">D</h3>\n<h3 id=\"e\">E</h3>\n",
        ),
        (
            "## § 4 R\n\n4.2 Der **X**",
            "<h2 class=\"clause\" id=\"4\"><a class=\"clause-number\" href=\"#4\" aria-label=\"Ziffer § 4\">§\u{a0}4</a> R</h2>\n\
             <p class=\"clause\" id=\"4.2\"><a class=\"clause-number\" href=\"#4.2\" aria-label=\"Ziffer 4.2\">4.2</a> Der <strong>X</strong></p>\n",
        ),
        (
            "- **4.2** a\n- b\n  - c\n\n3. d",
            "<ul>\n<li class=\"clause\" id=\"4.2\"><a class=\"clause-number\" href=\"#4.2\" aria-label=\"Ziffer 4.2\">4.2</a> a</li>\n\
             <li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n<ol start=\"3\">\n<li>d</li>\n</ol>\n",
        ),
        (
            "- [x] a\n- [ ] b",
            "<ul class=\"ticks\">\n<li><span class=\"tick\" role=\"img\" aria-label=\"angekreuzt\">☑</span> a</li>\n\
             <li><span class=\"tick\" role=\"img\" aria-label=\"nicht angekreuzt\">☐</span> b</li>\n</ul>\n",
        ),
        ("- a\n\n  b", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>\n"),
        (
            "- a\n\n  | x | |\n  |--:|---|\n  | 1 |",
            "<ul>\n<li>\n<p>a</p>\n<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"Tabelle 1\"><table>\n<thead>\n\
             <tr><th scope=\"col\" class=\"align-right\">x</th><td></td></tr>\n</thead>\n<tbody>\n\
             <tr><td class=\"align-right\">1</td><td></td></tr>\n</tbody>\n</table></div>\n</li>\n</ul>\n",
        ),
        (
            "| x |\n|---|\n| y |\n| z: ..... |",
            "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"Tabelle 1\"><table>\n<thead>\n<tr><th scope=\"col\">x</th></tr>\n\
             </thead>\n<tbody>\n<tr><td>y</td></tr>\n<tr class=\"blank\"><td>z: .....</td></tr>\n</tbody>\n</table></div>\n",
        ),
        ("```rust x\na<b\n```", "<pre tabindex=\"0\"><code class=\"language-rust\">a&lt;b\n</code></pre>\n"),
        ("A\n: b\n: c\n\n  d", "<dl>\n<dt>A</dt>\n<dd>b</dd>\n<dd><p>c</p>\n<p>d</p>\n</dd>\n</dl>\n"),
        (
            "## Anlage A X",
            "<h2 id=\"anlage-a\" class=\"annex\"><span class=\"annex-name\">Anlage\u{a0}A</span> X</h2>\n",
        ),
        ("> q\n\n***", "<blockquote>\n<p>q</p>\n</blockquote>\n<hr>\n"),
        ("a\\\nb\nc", "<p>a<br>\nb\nc</p>\n"),
        (
            "## 7 X\n\n{{ measures a }}\n\ny\n{{ history }}",
            "<h2 class=\"clause\" id=\"7\"><a class=\"clause-number\" href=\"#7\" aria-label=\"Ziffer 7\">7</a> X</h2>\n\
             <!--Measures(Some(\"a\")) ListPlace { under_heading: Some(\"7\"), level: 3 }-->\n<p>y</p>\n\
             <!--History ListPlace { under_heading: None, level: 3 }-->\n",
        ),
        (
            "x[^a] y[^a]\n\n[^a]: n",
            "<p>x<sup class=\"footnote\" id=\"fnref_1\"><a href=\"#fn_1\">1</a></sup> \
             y<sup class=\"footnote\" id=\"fnref_1_2\"><a href=\"#fn_1\">1</a></sup></p>\n\
             <section class=\"footnotes\" aria-labelledby=\"fn_notes\">\n<h2 id=\"fn_notes\">Fußnoten</h2>\n<ol>\n\
             <li id=\"fn_1\"><p>n <a class=\"footnote-back\" href=\"#fnref_1\" aria-label=\"Zurück zu 1\">↩\u{fe0e}</a> \
             <a class=\"footnote-back\" href=\"#fnref_1_2\" aria-label=\"Zurück zu 1\">↩\u{fe0e}</a></p>\n</li>\n</ol>\n</section>\n",
        ),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn links_and_facts_lead_nowhere_else_than_they_may() {
    for (text, expected) in [
        ("[a](/x/?q#r) [b](assets/l.pdf)", "<a href=\"/base/x/?q#r\">a</a> <a href=\"/base/assets/l.pdf\">b</a>"),
        ("[a](doc:avv#4.2)", "<a href=\"/avv/#4.2\">a</a>"),
        ("[](https://e.example)", "<a href=\"https://e.example\" class=\"bare\">https://e.example</a>"),
        ("[e](https://e.example)", "<a href=\"https://e.example\">e</a>"),
        (
            "[a](<https://e.example/ä b?100%#c#d> \"t\")",
            "<a href=\"https://e.example/%C3%A4%20b?100%25#c%23d\" title=\"t\">a</a>",
        ),
        ("[a](javascript:x) <a@b.example>", "a <a href=\"mailto:a@b.example\">a@b.example</a>"),
        ("{{ organisation.name }} {{ dpo.email }}", "A &amp; &lt;B&gt; <a href=\"mailto:a@b.example\">a@b.example</a>"),
        ("[{{ dpo.email }}](mailto:{{dpo.email}})", "<a href=\"mailto:a@b.example\">a@b.example</a>"),
        ("{{ dpo.name }} {{ organisation.website }}", "{{ dpo.name }} javascript:alert(1)"),
        ("[a]({{organisation.website}})", "a"),
        ("![{{ organisation.name }}\"](../assets/a b.png)", "![A &amp; &lt;B&gt;\"](../assets/a b.png)"),
        (
            "![{{ organisation.name }}\"](../assets/a%20b.png)",
            "<img src=\"/base/assets/a%20b.png\" alt=\"A &amp; &lt;B&gt;&quot;\" loading=\"lazy\">",
        ),
        ("a \u{1}&#x85; <i>", "a \u{fffd}\u{fffd} &lt;i&gt;"),
    ] {
        assert_eq!(html(text), format!("<p>{expected}</p>\n"), "{text}");
    }
}

#[test]
fn texts_within_texts_need_no_paragraph() {
    let compact = |text: &str| surrounded("m-", 4, |s| write_compact(&fragment(text, Options::default()), s));
    assert_eq!(compact("1.1 *a* Ziffer 4.2"), "1.1 <em>a</em> Ziffer\u{a0}4.2");
    assert_eq!(compact("a\n\n# b"), "<p>a</p>\n<h4 id=\"m-b\">b</h4>\n");
    let inline = |text: &str| surrounded("", 2, |s| write_inline(&fragment(text, Options::default()), s));
    assert_eq!(inline("1.1 *a*[^x]\n\n# b\n\n[^x]: y"), "1.1 <em>a</em> b");
}

#[test]
fn raw_html_is_written_where_the_site_allows_it() {
    let text = "<div>\n\na <u>b</u>\n\n</div>\n";
    let html = surrounded("", 2, |s| write(&tree(text, Options { raw_html: true, ..Options::default() }), s));
    assert_eq!(html, "<div>\n<p>a <u>b</u></p>\n</div>\n");
    assert!(self::html(text).contains("&lt;div&gt;"));
}

/// Whether every element is closed in its order and ids are unique; which address in the page has no id.
fn check(html: &str) -> Result<Option<String>, String> {
    let (mut open, mut ids, mut addresses) = (Vec::new(), BTreeSet::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").ok_or("an open comment")?.1;
            continue;
        }
        let end = tag.find('>').ok_or_else(|| format!("an open tag: {tag}"))?;
        let (tag, behind) = (&tag[..end], &tag[end + 1..]);
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        for attribute in tag.split("\" ").flat_map(|part| part.split(' ')) {
            let attribute = attribute.trim_end_matches('"');
            if let Some(id) = attribute.strip_prefix("id=\"")
                && !ids.insert(id.to_owned())
            {
                return Err(format!("the id {id} twice"));
            }
            if let Some(id) = attribute.strip_prefix("href=\"#") {
                addresses.push(percent_encoding::percent_decode_str(id).decode_utf8_lossy().into_owned());
            }
        }
        if !matches!(name, "br" | "hr" | "img") {
            open.push(name);
        }
    }
    if !open.is_empty() {
        return Err(format!("open: {open:?}"));
    }
    Ok(addresses.into_iter().find(|id| !id.is_empty() && !ids.contains(id)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_well_formed_html(text in crate::markdown::tests::any_text()) {
        let whole = html(&text);
        prop_assert!(check(&whole) == Ok(None), "{:?}\n{whole}", check(&whole));
        prop_assert!(!whole.contains("<script") && !whole.contains("href=\"javascript"));
        // What such a text leads to may stand elsewhere on its page.
        let compact = surrounded("m-", 3, |s| write_compact(&fragment(&text, Options::default()), s));
        prop_assert!(check(&compact).is_ok(), "{:?}\n{compact}", check(&compact));
        let inline = surrounded("", 3, |s| write_inline(&fragment(&text, Options::default()), s));
        prop_assert!(!inline.contains("<p"));
    }
}
