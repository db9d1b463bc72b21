//! What texts mean, as tables of text and meaning, and what holds for any text.

use proptest::prelude::*;

use super::{Block, BlockKind, Inline, Options, Target, Tree, outline, tree};
use crate::diagnostic::{Place, line_and_column};
use crate::model::prose::Prose;
use crate::source::Sources;

fn read(text: &str) -> (Prose, Vec<String>) {
    let sources = Sources::new([("a.md".to_owned(), text.as_bytes().to_vec())]);
    let file = sources.find("a.md").expect("the source was put in");
    let (prose, report) = outline(file, text, Options::default());
    let findings = report.sorted(&sources);
    let show = |finding: &crate::diagnostic::Diagnostic| {
        let Place::At(span) = &finding.place else { panic!("prose has places") };
        let (line, column) = line_and_column(&sources, span.file, span.start);
        let written = &text[span.range()];
        format!("{line}:{column} {} `{written}`: {}", finding.code, finding.message)
    };
    let shown = findings.findings().iter().map(show).collect();
    (prose, shown)
}

fn anchors(text: &str) -> Vec<String> {
    let show = |section: &crate::model::prose::Section| match &section.number {
        Some(number) if *number != section.anchor => format!("{number}@{}", section.anchor),
        _ => section.anchor.to_string(),
    };
    read(text).0.sections.iter().map(show).collect()
}

#[test]
fn headings_and_clauses_have_anchors_that_tell_them_apart() {
    for (text, expected) in [
        ("# Titel\n\n## 4 Rechte\n\n4.1 Der\n\n4.2. Die\n\n**4.3** Das", "titel 4 4.1 4.2 4.3"),
        ("## § 4 Rechte\n\n## 5. Pflichten\n\n### 5.1. Zutritt", "4 5 5.1"),
        ("## 1 A\n\n- 1.1 Eins\n- [x] 1.2 Zwei\n\n1. 1.3 Drei\n\n   1.4 Vier", "1 1.1 1.2 1.3 1.4"),
        (
            "## 1 A\n\n## Anlage A Daten\n\n### 1 Arten\n\n1.1 Text\n\n## 2 B",
            "1 anlage-a 1@anlage-a-1 1.1@anlage-a-1.1 2",
        ),
        (
            "# A\n\n# Annex II – Data\n\n## 1 X\n\n# Annex III\n\n## 1 Y",
            "a annex-ii 1@annex-ii-1 annex-iii 1@annex-iii-1",
        ),
        ("## 1 A\n\n## Anlage B\n\n### 9 Weiter", "1 anlage-b 9"),
        ("## Anlage A\n\n### 1 Nur hier", "anlage-a 1"),
        ("## Anlagen\n\n## Anlage zum Vertrag\n\n## Anlage", "anlagen anlage-zum-vertrag anlage"),
        ("## 1 A\n\n### Anhang 1: X {#daten}\n\n#### 1 Y", "1 daten 1@daten-1"),
        ("## Über uns\n\n## Über uns\n\n## {{ title }}\n\n## —", "ueber-uns ueber-uns-2 section section-2"),
        ("## Version {{ version }}", "version"),
        ("## A {#4}\n\n## 4 Rechte {#rechte}\n\n## 4 Nochmal", "4 4@rechte 4@4-2"),
        ("## A {#fn_1}\n\n## B {#x:y}\n\n## C {#my_c}", "fn-1 x-y my_c"),
        ("## (4)\n\n## 4 Rechte", "4-2 4"),
        ("## 2026\n\n2.1.2026 trat in Kraft\n\n10.000 Kunden\n\n24.12. ist frei", "2026"),
        ("> 4.2 Ein Zitat\n\n[^a]: 4.3 Eine Note\n\nx[^a]", ""),
        ("\u{feff}## 1 Eins\r\n\r\n1.1 Der\r\nText", "1 1.1"),
    ] {
        assert_eq!(anchors(text).join(" "), expected, "{text}");
    }
}

/// The words of the last paragraph of a text, with its links to the text itself.
fn references(text: &str) -> String {
    let read = tree(text, Options::default());
    let Some(Block { kind: BlockKind::Paragraph(words), .. }) = read.blocks.last() else { panic!("{read:?}") };
    linked(words)
}

fn linked(inlines: &[Inline]) -> String {
    let show = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::SoftBreak => "/".to_owned(),
        Inline::Link(Target::Here(anchor), _, inner) => format!("[{}→{anchor}]", linked(inner)),
        Inline::Link(_, _, inner) | Inline::Strong(inner) => linked(inner),
        Inline::Fact(name) => format!("<{name}>"),
        other => format!("{other:?}"),
    };
    inlines.iter().map(show).collect()
}

#[test]
fn references_lead_to_clauses_and_annexes() {
    let contract = "## 4 Rechte\n\n4.1 Der\n\n4.2 Die\n\n## Anlage A Daten\n\n### 1 Arten\n\n### 4 Mehr\n\n";
    for (text, expected) in [
        ("nach Ziffer\n4.2 gilt", "nach [Ziffer/4.2→4.2] gilt"),
        ("nach Ziffer&nbsp;4.1", "nach [Ziffer\u{a0}4.1→4.1]"),
        ("Ziffern 4.1, 4.2 und 4", "[Ziffern 4.1→4.1], [4.2→4.2] und [4→anlage-a-4]"),
        ("siehe Abschnitt 4", "siehe [Abschnitt 4→anlage-a-4]"),
        ("siehe Abschnitt 1, Anlage A", "siehe [Abschnitt 1→anlage-a-1], [Anlage A→anlage-a]"),
        ("Ziffer 4.2a", "[Ziffer 4.2a→4.2]"),
        ("[Ziffer 4.2](doc:avv#4.2)", "Ziffer 4.2"),
        ("**Ziffer 4.2**", "[Ziffer 4.2→4.2]"),
        ("Section 4 of the Federal Act", "Section 4 of the Federal Act"),
        ("Anhang III und Annex II", "Anhang III und Annex II"),
        ("{{ organisation.name }} nach Ziffer 4.1", "<organisation.name> nach [Ziffer 4.1→4.1]"),
    ] {
        assert_eq!(references(&format!("{contract}{text}")), expected, "{text}");
    }
    assert_eq!(
        references("## 4 Rechte\n\n## Anlage A\n\n### 1 X\n\n## 5 Y\n\nAbschnitt 4 und Anlage A Ziffer 1"),
        "[Abschnitt 4→4] und [Anlage A→anlage-a] [Ziffer 1→anlage-a-1]"
    );
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (text, expected) in [
        ("Über <b>x", &["1:6 F10 `<b>`: raw HTML is not allowed in prose"] as &[&str]),
        ("a\n\n<!-- x\ny -->\n", &["3:1 F10 `<!-- x\ny -->`: raw HTML is not allowed in prose"]),
        ("ä {{ subprocesors }}", &["1:3 F11 `{{ subprocesors }}`: nothing is called `subprocesors`"]),
        ("ä {{ history }} b", &["1:3 F11 `{{ history }}`: a list by name stands in the middle of a text"]),
        ("# {{ history }}", &["1:3 F11 `{{ history }}`: a list by name stands in the middle of a text"]),
        ("{{ history x }}", &["1:1 F11 `{{ history x }}`: the list `history` is not called with these words"]),
        ("a {{ dpo.email\nb", &["1:3 F11 `{{ dpo.email`: `{{` is not closed on its line"]),
        (
            "a {{ }} {{ ä.b }}",
            &[
                "1:3 F11 `{{ }}`: there is no name between the braces",
                "1:9 F11 `{{ ä.b }}`: there is no name between the braces",
            ],
        ),
        (
            "[m](mailto:{{ dpo.email }})",
            &["1:12 F11 `{{ dpo.email }}`: spaces end the address of a link, so that this is no link"],
        ),
        ("## 4 A\r\n\r\n4.1 ü Ziffer 4.7 gilt", &["3:7 V08 `Ziffer 4.7`: there is no clause 4.7"]),
        ("\u{feff}## 4 A\n\nZiffern 4.7, 4.8", &["3:1 V08 `Ziffern 4.7`: there is no clause 4.7"]),
        ("## Anlage A\n\nAnlage B", &["3:1 V08 `Anlage B`: there is no annex B"]),
        ("Ziffer 4.7 und Anlage B", &[]),
        ("## 4 A\n\n> Ziffer 4.7\n\nZiffer 4.7 DSGVO", &[]),
        ("[x](#nirgends)", &["1:5 V10 `#nirgends`: this text has no heading or clause `nirgends`"]),
        ("# A b\n\n[x](#a-b)", &[]),
        ("[doc:Ä](doc:Ä)", &["1:9 V10 `doc:Ä`: `doc:Ä` is no link to a document"]),
        ("[x](JavaScript:alert)", &["1:5 V10 `JavaScript:alert`: an address must not begin with `JavaScript:`"]),
        ("[x](java&#9;script:a)", &["1:1 V10 `[x](java&#9;script:a)`: `java\\tscript:a` is no address"]),
        ("<vbscript:x>", &["1:1 V10 `<vbscript:x>`: an address must not begin with `vbscript:`"]),
        ("[x][y]\n\n[y]: data:text/html,x", &["1:1 V10 `[x][y]`: an address must not begin with `data:`"]),
        (
            "![x](https://e.example/x.png)",
            &["1:6 V10 `https://e.example/x.png`: a picture must come from the site itself"],
        ),
        ("[x](mailto:a)", &["1:5 V10 `mailto:a`: `mailto:a` is no mail address"]),
        ("\\{{ x }} `{{ y }}` &#123;{ z }}\n\n    {{ w }}\n", &[]),
        ("\\\\{{ x }}", &["1:3 F11 `{{ x }}`: nothing is called `x`"]),
        (
            "| a |\n|---|\n| {{ products }} |",
            &["3:3 F11 `{{ products }}`: a list by name stands in the middle of a text"],
        ),
    ] {
        assert_eq!(read(text).1, expected, "{text}");
    }
}

#[test]
fn the_outline_knows_facts_lists_links_and_files() {
    let text = "\u{feff}## 3 Liste\r\n\r\n{{ subprocessors }}\r\n\r\n# Maße\r\n\r\nWo:\r\n  {{ measures integrity }}\r\nübrig\r\n\r\n\
                [ä](doc:avv/1.5#4.2) {{ dpo.name }} [m](mailto:{{dpo.email}}) ![l](assets/l.svg)\r\n\r\n- {{ history }}\r\n";
    let (prose, findings) = read(text);
    assert_eq!(findings, [] as [&str; 0]);
    let written = |span: crate::source::Span| &text[span.range()];
    let lists: Vec<_> = prose.lists.iter().map(|l| (written(l.span), l.under_heading.as_deref())).collect();
    assert_eq!(
        lists,
        [("{{ subprocessors }}", Some("3")), ("{{ measures integrity }}", None), ("{{ history }}", None)]
    );
    let facts: Vec<_> = prose.facts.iter().map(|f| (f.as_str(), written(f.span))).collect();
    assert_eq!(facts, [("dpo.name", "{{ dpo.name }}"), ("dpo.email", "{{dpo.email}}")]);
    assert_eq!(prose.links.iter().map(|l| written(l.span)).collect::<Vec<_>>(), ["doc:avv/1.5#4.2"]);
    assert_eq!(
        prose.assets.iter().map(|a| (a.as_str(), written(a.span))).collect::<Vec<_>>(),
        [("l.svg", "assets/l.svg")]
    );
    assert_eq!(prose.sections.iter().map(|s| written(s.span)).collect::<Vec<_>>(), ["3", "Maße"]);
}

#[test]
fn a_text_that_is_too_long_or_too_deep_is_refused() {
    assert_eq!(read(&"x".repeat((4 << 20) + 1)).1, ["1:1 F14 ``: a text has at most 4 MiB"]);
    let (_, findings) = read(&format!("{}x", "> ".repeat(5000)));
    assert_eq!(findings.len(), 1);
    assert!(findings[0].contains("F14"), "{findings:?}");
    assert!(read(&format!("{}x{}", "*a ".repeat(3000), " b*".repeat(3000))).1[0].contains("F14"));
}

/// All ranges of a tree.
fn ranges(blocks: &[Block], out: &mut Vec<std::ops::Range<usize>>) {
    for block in blocks {
        out.push(block.range.clone());
        match &block.kind {
            BlockKind::List { items, .. } => items.iter().for_each(|item| ranges(&item.blocks, out)),
            BlockKind::Quote(inner) => ranges(inner, out),
            BlockKind::Definitions(all) => all.iter().flat_map(|(_, of)| of).for_each(|blocks| ranges(blocks, out)),
            _ => {}
        }
    }
}

/// Texts made of what means something in prose.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "# ",
        "## ",
        "### ",
        "4 ",
        "4.2 ",
        "**4.2** ",
        "§ 4 ",
        "Anlage A ",
        "Annex II ",
        "Ziffer 4.2",
        "Ziffern 4, 5 und ",
        "Section 4 of ",
        "{{ ",
        " }}",
        "{{ history }}",
        "{{dpo.email}}",
        "{{ measures a }}",
        "\\",
        "\n",
        "\n\n",
        "\r\n",
        "- ",
        "- [x] ",
        "1. ",
        "> ",
        "    ",
        "| a | b |\n|---|:-:|\n",
        "| ",
        " |",
        "[x](",
        ")",
        "[",
        "]",
        "[^1]",
        "[^1]: ",
        "![a](assets/b.png)",
        "doc:avv#4",
        "#4.2",
        "javascript:x",
        "<b>",
        "<!--",
        "-->",
        "<https://a.b>",
        "&nbsp;",
        "&#0;",
        "`",
        "```\n",
        "*",
        "**",
        "_",
        "~~",
        ": ",
        "{#x}",
        "{#fn_1}",
        "ä",
        "ß",
        "日本",
        "\u{a0}",
        "\u{feff}",
        "\u{0}",
        "😀",
        "a",
        "Der ",
        "\t",
        "\\\n",
        "  \n",
        "---\n",
        "===\n",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()), any::<String>(),]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read_and_every_place_lies_in_it(text in any_text()) {
        let (prose, _) = read(&text);
        let spans = prose.sections.iter().map(|s| s.span).chain(prose.facts.iter().map(|f| f.span))
            .chain(prose.links.iter().map(|l| l.span)).chain(prose.lists.iter().map(|l| l.span))
            .chain(prose.assets.iter().map(|a| a.span));
        for span in spans {
            prop_assert!(text.get(span.range()).is_some(), "{:?}", span);
        }
        let Tree { blocks, footnotes } = tree(&text, Options::default());
        let mut all = Vec::new();
        ranges(&blocks, &mut all);
        for (_, blocks) in &footnotes {
            ranges(blocks, &mut all);
        }
        for range in all {
            prop_assert!(text.get(range.clone()).is_some(), "{:?}", range);
        }
        let mut anchors: Vec<_> = prose.sections.iter().map(|s| &s.anchor).collect();
        anchors.sort();
        let count = anchors.len();
        anchors.dedup();
        prop_assert_eq!(anchors.len(), count, "anchors are unique");
    }
}
