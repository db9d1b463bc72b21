//! What readers of a redline rely on.

use std::path::Path;

use proptest::prelude::*;

use super::{Block, Change, Expand, Part, Redline, Run, Side, State, What, compare, text};
use crate::markdown::{Options, tree};

fn parts(markdown: &str) -> Vec<Part> {
    let expand = Expand { fact: &|name| Some(format!("<{name}>")), list: &|_, _| Vec::new() };
    Part::of_tree(&tree(markdown, Options::default()), &expand)
}

fn redline(old: &str, new: &str) -> Redline {
    compare(&parts(old), &parts(new))
}

/// The runs that are not kept, as `-deleted` and `+inserted`, numbers of clauses first.
fn changes(redline: &Redline) -> Vec<String> {
    fn walk(block: &Block, found: &mut Vec<String>) {
        for Run { change, text, .. } in block.number.iter().chain(&block.words) {
            match change {
                Change::Kept => {}
                Change::Deleted => found.push(format!("-{text}")),
                Change::Inserted => found.push(format!("+{text}")),
            }
        }
        block.blocks.iter().for_each(|inner| walk(inner, found));
    }
    let mut found = Vec::new();
    redline.sections.iter().flat_map(|section| &section.blocks).for_each(|block| walk(block, &mut found));
    found
}

fn summary(redline: &Redline) -> Vec<(What, &str)> {
    redline.summary.iter().map(|entry| (entry.what, redline.sections[entry.section].name.as_str())).collect()
}

#[track_caller]
fn holds_both(old: &str, new: &str) {
    let (before, after) = (parts(old), parts(new));
    let redline = compare(&before, &after);
    assert_eq!(redline.text(Side::New), text(&after), "the new text of\n{old}\n=>\n{new}");
    assert_eq!(redline.text(Side::Old), text(&before), "the old text of\n{old}\n=>\n{new}");
}

const AGREEMENT: &str = "Zwischen den Parteien gilt:\n\n## 1 Gegenstand\n\n1.1 Der Auftragnehmer verarbeitet personenbezogene \
    Daten im Auftrag.\n\n1.2 Die Dauer folgt der des Hauptvertrags.\n\n## 2 Weisungen\n\n2.1 Der Auftragnehmer handelt \
    nur auf dokumentierte Weisung des Auftraggebers.\n\n2.2 Mündliche Weisungen bestätigt der Auftraggeber in \
    Textform.\n\n## 3 Haftung\n\n3.1 Die Parteien haften nach Art. 82 DSGVO.\n\n3.2 Die Frist beträgt 14 Tage.\n";

#[test]
fn one_changed_word_is_one_deletion_and_one_insertion() {
    let new = AGREEMENT.replace("14 Tage", "30 Tage");
    assert_eq!(changes(&redline(AGREEMENT, &new)), ["-14", "+30"]);
    let new = AGREEMENT.replace("Hauptvertrags", "Hosting-Vertrags");
    assert_eq!(changes(&redline(AGREEMENT, &new)), ["-Hauptvertrags", "+Hosting-Vertrags"]);
}

#[test]
fn an_inserted_clause_changes_nothing_else_but_the_numbers_after_it() {
    let clause = "## 2 Ort\n\n2.1 Verarbeitet wird nur im Europäischen Wirtschaftsraum.\n\n";
    let renumbered =
        AGREEMENT.replace("## 3 ", "## 4 ").replace("\n3.", "\n4.").replace("## 2 ", "## 3 ").replace("\n2.", "\n3.");
    let new = renumbered.replace("## 3 Weisungen", &format!("{clause}## 3 Weisungen"));
    let redline = redline(AGREEMENT, &new);
    assert_eq!(
        changes(&redline),
        [
            "+2",
            "+Ort",
            "+2.1",
            "+Verarbeitet wird nur im Europäischen Wirtschaftsraum.",
            "-2",
            "+3",
            "-2.1",
            "+3.1",
            "-2.2",
            "+3.2",
            "-3",
            "+4",
            "-3.1",
            "+4.1",
            "-3.2",
            "+4.2"
        ]
    );
    assert_eq!(
        summary(&redline),
        [(What::Added, "2 Ort"), (What::Renumbered, "3 Weisungen"), (What::Renumbered, "4 Haftung")]
    );
}

#[test]
fn an_inserted_clause_without_renumbering_is_the_only_change() {
    let new = AGREEMENT.replace("## 3 ", "2.3 Weisungen gelten fort.\n\n## 3 ");
    let redline = redline(AGREEMENT, &new);
    assert_eq!(changes(&redline), ["+2.3", "+Weisungen gelten fort."]);
    assert_eq!(summary(&redline), [(What::Added, "2.3 Weisungen gelten fort.")]);
}

#[test]
fn a_clause_that_moved_is_shown_as_moved_with_its_words_kept() {
    let liability = &AGREEMENT[AGREEMENT.find("## 3 ").unwrap()..];
    let others = AGREEMENT.replace(liability, "");
    let new = others.replace("## 1 Gegenstand", &format!("{liability}\n## 1 Gegenstand"));
    let redline = redline(AGREEMENT, &new);
    assert_eq!(changes(&redline), Vec::<String>::new());
    assert_eq!(summary(&redline), [(What::Moved, "3 Haftung")]);
    let away = redline.sections.iter().filter(|section| matches!(section.state, State::MovedAway(_))).count();
    assert_eq!(away, 3, "the heading and both of its clauses");
    holds_both(AGREEMENT, &new);
}

#[test]
fn the_same_text_is_an_empty_redline_and_layout_is_no_change() {
    assert!(redline(AGREEMENT, AGREEMENT).is_empty());
    let laid_out = AGREEMENT.replace("Auftragnehmer", "*Auftragnehmer*").replace(" der ", "\nder ");
    assert!(redline(AGREEMENT, &laid_out).is_empty());
}

#[test]
fn a_phrase_is_replaced_in_one_piece_and_a_sentence_is_inserted_whole() {
    let old = "1.1 Der Anbieter löscht alle Daten. Der Anbieter haftet.";
    let phrase = "1.1 Der Anbieter löscht innerhalb von dreißig Tagen alle Daten. Der Anbieter haftet.";
    assert_eq!(changes(&redline(old, phrase)), ["+innerhalb von dreißig Tagen "]);
    let sentence = "1.1 Der Anbieter löscht alle Daten. Der Anbieter protokolliert dies. Der Anbieter haftet.";
    assert_eq!(changes(&redline(old, sentence)), ["+Der Anbieter protokolliert dies. "]);
}

#[test]
fn tables_are_compared_by_row_column_and_cell() {
    let old = "| Ort | Zweck |\n|---|---|\n| Kiel | Betrieb |\n| Wien | Backup |\n";
    let cell = old.replace("Backup", "Archiv");
    assert_eq!(changes(&redline(old, &cell)), ["-Backup", "+Archiv"]);
    let row = old.replace("| Wien", "| Graz | Support |\n| Wien");
    assert_eq!(changes(&redline(old, &row)), ["+Graz", "+Support"]);
    let column = "| Ort | Land | Zweck |\n|---|---|---|\n| Kiel | DE | Betrieb |\n| Wien | AT | Backup |\n";
    assert_eq!(changes(&redline(old, column)), ["+Land", "+DE", "+AT"]);
    for new in [cell.as_str(), &row, column] {
        holds_both(old, new);
        holds_both(new, old);
    }
}

#[test]
fn a_tick_is_a_change_of_its_item_alone() {
    let old = "- [ ] Namen und Anschriften\n- [x] Gesundheitsdaten\n";
    let redline = redline(old, &old.replace("[ ]", "[x]"));
    assert_eq!(changes(&redline), Vec::<String>::new());
    assert_eq!(redline.sections[0].blocks[0].blocks[0].ticked_before, Some(false));
    assert_eq!(summary(&redline), [(What::Changed, "Namen und Anschriften")]);
}

#[test]
fn a_link_that_leads_elsewhere_is_a_change_and_one_within_the_text_is_not() {
    let old = "Siehe [Liste](https://a.example/).\n";
    assert_eq!(changes(&redline(old, &old.replace("a.example", "b.example"))), ["-Liste", "+Liste"]);
}

#[test]
fn every_pair_of_versions_of_the_sample_holds_both_texts() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut pairs = 0;
    for document in ["avv", "disclosure", "toms", "subprocessors"] {
        for lang in ["de.md", "en.md"] {
            let folder = content.join(document);
            let mut texts = vec![read(&folder.join(lang))];
            for version in walkdir::WalkDir::new(folder.join("versions")).min_depth(2).sort_by_file_name() {
                let version = version.unwrap();
                if version.file_name() == lang {
                    texts.push(read(version.path()));
                }
            }
            for old in &texts {
                for new in &texts {
                    holds_both(old, new);
                    assert!(old != new || redline(old, new).is_empty());
                    pairs += 1;
                }
            }
        }
    }
    assert!(pairs > 80, "{pairs}");
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// Texts of few different words, so that much is alike, in all kinds of blocks.
fn document() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "der",
        "Anbieter",
        "löscht",
        "Daten",
        "AV-Vertrag",
        "14",
        "Tage",
        ".",
        "**nur**",
        "*und*",
        "`x`",
        "§",
        "4.2",
        "[Liste](https://a.example/)",
        ",",
        "E-Mail",
        "a\u{301}",
        "🙂",
    ]);
    let words = || prop::collection::vec(word.clone(), 1..12).prop_map(|words| words.join(" "));
    let number = (1..4_u8, 1..4_u8);
    let block = prop_oneof![
        3 => words(),
        2 => (1..5_u8, words()).prop_map(|(number, words)| format!("## {number} {words}")),
        3 => (number, words()).prop_map(|((a, b), words)| format!("{a}.{b} {words}")),
        1 => words().prop_map(|words| format!("### {words}")),
        2 => prop::collection::vec(words(), 1..4).prop_map(|items| format!("- {}", items.join("\n- "))),
        1 => prop::collection::vec((any::<bool>(), words()), 1..4).prop_map(|items| {
            let items = items.iter().map(|(on, words)| format!("- [{}] {words}", if *on { 'x' } else { ' ' }));
            items.collect::<Vec<_>>().join("\n")
        }),
        1 => (1..4_usize, prop::collection::vec(words(), 1..10)).prop_map(|(columns, cells)| {
            let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
            let rows: String = cells.chunks(columns).map(row).collect();
            format!("{}|{}\n{rows}", row(&cells[..columns.min(cells.len())]), "---|".repeat(columns.min(cells.len())))
        }),
        1 => words().prop_map(|words| format!("> {words}\n>\n> - {words}")),
        1 => Just("---".to_owned()),
    ];
    prop::collection::vec(block, 0..14).prop_map(|blocks| blocks.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_redline_holds_both_texts(old in document(), new in document()) {
        holds_both(&old, &new);
        holds_both(&old, &old);
        prop_assert!(redline(&old, &old).is_empty());
    }

    #[test]
    fn any_text_at_all_can_be_compared(old in "[ -~\u{e4}\n#|.-]{0,200}", new in "\\PC{0,200}") {
        holds_both(&old, &new);
    }

    #[test]
    fn changed_blocks_of_one_text_hold_both(
        text in document(), keep in prop::collection::vec(any::<bool>(), 20), swap in any::<prop::sample::Index>(),
    ) {
        let mut blocks: Vec<&str> = text.split("\n\n").zip(&keep).filter(|(_, keep)| **keep).map(|(b, _)| b).collect();
        if !blocks.is_empty() {
            let at = swap.index(blocks.len());
            let moved = blocks.remove(at);
            blocks.push(moved);
        }
        holds_both(&text, &blocks.join("\n\n"));
    }
}
