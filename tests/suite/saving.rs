//! The preview shows the last save, whatever an editor or a file manager does on the way to it.

use std::fs;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestRunner};

use crate::preview::{Answer, Preview};
use crate::sandbox::{DAY, Sandbox, tree};

/// A page of the base site, and the file that it is made of.
const PAGE: &str = "/en/imprint/";
const FILE: &str = "content/pages/imprint/en.md";

/// Between the steps of a save: long enough that the preview may look in between.
const STEP: Duration = Duration::from_millis(15);

fn is_right(answer: &Answer) -> bool {
    answer.status == 200 && !answer.text().contains("aushang-trouble")
}

/// A step of a save, as it looks on the disk; names are in the folder of [`FILE`].
enum Step {
    Write(&'static str),
    WriteHalf(&'static str),
    Cut(&'static str),
    Rename(&'static str, &'static str),
    Remove(&'static str),
    Link(&'static str),
}
use Step::{Cut, Link, Remove, Rename, Write, WriteHalf};

/// How editors save, and what they leave beside the file while it is open.
const EDITORS: [(&str, &[Step]); 10] = [
    ("in place", &[Write("en.md")]),
    ("cut off, then filled in two steps", &[Cut("en.md"), WriteHalf("en.md"), Write("en.md")]),
    (
        "vim",
        &[
            Write(".en.md.swp"),
            Write("4913"),
            Remove("4913"),
            Rename("en.md", "en.md~"),
            Write("en.md"),
            Remove("en.md~"),
            Write("en.md.swp"),
        ],
    ),
    ("vim that keeps its backup by copying", &[Write("en.md~"), Cut("en.md"), Write("en.md")]),
    (
        "emacs",
        &[
            Link(".#en.md"),
            Write("#en.md#"),
            Rename("en.md", "en.md~"),
            Write("en.md"),
            Remove("#en.md#"),
            Remove(".#en.md"),
        ],
    ),
    (
        "JetBrains",
        &[
            Write("en.md___jb_tmp___"),
            Rename("en.md", "en.md___jb_old___"),
            Rename("en.md___jb_tmp___", "en.md"),
            Remove("en.md___jb_old___"),
        ],
    ),
    ("GNOME", &[Write(".goutputstream-A1B2C3"), Rename("en.md", "en.md~"), Rename(".goutputstream-A1B2C3", "en.md")]),
    ("a word processor", &[Write("~$en.md"), Write("en.md.tmp"), Remove("en.md"), Rename("en.md.tmp", "en.md")]),
    ("a program that writes beside", &[Write("en.md.tmp.4711.1"), Rename("en.md.tmp.4711.1", "en.md")]),
    ("sed", &[Write("sedA1b2C3"), Rename("sedA1b2C3", "en.md")]),
];

#[test]
fn every_editor_s_way_of_saving_ends_with_the_last_text() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    let at = |name: &str| format!("content/pages/imprint/{name}");
    let place = |name: &str| sandbox.path(&at(name));
    for (n, (editor, steps)) in EDITORS.iter().enumerate() {
        for pause in [STEP, Duration::ZERO] {
            let text = format!("Saved by {n} after {}.\n", pause.as_millis());
            for step in *steps {
                match *step {
                    Write(name) => sandbox.write(&at(name), &text),
                    WriteHalf(name) => sandbox.write(&at(name), &text[..text.len() / 2]),
                    Cut(name) => drop(fs::File::create(place(name)).unwrap()),
                    Rename(from, to) => fs::rename(place(from), place(to)).unwrap(),
                    Remove(name) => fs::remove_file(place(name)).unwrap(),
                    #[cfg(unix)]
                    Link(name) => std::os::unix::fs::symlink("me@host.4711:1", place(name)).unwrap(),
                    #[cfg(not(unix))]
                    Link(name) => sandbox.write(&at(name), "me@host.4711:1"),
                }
                thread::sleep(pause);
            }
            let answer = preview.until(PAGE, |answer| is_right(answer) && answer.text().contains(text.trim()));
            assert!(!answer.text().contains("_tmp_"), "{editor}");
        }
    }
}

#[test]
fn of_two_hundred_saves_in_a_second_the_last_is_shown() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    for n in 0..200 {
        sandbox.write(FILE, format!("Save number {n}.\n"));
        thread::sleep(Duration::from_millis(4));
    }
    preview.until_shown(PAGE, "Save number 199.");
    for n in 0..200 {
        sandbox.write("content/pages/imprint/.new", format!("Renaming number {n}.\n"));
        fs::rename(sandbox.path("content/pages/imprint/.new"), sandbox.path(FILE)).unwrap();
    }
    preview.until_shown(PAGE, "Renaming number 199.");
    // As when a branch is changed: many files at once.
    for n in 0..200 {
        sandbox.write(&format!("content/pages/p{n}/page.yaml"), format!("title: Page {n}\n"));
        sandbox.write(&format!("content/pages/p{n}/de.md"), format!("Seite {n}.\n"));
        sandbox.write(&format!("content/pages/p{n}/en.md"), format!("Page {n}.\n"));
    }
    preview.until_shown("/en/p199/", "Page 199.");
    for n in 0..200 {
        fs::remove_dir_all(sandbox.path(&format!("content/pages/p{n}"))).unwrap();
    }
    preview.until("/en/p199/", |answer| answer.status == 404);
    preview.until(PAGE, is_right);
    assert_eq!(preview.get("/en/p0/").status, 404);
}

#[test]
fn folders_are_made_moved_and_removed() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    let rename = |from: &str, to: &str| fs::rename(sandbox.path(from), sandbox.path(to)).unwrap();
    assert_eq!(preview.get("/team/").status, 404);
    sandbox.write("content/pages/team/page.yaml", "title: Team\nmenu: footer\n");
    sandbox.write("content/pages/team/de.md", "Wir.\n");
    sandbox.write("content/pages/team/en.md", "We.\n");
    preview.until_shown("/team/", "Wir.");
    assert!(preview.get("/").text().contains("href=\"/team/\""), "the whole site is right, not the page alone");
    // Within, out of the content, back again from elsewhere, and edited there.
    rename("content/pages/team", "content/pages/crew");
    preview.until_shown("/crew/", "Wir.");
    assert_eq!(preview.get("/team/").status, 404);
    sandbox.write("content/pages/crew/de.md", "Wir im neuen Ordner.\n");
    preview.until_shown("/crew/", "Wir im neuen Ordner.");
    rename("content/pages/crew", "away");
    preview.until("/crew/", |answer| answer.status == 404);
    sandbox.write("away/de.md", "Wir von draußen.\n");
    rename("away", "content/pages/back");
    preview.until_shown("/back/", "Wir von draußen.");
    sandbox.write("content/pages/back/de.md", "Wir sind zurück.\n");
    preview.until_shown("/back/", "Wir sind zurück.");
    fs::remove_dir_all(sandbox.path("content/pages/back")).unwrap();
    preview.until("/back/", |answer| answer.status == 404);
    assert!(!preview.get("/").text().contains("href=\"/back/\""));
    // A folder of templates that was not there at start, and goes again.
    sandbox.write("themes/default/assets/added.txt", "A theme of its own.\n");
    sandbox.write("themes/default/i18n/en.yaml", "home: Way back\n");
    preview.until_shown(PAGE, "Way back");
    fs::remove_dir_all(sandbox.path("themes")).unwrap();
    preview.until(PAGE, |answer| is_right(answer) && !answer.text().contains("Way back"));
    // The watched folder itself goes, and another one of the same name comes.
    rename("content", "elsewhere");
    preview.until(PAGE, |answer| !is_right(answer));
    rename("elsewhere", "content");
    preview.until(PAGE, is_right);
    sandbox.write(FILE, "After the return.\n");
    preview.until_shown(PAGE, "After the return.");
    // The site's folder as a whole: a copy takes its place.
    let base = Sandbox::with_base();
    for part in ["content", "site.yaml", "aushang.lock"] {
        let path = sandbox.path(part);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
    }
    preview.until(PAGE, |answer| !is_right(answer));
    sandbox.add(&base.path(""));
    preview.until(PAGE, is_right);
    sandbox.write(FILE, "After the copy.\n");
    preview.until_shown(PAGE, "After the copy.");
}

#[test]
fn another_folder_may_take_the_place_of_the_site_s() {
    let outer = Sandbox::new();
    let settle = || fs::rename(Sandbox::with_base().path(""), outer.path("site")).unwrap();
    settle();
    let mut command = outer.command(&["watch", "--as-of", DAY, "--port", "0"]);
    command.current_dir(outer.path("site"));
    let preview = Preview::of(command);
    preview.until(PAGE, is_right);
    fs::rename(outer.path("site"), outer.path("away")).unwrap();
    preview.until(PAGE, |answer| !is_right(answer));
    settle();
    preview.until(PAGE, is_right);
    outer.write(&format!("site/{FILE}"), "In another folder.\n");
    preview.until_shown(PAGE, "In another folder.");
    outer.write(&format!("away/{FILE}"), "Elsewhere.\n");
    outer.write(&format!("site/{FILE}"), "Here.\n");
    preview.until_shown(PAGE, "Here.");
}

/// Something that happens to one of a few pages.
#[derive(Clone, Debug)]
enum Deed {
    Save(u8, u16),
    SaveByRenaming(u8, u16),
    Remove(u8),
    Move(u8, u8),
    Break(u8),
    Title(u16),
    Rest,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let page = || 0..5_u8;
    let deed = prop_oneof![
        4 => (page(), any::<u16>()).prop_map(|(at, n)| Deed::Save(at, n)),
        3 => (page(), any::<u16>()).prop_map(|(at, n)| Deed::SaveByRenaming(at, n)),
        2 => page().prop_map(Deed::Remove),
        2 => (page(), page()).prop_map(|(from, to)| Deed::Move(from, to)),
        1 => page().prop_map(Deed::Break),
        1 => any::<u16>().prop_map(Deed::Title),
        3 => Just(Deed::Rest),
    ];
    prop::collection::vec(deed, 1..40)
}

fn folder(page: u8) -> String {
    format!("content/pages/page-{page}")
}

fn happen(sandbox: &Sandbox, deed: &Deed) {
    let new = |page: u8| {
        let there = sandbox.path(&folder(page)).exists();
        for (name, text) in [("page.yaml", format!("title: Page {page}\n")), ("en.md", "Page.\n".to_owned())] {
            if !there {
                sandbox.write(&format!("{}/{name}", folder(page)), text);
            }
        }
    };
    match *deed {
        Deed::Save(page, n) => {
            sandbox.write(&format!("{}/de.md", folder(page)), format!("## Stand {n}\n\nText {n}.\n"));
            new(page);
        }
        Deed::SaveByRenaming(page, n) => {
            new(page);
            sandbox.write(&format!("{}/de.md.tmp", folder(page)), format!("Neu {n}.\n"));
            let place = |name| sandbox.path(&format!("{}/{name}", folder(page)));
            fs::rename(place("de.md.tmp"), place("de.md")).unwrap();
        }
        Deed::Remove(page) => drop(fs::remove_dir_all(sandbox.path(&folder(page)))),
        Deed::Move(from, to) => drop(fs::rename(sandbox.path(&folder(from)), sandbox.path(&folder(to)))),
        Deed::Break(page) => sandbox.write(&format!("{}/page.yaml", folder(page)), "title: [\n"),
        Deed::Title(n) => sandbox.write("content/pages/imprint/page.yaml", format!("title: Imprint {n}\n")),
        Deed::Rest => thread::sleep(STEP),
    }
}

/// Puts what may be broken right, so that there is something to be compared.
fn mend(sandbox: &Sandbox) {
    for page in 0..5 {
        if sandbox.path(&folder(page)).exists() {
            for name in ["de.md", "en.md"] {
                let path = format!("{}/{name}", folder(page));
                if !sandbox.path(&path).exists() {
                    sandbox.write(&path, "Nachgetragen.\n");
                }
            }
            sandbox.write(&format!("{}/page.yaml", folder(page)), format!("title: Page {page}\n"));
        }
    }
}

/// A page as the site has it: without what the preview adds to it.
fn bare(html: &str) -> String {
    let without = |html: &str, begin: &str, end: &str| {
        let Some((before, rest)) = html.split_once(begin) else { return html.to_owned() };
        let (_, after) = rest.split_once(end).unwrap();
        format!("{before}{after}")
    };
    let html = without(html, "<link rel=\"stylesheet\" href=\"/__aushang/", "defer></script>\n");
    without(&html, "<aside id=\"aushang-preview\"", "</aside>\n")
}

#[test]
fn after_the_last_of_any_saves_the_preview_is_what_a_fresh_build_gives() {
    let settings = Config {
        cases: 4,
        failure_persistence: None,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(8),
        max_shrink_iters: 8,
        ..Config::default()
    };
    let sandbox = Sandbox::with_base();
    let drafts = Preview::start(&sandbox, &[]);
    let public = Preview::start(&sandbox, &["--no-drafts"]);
    let modes: [(&Preview, &[&str]); 2] = [(&drafts, &["--drafts", "--no-minify"]), (&public, &[])];
    let run = TestRunner::new(settings).run(&deeds(), |deeds| {
        for deed in &deeds {
            happen(&sandbox, deed);
        }
        mend(&sandbox);
        for (preview, args) in modes {
            sandbox.run(&[&["build", "--as-of", DAY, "--output", "out"], args].concat()).done();
            let built = tree(&sandbox.path("out"));
            preview.until("/SHA256SUMS", |answer| answer.body == built["SHA256SUMS"]);
            for (path, bytes) in &built {
                let answer = preview.get(&format!("/{path}"));
                let same = answer.body == *bytes || bare(&answer.text()).as_bytes() == bytes;
                assert!(answer.status == 200 && same, "{path} differs");
            }
        }
        Ok(())
    });
    run.unwrap();
}
