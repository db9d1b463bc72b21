//! What holds for every site, whatever is in its files and in whatever order they come.

use std::collections::BTreeMap;

use aushang::diagnostic::render::{Format, Paper, render};
use aushang::diagnostic::{Place, Report};
use aushang::load::load;
use aushang::parse::parse;
use aushang::render::theme::Theme;
use aushang::resolve::resolve;
use aushang::source::Sources;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use rayon::ThreadPoolBuilder;

use crate::sandbox::repository;

const DAY: Date = date(2026, 11, 21);

type Files = Vec<(String, Vec<u8>)>;

/// The files that make up the site in a folder of the repository.
fn files(folder: &str) -> Files {
    let (sources, report) = load(&repository().join(folder)).unwrap();
    assert!(!report.has_errors());
    sources.below("").map(|(_, source)| (source.path.clone(), source.bytes.to_vec())).collect()
}

/// All stages between the disks: the findings, and what would be published.
fn made(sources: &Sources) -> (Report, Option<BTreeMap<String, Vec<u8>>>) {
    let (content, mut report) = parse(sources);
    let Some(content) = content else { return (report, None) };
    let (theme, found) =
        Theme::load(sources, &content.config.theme, &content.config.languages, &content.config.base_url);
    report.extend(found);
    let (site, found) = resolve(&content, DAY);
    report.extend(found);
    let report = report.sorted(sources);
    let (Some(site), Some(theme), false) = (site, theme, report.has_errors()) else { return (report, None) };
    let output = aushang::render::render(&site, &theme, sources);
    let made = output.tasks().iter().flat_map(|task| task.run().expect("a theme that was loaded renders every view"));
    let published = made.map(|file| (file.path, file.bytes)).collect();
    (report, Some(published))
}

/// Always the same cases, so that a failure is found again.
fn cases(number: u32) -> Config {
    Config {
        cases: number,
        failure_persistence: None,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(u64::from(number)),
        max_shrink_iters: 200,
        ..Config::default()
    }
}

#[test]
fn the_order_of_files_and_the_number_of_threads_change_nothing() {
    let mut files = files(".");
    let (_, expected) = made(&Sources::new(files.clone()));
    let expected = expected.expect("the sample is right");
    for threads in [1, 5] {
        files.reverse();
        files.rotate_left(threads * 7);
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let (_, other) = pool.install(|| made(&Sources::new(files.clone())));
        assert!(other.as_ref() == Some(&expected), "with {threads} threads");
    }
}

/// What is done to one file of a site.
#[derive(Clone, Debug)]
enum Damage {
    Put(Vec<u8>),
    Overwrite(Vec<u8>),
    Cut(usize),
    Truncate,
    Repeat(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let hostile: Vec<&[u8]> = vec![
        b"{{ ",
        b" }}",
        b"{{ subprocessors }}",
        b"[x](doc:",
        b"](#",
        b"\n# ",
        b"\n## 1.1.1.1.1 ",
        b"\n9999999999.1 ",
        b"<b>",
        b"&#0;",
        b"\n- ",
        b"\n    ",
        b"\t",
        b"\r",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xae",
        b"\n---\n",
        b": ",
        b"\n...\n",
        b" &a ",
        b" *a ",
        b" !!x ",
        b"\n? ",
        b"|",
        b"\n>-\n",
        b"[[[[",
        b"}",
        b"\"",
        b"'",
        b"#",
        b"null",
        b"~",
        b"0x",
        b"-1",
        b"9999-12-31",
        b"0000-01-01",
        b"2026-02-29",
        b"10000000 business days",
        b"999999999999999999999",
        b"NaN",
        b" and not (",
        b"../",
        b"//",
        b"javascript:",
        b"\n[^a]: [^a]\n",
        b"|---|\n",
        b"Anlage Z",
        b"Section 99.99",
    ];
    let word = prop_oneof![
        prop::sample::select(hostile).prop_map(<[u8]>::to_vec),
        prop::collection::vec(any::<u8>(), 1..4),
        ".{1,8}".prop_map(String::into_bytes),
    ];
    prop_oneof![
        4 => word.clone().prop_map(Damage::Put),
        4 => word.prop_map(Damage::Overwrite),
        2 => (1_usize..200).prop_map(Damage::Cut),
        1 => Just(Damage::Truncate),
        1 => (1_usize..40).prop_map(Damage::Repeat),
    ]
}

fn damaged(bytes: &[u8], at: prop::sample::Index, damage: &Damage) -> Vec<u8> {
    let (before, after) = bytes.split_at(at.index(bytes.len() + 1));
    let rest = |skipped: usize| after.get(skipped..).unwrap_or_default();
    match damage {
        Damage::Put(word) => [before, word, after].concat(),
        Damage::Overwrite(word) => [before, word, rest(word.len())].concat(),
        Damage::Cut(length) => [before, rest(*length)].concat(),
        Damage::Truncate => before.to_vec(),
        Damage::Repeat(times) => [before, &after[..after.len().min(40)].repeat(*times), after].concat(),
    }
}

/// Damages some files of the site in `folder` in every case and looks at what is said.
fn nothing_panics(folder: &str, number: u32) {
    let files = files(folder);
    let wounds = prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), damage()), 1..4);
    let mut runner = proptest::test_runner::TestRunner::new(cases(number));
    let outcome = runner.run(&wounds, |wounds| {
        let mut files = files.clone();
        for (file, at, damage) in &wounds {
            let file = file.index(files.len());
            let bytes = &mut files[file].1;
            *bytes = damaged(bytes, *at, damage);
        }
        let sources = Sources::new(files);
        let (report, published) = made(&sources);
        prop_assert_eq!(published.is_none(), report.has_errors(), "what is right is published, what is wrong is told");
        for found in report.findings() {
            let places = found.related.iter().map(|(place, _)| place).chain([&found.place]);
            for place in places {
                let Place::At(span) = place else { continue };
                let range = span.range();
                prop_assert!(
                    range.start <= range.end && range.end <= sources.get(span.file).bytes.len(),
                    "{:?}",
                    found
                );
            }
        }
        let text = render(&report, &sources, "", Format::Text(Paper::PLAIN));
        prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{:?}", text);
        for format in [Format::Json, Format::Sarif] {
            let json = render(&report, &sources, "", format);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
        }
        let commands = render(&report, &sources, "", Format::Github);
        prop_assert!(commands.lines().all(|line| line.starts_with("::")), "{}", commands);
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{folder}: {failure}");
    }
}

#[test]
fn no_damage_to_a_small_site_makes_a_stage_panic() {
    nothing_panics("tests/config/base", 500);
}

#[test]
fn no_damage_to_the_sample_makes_a_stage_panic() {
    nothing_panics(".", 24);
}
