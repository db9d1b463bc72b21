//! Histories of registers: drawn by lot, with announcements that take effect in another order, and corrected ones.
//!
//! Every addition and removal has to come out as one entry, with its dates, wherever the site tells of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::Value;

use crate::sandbox::{Run, Sandbox, repository};

/// Numbers drawn by lot, the same in every run (Knuth's constants).
struct Lot(u64);

impl Lot {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count
    }
}

/// What a version does to an entry, in the words of feeds.
type Event = (&'static str, String);

/// A version: its label, its days, what it does, and the whole list: ids with the city and what they replace.
struct Version {
    label: String,
    announced: Date,
    effective: Date,
    events: BTreeSet<Event>,
    list: BTreeMap<String, (usize, Option<String>)>,
}

/// A history in which no two overlapping announcements contradict each other.
fn drawn(lot: &mut Lot, count: usize) -> Vec<Version> {
    let mut list: BTreeMap<String, (usize, Option<String>)> = BTreeMap::new();
    // The day on which the last announcement about an entry takes effect.
    let mut settled: BTreeMap<String, Date> = BTreeMap::new();
    let mut versions = Vec::new();
    let mut announced = date(2019, 1, 7);
    let mut next = 0;
    for at in 0..count {
        // 28 days of notice, which end on a working day.
        let effective = announced + (31 + i64::try_from(lot.below(60)).unwrap()).days();
        let mut events = BTreeSet::new();
        let mut touched: BTreeSet<String> = BTreeSet::new();
        let wanted = if at == 0 { 4 } else { 1 + lot.below(3) };
        while events.len() < wanted {
            let free: Vec<String> = list.keys().filter(|id| !touched.contains(*id)).cloned().collect();
            let free: Vec<String> = free.into_iter().filter(|id| settled[id] <= effective).collect();
            let old = (!free.is_empty()).then(|| free[lot.below(free.len())].clone());
            let kind = if at == 0 { 0 } else { lot.below(4) };
            let (kind, id) = match (kind, old) {
                (1, Some(old)) => {
                    list.remove(&old);
                    ("removed", old)
                }
                (2, Some(old)) => {
                    list.get_mut(&old).unwrap().0 += 1;
                    ("moved", old)
                }
                (kind, old) => {
                    let replaced = old.filter(|_| kind == 3);
                    next += 1;
                    let id = format!("company-{next}");
                    if let Some(gone) = &replaced {
                        list.remove(gone);
                        touched.insert(gone.clone());
                        settled.insert(gone.clone(), effective);
                    }
                    let word = if replaced.is_some() { "replaced" } else { "added" };
                    list.insert(id.clone(), (0, replaced));
                    (word, id)
                }
            };
            touched.insert(id.clone());
            settled.insert(id.clone(), effective);
            events.insert((kind, id));
        }
        versions.push(Version { label: announced.to_string(), announced, effective, events, list: list.clone() });
        announced += (1 + i64::try_from(lot.below(40)).unwrap()).days();
    }
    versions
}

fn register(list: &BTreeMap<String, (usize, Option<String>)>) -> String {
    let mut yaml = String::new();
    for (id, (city, replaces)) in list {
        let _ =
            writeln!(yaml, "{id}:\n  name: {id} Ltd\n  address: {{city: City {city}, country: IE}}\n  locations: [IE]");
        if let Some(old) = replaces {
            let _ = writeln!(yaml, "  replaces: [{old}]");
        }
    }
    yaml
}

fn with_register() -> Sandbox {
    let sandbox = Sandbox::new();
    let site = repository().join("tests/sites/register");
    for path in ["site.yaml", "content/catalogue.yaml", "content/subprocessors/document.yaml"] {
        sandbox.write(path, fs::read(site.join(path)).unwrap());
    }
    sandbox.write("content/subprocessors/en.md", "{{ subprocessors }}\n");
    sandbox
}

fn write(sandbox: &Sandbox, label: &str, days: (Date, Date), register: &str) {
    let folder = format!("content/subprocessors/versions/{label}");
    sandbox.write(&format!("{folder}/register.yaml"), register);
    sandbox.write(&format!("{folder}/en.md"), "{{ subprocessors }}\n");
    let (announced, effective) = days;
    sandbox.write(
        &format!("{folder}/version.yaml"),
        format!("announced: {announced}\neffective: {effective}\nnote: Version of {announced}.\n"),
    );
}

fn build(sandbox: &Sandbox, day: Date) -> Run {
    sandbox.run(&["build", "-q", "--as-of", &day.to_string(), "--output", "out"]).done()
}

fn json(sandbox: &Sandbox, path: &str) -> Value {
    serde_json::from_slice(&fs::read(sandbox.path(&format!("out/{path}"))).unwrap()).unwrap()
}

fn text(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.path(&format!("out/{path}"))).unwrap()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// What an item of the feed says that its version does.
fn events(item: &Value) -> BTreeSet<(String, String)> {
    let changes = item["_aushang"]["changes"].as_array().unwrap();
    let event = |change: &Value| {
        // A replacement and an addition say so alone; an address that moves is the only field that does here.
        let kinds: Vec<&str> = change["kinds"].as_array().unwrap().iter().map(word).collect();
        (kinds.join(" "), word(&change["id"]).to_owned())
    };
    changes.iter().map(event).collect()
}

/// Who is engaged on a day, and since when who was is not any more.
fn state(versions: &[Version], day: Date) -> (BTreeMap<String, usize>, BTreeMap<String, Date>) {
    let mut order: Vec<&Version> = versions.iter().filter(|version| version.effective <= day).collect();
    order.sort_by_key(|version| (version.effective, version.announced));
    let (mut engaged, mut ended) = (BTreeMap::new(), BTreeMap::new());
    for version in order {
        for (kind, id) in &version.events {
            match *kind {
                "removed" => {
                    engaged.remove(id);
                    ended.insert(id.clone(), version.effective);
                }
                "moved" => *engaged.get_mut(id).unwrap() += 1,
                _ => {
                    for old in version.list[id].1.iter().filter(|_| *kind == "replaced") {
                        engaged.remove(old);
                        ended.insert(old.clone(), version.effective);
                    }
                    engaged.insert(id.clone(), 0);
                }
            }
        }
    }
    (engaged, ended)
}

#[test]
fn every_change_of_a_long_history_is_told_once_with_its_dates() {
    let versions = drawn(&mut Lot(2026), 60);
    let overlapping = versions.windows(2).filter(|pair| pair[1].effective < pair[0].effective).count();
    assert!(overlapping >= 10, "only {overlapping} announcements overtake another one");
    let sandbox = with_register();
    for version in &versions {
        write(&sandbox, &version.label, (version.announced, version.effective), &register(&version.list));
    }
    let newest = versions.last().unwrap();
    sandbox.write("content/subprocessors/register.yaml", register(&newest.list));
    // On the day of the last announcement some are not in effect.
    let day = newest.announced;
    build(&sandbox, day);

    let feed = json(&sandbox, "subprocessors/feed.json");
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), versions.len());
    let log = text(&sandbox, "changes/index.html");
    for version in &versions {
        let id = format!("tag:trust.example.com,2026:subprocessors/{}/en", version.label);
        let found: Vec<&Value> = items.iter().filter(|item| item["id"] == id.as_str()).collect();
        let [item] = found[..] else { panic!("{id} stands in the feed {} times", found.len()) };
        let wanted: BTreeSet<(String, String)> =
            version.events.iter().map(|(kind, id)| ((*kind).to_owned(), id.clone())).collect();
        assert_eq!(events(item), wanted, "{}", version.label);
        assert_eq!(item["_aushang"]["effective"], version.effective.to_string().as_str());
        assert_eq!(item["_aushang"]["announced"], version.announced.to_string().as_str());
        assert!(word(&item["date_published"]).starts_with(&version.announced.to_string()));
        let heading = format!("<h3><a href=/subprocessors/{}/>", version.label);
        assert_eq!(log.matches(&heading).count(), 1, "{heading} in the change log");
    }
    let register = json(&sandbox, "subprocessors/register.json");
    let (engaged, ended) = state(&versions, day);
    let list = |name: &str| register[name].as_array().unwrap().clone();
    let now: BTreeMap<String, usize> = list("subprocessors")
        .iter()
        .map(|entry| {
            let city = word(&entry["address"]["city"]).trim_start_matches("City ").parse().unwrap();
            (word(&entry["id"]).to_owned(), city)
        })
        .collect();
    assert_eq!(now, engaged);
    let before: BTreeMap<String, Date> = list("ended")
        .iter()
        .map(|of| (word(&of["subprocessor"]["id"]).to_owned(), word(&of["since"]).parse().unwrap()))
        .collect();
    assert_eq!(before, ended);
    let to_come: BTreeSet<String> = list("announced").iter().map(|of| word(&of["label"]).to_owned()).collect();
    let waiting = versions.iter().filter(|version| version.effective > day);
    let waiting: BTreeSet<String> = waiting.map(|version| version.label.clone()).collect();
    assert_eq!(to_come, waiting);
}

#[test]
fn a_register_is_right_on_every_day_of_histories_drawn_by_lot() {
    for seed in 0..6 {
        let mut lot = Lot(seed);
        let versions = drawn(&mut lot, 10);
        let sandbox = with_register();
        for version in &versions {
            write(&sandbox, &version.label, (version.announced, version.effective), &register(&version.list));
        }
        sandbox.write("content/subprocessors/register.yaml", register(&versions.last().unwrap().list));
        let end = versions.iter().map(|version| version.effective).max().unwrap();
        for day in [versions[4].announced, versions[8].effective, end] {
            build(&sandbox, day);
            let register = json(&sandbox, "subprocessors/register.json");
            let entries = register["subprocessors"].as_array().unwrap();
            let now: BTreeSet<String> = entries.iter().map(|entry| word(&entry["id"]).to_owned()).collect();
            // A version that takes effect before it is public to this day does not.
            let public: Vec<Version> = drawn(&mut Lot(seed), 10).into_iter().filter(|v| v.announced <= day).collect();
            let (engaged, _) = state(&public, day);
            let engaged: BTreeSet<String> = engaged.into_keys().collect();
            assert_eq!(now, engaged, "seed {seed}, {day}");
        }
    }
}

/// The events of a calendar that are about a version, each with its lines.
fn calendar_events(calendar: &str, label: &str) -> Vec<String> {
    let events = calendar.split("BEGIN:VEVENT").skip(1).map(|event| event.replace("\r\n ", ""));
    events.filter(|event| event.contains(&format!(":subprocessors/{label}/"))).collect()
}

/// Beta is announced, then a move of Alpha that is made from that, then Beta is taken back and announced anew.
fn corrected() -> Sandbox {
    let sandbox = with_register();
    let alpha = |city: &str| format!("alpha:\n  name: Alpha Ltd\n  address: {{city: {city}, country: IE}}\n");
    let certified = "certifications: [{name: ISO 9001, valid_until: 2028-05-31}]";
    let beta =
        |city: &str| format!("beta:\n  name: Beta Ltd\n  address: {{city: {city}, country: IE}}\n  {certified}\n");
    write(&sandbox, "2026-01-01", (date(2026, 1, 1), date(2026, 2, 1)), &alpha("Cork"));
    write(&sandbox, "2026-11-02", (date(2026, 11, 2), date(2026, 12, 8)), &(alpha("Cork") + &beta("Sligo")));
    write(&sandbox, "2026-11-09", (date(2026, 11, 9), date(2026, 12, 14)), &(alpha("Dublin") + &beta("Sligo")));
    sandbox.write("content/subprocessors/register.yaml", alpha("Dublin") + &beta("Sligo"));
    let reason = "The contract was not concluded.";
    sandbox.run(&["withdraw", "subprocessors", "2026-11-02", "--as-of", "2026-11-16", "--reason", reason]).done();
    write(&sandbox, "2026-11-20", (date(2026, 11, 20), date(2026, 12, 21)), &(alpha("Dublin") + &beta("Galway")));
    sandbox.write("content/subprocessors/register.yaml", alpha("Dublin") + &beta("Galway"));
    sandbox
}

#[test]
fn a_corrected_announcement_is_told_as_such_everywhere() {
    let sandbox = corrected();
    build(&sandbox, date(2026, 11, 23));
    let feed = json(&sandbox, "subprocessors/feed.json");
    let items = feed["items"].as_array().unwrap();
    let ids: Vec<&str> = items.iter().map(|item| word(&item["id"]).rsplit_once("subprocessors/").unwrap().1).collect();
    assert_eq!(ids, ["2026-11-20/en", "2026-11-02/en/withdrawn", "2026-11-09/en", "2026-11-02/en", "2026-01-01/en"]);
    assert_eq!(items[1]["title"], "Withdrawn: New subprocessor: Beta Ltd (IE)");
    assert_eq!(items[3]["title"], "New subprocessor: Beta Ltd (IE) – withdrawn on 16\u{a0}Nov 2026");
    assert!(word(&items[1]["summary"]).contains("will not happen: New subprocessor: Beta Ltd (IE)."), "{}", items[1]);
    // What is announced anew is new, although the list before it named it still.
    assert_eq!(events(&items[0]), BTreeSet::from([("added".to_owned(), "beta".to_owned())]));

    let calendar = text(&sandbox, "subprocessors/calendar.ics");
    for (label, state, sequence) in [("2026-11-02", "CANCELLED", 1), ("2026-11-20", "CONFIRMED", 0)] {
        let found = calendar_events(&calendar, label);
        assert_eq!(found.len(), 2, "{label}: the last day to object and the day of effect");
        for event in found {
            assert!(event.contains(&format!("STATUS:{state}")), "{event}");
            assert!(event.contains(&format!("SEQUENCE:{sequence}")), "{event}");
        }
    }
    let certificate = calendar.split("BEGIN:VEVENT").find(|event| event.contains("ISO 9001")).unwrap();
    assert!(certificate.contains("STATUS:CONFIRMED"), "what is announced anew brings its certificate: {certificate}");
    let withdrawn = text(&sandbox, "subprocessors/2026-11-02/index.html");
    assert!(withdrawn.contains("Withdrawn on") && !withdrawn.contains("Objection until"));
    assert!(!withdrawn.contains("Effective from"), "it never applied");
    let made_from_it = text(&sandbox, "subprocessors/2026-11-09/index.html");
    assert!(made_from_it.contains("still contains what version"), "its list names who is not engaged");
    let page = text(&sandbox, "subprocessors/index.html");
    let announced = page.split("<article class=announced>").skip(1);
    let announced: Vec<&str> = announced.map(|of| &of[..of.find("</h3>").unwrap()]).collect();
    assert_eq!(announced.len(), 2, "what was taken back is not announced: {announced:?}");
    let log = text(&sandbox, "changes/index.html");
    assert!(!log.contains("8 December 2026"), "no day of effect of what was taken back");
    let status = sandbox.run(&["status", "--as-of", "2026-11-23", "--format", "json"]).done();
    assert!(!status.stdout.contains("2026-11-02 takes effect"), "{}", status.stdout);

    build(&sandbox, date(2026, 12, 22));
    let register = json(&sandbox, "subprocessors/register.json");
    let entries = register["subprocessors"].as_array().unwrap();
    let cities: Vec<&str> = entries.iter().map(|entry| word(&entry["address"]["city"])).collect();
    assert_eq!(cities, ["Dublin", "Galway"]);
}
