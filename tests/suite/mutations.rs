//! The sample site with mistakes that nobody would make on purpose: bytes flipped, lines dropped, keys renamed, values
//! swapped. Whatever comes of it, the program ends, and every error has a place.
//!
//! 300 sites in the ordinary run, fewer in a debug build; `MUTATIONS=10000` asks for more. The same number gives the
//! same sites.

use std::time::{Duration, Instant};

use aushang::check::{Reach, beside, check};
use aushang::diagnostic::render::{Format, Paper, render};
use aushang::diagnostic::{Level, Place, Report};
use aushang::load::load;
use aushang::parse::memory::Memory;
use aushang::parse::parse_again;
use aushang::render::theme::Theme;
use aushang::resolve::resolve;
use aushang::source::Sources;
use jiff::civil::{Date, date};
use rayon::prelude::*;

use crate::sandbox::repository;

const DAY: Date = date(2026, 11, 21);

/// Longer than any site takes, in a debug build on a busy machine.
const ENDLESS: Duration = Duration::from_mins(1);

/// Numbers that look like chance (`SplitMix64`), the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Values that something may stumble over.
const ODD: &[&str] = &[
    "",
    "~",
    "[]",
    "{}",
    "- x",
    "&a *a",
    "!!str x",
    "{{ version }}",
    "{{",
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "-1",
    "99999999999999999999",
    "not not not",
    "(((((",
    "<script>",
    "[a](b",
    "![](x)",
    "[x](/nowhere/)",
    "doc:avv#99",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "ẞİ",
    "§ 4.2",
    "| a | b |",
    "# 1.1.1.1.1",
    "```",
    "null",
    "NO",
    "1.10",
    "👩‍👩‍👧",
];

/// What is done to a text.
fn mutate(text: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = text.to_vec();
    let lines = |bytes: &[u8]| bytes.split_inclusive(|&b| b == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
    match dice.below(9) {
        0 if !bytes.is_empty() => {
            for _ in 0..=dice.below(4) {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
        }
        1 => {
            let at = dice.below(bytes.len());
            bytes.truncate(at);
        }
        2 => {
            let mut of = lines(&bytes);
            for _ in 0..=dice.below(3) {
                let at = dice.below(of.len());
                if at < of.len() {
                    of.remove(at);
                }
            }
            bytes = of.concat();
        }
        3 => {
            let mut of = lines(&bytes);
            let (from, to) = (dice.below(of.len()), dice.below(of.len()));
            if from < of.len() {
                let line = of[from].clone();
                of.insert(to, line);
            }
            bytes = of.concat();
        }
        4 => {
            let mut of = lines(&bytes);
            if of.len() > 1 {
                let (a, b) = (dice.below(of.len()), dice.below(of.len()));
                of.swap(a, b);
            }
            bytes = of.concat();
        }
        5 | 6 => return swap_or_rename(&String::from_utf8_lossy(&bytes), dice).into_bytes(),
        7 => {
            let at = dice.below(bytes.len() + 1);
            let odd = dice.one_of(ODD).as_bytes().iter().copied();
            bytes.splice(at..at, odd);
        }
        _ => {
            let start = dice.below(bytes.len());
            let end = (start + dice.below(40)).min(bytes.len());
            bytes.drain(start.min(end)..end);
        }
    }
    bytes
}

/// Renames a key, or puts another value behind one.
fn swap_or_rename(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    let keyed: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].contains(": ")).collect();
    if keyed.is_empty() {
        return format!("{text}{}", dice.one_of(ODD));
    }
    let (a, b) = (*dice.one_of(&keyed), *dice.one_of(&keyed));
    let split = |line: &str| line.split_once(": ").map(|(k, v)| (k.to_owned(), v.to_owned())).unwrap();
    let ((key, value), (other_key, other_value)) = (split(&lines[a]), split(&lines[b]));
    match dice.below(4) {
        0 => lines[a] = format!("{key}x: {value}"),
        1 => lines[a] = format!("{key}: {}", dice.one_of(ODD)),
        2 => lines[a] = format!("{}: {value}", other_key.trim_start()),
        _ => {
            lines[a] = format!("{key}: {other_value}");
            lines[b] = format!("{other_key}: {value}");
        }
    }
    lines.join("\n") + "\n"
}

/// What is wrong with the answer to a site; nothing where all is as it should be.
fn complaints(sources: &Sources, renders: bool) -> Option<String> {
    let begin = Instant::now();
    let (content, mut report) = parse_again(sources, &mut Memory::default());
    if let Some(content) = &content {
        let (site, found) = resolve(content, DAY);
        report.extend(found);
        let rules: Report = check(content, site.as_ref(), sources, DAY, Reach::Everything);
        report.extend(beside(&rules, &report, sources));
        let (theme, _) =
            Theme::load(sources, &content.config.theme, &content.config.languages, &content.config.base_url);
        if let (true, Some(site), Some(theme)) = (renders, &site, &theme) {
            let output = || aushang::render::render(site, theme, sources);
            report.extend(aushang::render::paths::check(site, sources, output));
            for task in output().tasks() {
                task.run().expect("a theme that was loaded renders every view");
            }
        }
    }
    let report = report.sorted(sources);
    let lost =
        report.findings().iter().filter(|finding| finding.level == Level::Error).find(|finding| match &finding.place {
            Place::At(span) => sources.get(span.file).bytes.get(span.range()).is_none(),
            Place::Path(path) => path.is_empty(),
        });
    if let Some(finding) = lost {
        return Some(format!("an error has no place: {finding:?}"));
    }
    let told = render(&report, sources, ".", Format::Text(Paper::PLAIN));
    if report.has_errors() && !told.contains(" --> ") {
        return Some(format!("no place is told: {told}"));
    }
    (begin.elapsed() > ENDLESS).then(|| format!("it took {:?}", begin.elapsed()))
}

#[test]
fn no_mutated_site_ends_in_panic_or_never_and_every_error_has_a_place() {
    let number = std::env::var("MUTATIONS")
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(if cfg!(debug_assertions) { 40_u64 } else { 300 });
    let (sources, _) = load(repository()).unwrap();
    let files: Vec<(String, Vec<u8>)> = sources
        .below("")
        .filter(|(_, source)| source.path == "site.yaml" || source.path.starts_with("content/"))
        .map(|(_, source)| (source.path.clone(), source.bytes.to_vec()))
        .collect();
    let texts: Vec<usize> =
        (0..files.len()).filter(|&at| matches!(files[at].0.rsplit('.').next(), Some("yaml" | "md"))).collect();
    let wrong: Vec<String> = (0..number)
        .into_par_iter()
        .filter_map(|seed| {
            let mut dice = Dice(seed);
            let mut mutated = files.clone();
            let mut touched = Vec::new();
            for _ in 0..=dice.below(3) {
                let at = *dice.one_of(&texts);
                mutated[at].1 = mutate(&mutated[at].1, &mut dice);
                touched.push(mutated[at].0.clone());
            }
            let told = std::panic::catch_unwind(|| complaints(&Sources::new(mutated), seed % 50 == 0));
            let complaint = told.unwrap_or_else(|_| Some("it panicked".to_owned()))?;
            Some(format!("mutation {seed} of {touched:?}: {complaint}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {number}:\n{}", wrong.len(), wrong.join("\n"));
}
