//! What readers and programs rely on in printed findings.

use super::{Format, Paper, render};
use crate::diagnostic::{Code, Diagnostic, Level, Place, Report};
use crate::source::{Sources, Span};

const REGISTER: &str = "\u{feff}nord:\r\n  näme: Nord GmbH\r\n  country: NO\r\n  country: DE\r\n";

fn sources(text: impl Into<Vec<u8>>) -> Sources {
    Sources::new([("content/a, b/register.yaml".to_owned(), text.into())])
}

/// The place of the `nth` occurrence (from 0) of `word`.
fn place(sources: &Sources, word: &str, nth: usize) -> Span {
    let file = sources.find("content/a, b/register.yaml").unwrap();
    let text = String::from_utf8_lossy(&sources.get(file).bytes).into_owned();
    let (start, _) = text.match_indices(word).nth(nth).unwrap();
    Span::new(file, start..start + word.len())
}

fn report(findings: impl IntoIterator<Item = Diagnostic>) -> Report {
    let mut report = Report::new();
    findings.into_iter().for_each(|found| report.push(found));
    report
}

fn text(report: &Report, sources: &Sources) -> String {
    render(report, sources, "", Format::Text(Paper::PLAIN))
}

fn three_findings(sources: &Sources) -> Report {
    let twice = Diagnostic::new(Code::F04, place(sources, "country", 1), "the key `country` stands twice")
        .related(place(sources, "country", 0), "first here")
        .help("keep one of the two");
    let unknown = Diagnostic::new(Code::F03, place(sources, "näme", 0), "unknown key `näme`").label("no key");
    let mut waived = Diagnostic::new(Code::S14, Place::Path("content".into()), "waived 100%\nhere");
    waived.waived = true;
    report([unknown, twice, waived])
}

#[test]
fn text_shows_the_line_the_caret_the_related_place_and_the_remedy() {
    let sources = sources(REGISTER);
    let expected = "\
error[F03]: unknown key `näme`
 --> content/a, b/register.yaml:2:3
  |
2 |   näme: Nord GmbH
  |   ^^^^ no key

error[F04]: the key `country` stands twice
 --> content/a, b/register.yaml:4:3
  |
4 |   country: DE
  |   ^^^^^^^
  |
 ::: content/a, b/register.yaml:3:3
  |
3 |   country: NO
  |   ------- first here
  |
  = help: keep one of the two

2 errors
";
    assert_eq!(text(&three_findings(&sources), &sources), expected);
}

#[test]
fn places_of_one_line_are_shown_in_it() {
    let sources = sources("a: [one, two, one]\n");
    let found = Diagnostic::new(Code::F12, place(&sources, "one", 1), "the id `one` is taken")
        .related(place(&sources, "one", 0), "taken here")
        .at_level(Level::Warning);
    let expected = "\
warning[F12]: the id `one` is taken
 --> content/a, b/register.yaml:1:15
  |
1 | a: [one, two, one]
  |     ---       ^^^
  |     |
  |     taken here

1 warning
";
    assert_eq!(text(&report([found]), &sources), expected);
}

#[test]
fn a_path_without_text_is_named_with_the_legal_source() {
    let found =
        Diagnostic::new(Code::S14, Place::Path("content/x".into()), "`x` stands for two companies").help("split");
    let expected = "\
error[S14]: `x` stands for two companies
--> site/content/x
 |
 = note: Art. 5(2) GDPR
 = help: split

1 error
";
    assert_eq!(render(&report([found]), &Sources::default(), "site/", Format::Text(Paper::PLAIN)), expected);
}

#[test]
fn no_control_character_of_the_text_reaches_the_terminal() {
    let hostile = "a\u{1b}[2J\u{7}: \u{9b}31m\u{202e}evil\u{2028}\u{0}x\u{7f}\r\n";
    let sources = sources(hostile);
    let found = Diagnostic::new(Code::F03, place(&sources, "evil", 0), format!("unknown key `{hostile}`"))
        .label(hostile)
        .help(hostile)
        .related(place(&sources, "x", 0), hostile)
        .related(Place::Path(hostile.into()), hostile);
    let printed = text(&report([found]), &sources);
    let obeyed = |c: char| c.is_control() && c != '\n' || ('\u{2028}'..='\u{202e}').contains(&c);
    assert!(!printed.contains(obeyed), "{printed:?}");
    assert!(printed.contains(":1:14"), "{printed}");
}

#[test]
fn a_line_without_end_is_cut_around_the_place_and_keeps_its_column() {
    for (length, shown) in [(10_000, true), (500_000, false)] {
        let long = format!("{}: {}\n", "ä".repeat(length), "word ".repeat(3000));
        let sources = sources(long.clone());
        let span = place(&sources, "word", 500);
        let all = Span::new(span.file, 0..long.len());
        let found = Diagnostic::new(Code::F07, span, "no").label(&long);
        let printed = text(&report([found, Diagnostic::new(Code::F07, all, long)]), &sources);
        assert!(printed.contains(&format!(":1:{}", length + 2503)), "{printed}");
        assert!(printed.lines().all(|line| line.chars().count() < 1200), "{printed}");
        assert_eq!(printed.contains("^^^^"), shown);
    }
}

#[test]
fn bytes_that_are_no_text_are_shown_nevertheless() {
    let sources = sources(b"a: \xf0\x9f\x98\xff b\xc3".to_vec());
    let file = place(&sources, "a", 0).file;
    for start in 0..9 {
        for end in start..9 {
            let found = Diagnostic::new(Code::F01, Span::new(file, start..end), "no UTF-8");
            assert!(text(&report([found]), &sources).contains("error[F01]"));
        }
    }
}

#[test]
fn a_place_at_the_end_of_a_file_is_shown() {
    for content in ["", "a: b", "a: b\n", "a: b\r\n\r\n"] {
        let sources = sources(content);
        let file = sources.find("content/a, b/register.yaml").unwrap();
        let end = Span::new(file, content.len()..content.len());
        let printed = text(&report([Diagnostic::new(Code::F05, end, "lacks `c`")]), &sources);
        assert!(printed.contains("register.yaml:"), "{content:?}: {printed}");
    }
}

#[test]
fn json_holds_all_findings_with_all_keys() {
    let sources = sources(REGISTER);
    let printed = render(&three_findings(&sources), &sources, "elsewhere", Format::Json);
    let json: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["summary"], serde_json::json!({"errors": 2, "warnings": 0, "notes": 0}));
    assert_eq!(
        json["findings"][1],
        serde_json::json!({
            "code": "F04", "level": "error", "message": "the key `country` stands twice",
            "help": "keep one of the two", "source": null,
            "file": "content/a, b/register.yaml", "line": 4, "column": 3, "end_line": 4, "end_column": 10,
            "waived": false,
            "related": [{
                "message": "first here",
                "file": "content/a, b/register.yaml", "line": 3, "column": 3, "end_line": 3, "end_column": 10,
            }],
        })
    );
    assert_eq!(json["findings"][0]["end_column"], 7, "a column is a character");
    assert_eq!(json["findings"][2]["line"], serde_json::Value::Null);
    assert_eq!(json["findings"][2]["waived"], true);
}

#[test]
fn sarif_describes_every_code_and_suppresses_what_is_waived() {
    let sources = sources(REGISTER);
    let printed = render(&three_findings(&sources), &sources, "my site", Format::Sarif);
    let json: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let run = &json["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), Code::ALL.len());
    let found = &run["results"][1];
    let index = usize::try_from(found["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], found["ruleId"]);
    let location = &found["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "my%20site/content/a,%20b/register.yaml");
    assert_eq!(
        location["region"],
        serde_json::json!({"startLine": 4, "startColumn": 3, "endLine": 4, "endColumn": 10})
    );
    assert_eq!(found["relatedLocations"][0]["message"]["text"], "first here");
    assert_eq!(run["results"][2]["suppressions"][0]["kind"], "inSource");
}

#[test]
fn workflow_commands_are_escaped_and_leave_out_what_is_waived() {
    let sources = sources(REGISTER);
    let mut report = three_findings(&sources);
    report.push(Diagnostic::new(Code::V12, Place::Path("a%b".into()), "50 %\r\n::stop").at_level(Level::Note));
    let printed = render(&report, &sources, ".", Format::Github);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(
        lines,
        [
            "::error file=content/a%2C b/register.yaml,line=2,endLine=2,col=3,endColumn=7,title=F03::unknown key `näme`",
            "::error file=content/a%2C b/register.yaml,line=4,endLine=4,col=3,endColumn=10,title=F04::the key `country` \
             stands twice%0Ahelp: keep one of the two",
            "::notice file=a%25b,title=V12::50 %25%0D%0A::stop",
        ]
    );
}
