//! The preview: what is saved is shown, mistakes keep the last good page, and strangers get nothing.

use std::fs;

use crate::preview::Preview;
use crate::sandbox::{DAY, Sandbox, repository, tree};

/// A page of the base site, and the file that it is made of.
const PAGE: &str = "/en/imprint/";
const FILE: &str = "content/pages/imprint/en.md";

#[test]
fn mistakes_keep_the_last_good_page_with_what_is_wrong_until_it_is_mended() {
    let sandbox = Sandbox::with_base();
    let mut preview = Preview::start(&sandbox, &[]);
    let good = "The good text.\n";
    sandbox.write(FILE, good);
    preview.until_shown(PAGE, "The good text.");
    let template = "themes/default/templates/page.html";
    let mistakes: [(&str, &[u8], &str); 4] = [
        (FILE, b"See {{ nothing.like.it }}.\n", "en.md:1:"),
        (FILE, b"\xff\xfe\n", "UTF-8"),
        ("content/pages/imprint/page.yaml", b"title: [\n", "page.yaml:"),
        (template, b"{% block %}", "page.html"),
    ];
    for (path, wrong, told) in mistakes {
        let before = fs::read(sandbox.path(path)).ok();
        sandbox.write(path, wrong);
        let answer = preview.until_shown(PAGE, "id=\"aushang-trouble\"");
        assert!(answer.text().contains(told), "{path}: {}", answer.text());
        assert!(answer.text().contains("The good text."), "the last good page stays");
        match before {
            Some(bytes) => sandbox.write(path, bytes),
            None => fs::remove_file(sandbox.path(path)).unwrap(),
        }
        preview.until(PAGE, |answer| answer.status == 200 && !answer.text().contains("aushang-trouble"));
    }
    fs::remove_file(sandbox.path("site.yaml")).unwrap();
    preview.until_shown(PAGE, "site.yaml");
    let base = Sandbox::with_base();
    fs::copy(base.path("site.yaml"), sandbox.path("site.yaml")).unwrap();
    preview.until(PAGE, |answer| !answer.text().contains("aushang-trouble"));
    assert!(preview.runs());
}

#[test]
fn a_site_that_is_broken_at_start_appears_when_it_is_mended() {
    let sandbox = Sandbox::new();
    let preview = Preview::start(&sandbox, &[]);
    let answer = preview.get("/");
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("site.yaml") && answer.text().contains("preview.js"), "{}", answer.text());
    let base = Sandbox::with_base();
    sandbox.add(&base.path(""));
    preview.until("/", |answer| answer.status == 200 && !answer.text().contains("aushang-trouble"));
}

#[test]
fn open_pages_are_told_of_changes() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    let shown = preview.get(PAGE).text();
    let (_, rest) = shown.split_once("data-generation=\"").unwrap();
    let generation = rest.split('"').next().unwrap();
    let mut events = preview.events();
    let mut next = || events.next().unwrap();
    assert!(next().contains(&format!("\"{generation}\"")), "a page that is right hears its own name");
    let text = "## 1 First\n\nText.\n\n## 2 Second\n\n";
    sandbox.write(FILE, format!("{text}Text.\n"));
    assert!(!next().contains(&format!("\"{generation}\"")));
    sandbox.write(FILE, format!("{text}Other text.\n"));
    // Where the save is seen in two steps, the clause is named with the second.
    let told = (0..3).any(|_| next().contains("{\"anchor\":\"2-second\",\"below\":\"/en/imprint/\"}"));
    assert!(told, "the clause that was edited is named");
}

#[test]
fn another_day_is_a_path_that_all_links_keep() {
    let sandbox = Sandbox::with_sample();
    let preview = Preview::start(&sandbox, &[]);
    let way = preview.get("/__aushang/as-of?day=2026-12-20&page=subprocessors%2F");
    assert_eq!((way.status, way.field("location").as_deref()), (303, Some("/@2026-12-20/subprocessors/")));
    let page = preview.get("/@2026-12-20/subprocessors/").text();
    assert!(page.contains("href=\"/@2026-12-20/") && page.contains("zurück zum 21.11.2026"), "{page}");
    assert_ne!(page, preview.get("/subprocessors/").text());
    for elsewhere in ["%2F%2Fevil.example%2F", "%5Cevil.example", "https%3A%2F%2Fevil.example%2F"] {
        let way = preview.get(&format!("/__aushang/as-of?day=2026-12-20&page={elsewhere}"));
        assert!(way.field("location").unwrap().starts_with("/@2026-12-20/"), "{way:?}");
    }
}

/// A sandbox with the sample, in which a draft and a scheduled version say a word that nothing else says.
fn with_secrets() -> Sandbox {
    let sandbox = Sandbox::with_sample();
    let agreement = sandbox.path("content/avv/de.md");
    let text = fs::read_to_string(&agreement).unwrap();
    sandbox.write("content/avv/de.md", format!("{text}\nDas Wort Zwischenstandsgeheimnis steht nur im Entwurf.\n"));
    let scheduled = "content/disclosure/versions/7.77";
    for name in ["de.md", "en.md"] {
        let text = fs::read_to_string(sandbox.path(&format!("content/disclosure/{name}"))).unwrap();
        sandbox.write(&format!("{scheduled}/{name}"), format!("{text}\nVormerkungsgeheimnis.\n"));
    }
    sandbox.write(
        &format!("{scheduled}/version.yaml"),
        "announced: 2027-05-01\neffective: 2027-06-01\nnote: {de: Vormerkungsgeheimnis, en: Vormerkungsgeheimnis}\n",
    );
    // Beside sealed versions one without a seal is an error.
    fs::remove_file(sandbox.path("aushang.lock")).unwrap();
    sandbox
}

#[test]
fn drafts_and_scheduled_versions_are_in_previews_only() {
    let sandbox = with_secrets();
    let hidden = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        !["standsgeheimnis", "rkungsgeheimnis", "aushang-preview", "7.77", "avv/draft/", "dpa/draft/"]
            .iter()
            .any(|word| text.contains(word))
    };
    sandbox.run(&["build", "--as-of", DAY, "--output", "public"]).done();
    for (path, bytes) in tree(&sandbox.path("public")) {
        assert!(hidden(&bytes) && !path.contains("draft"), "{path}");
    }
    sandbox.run(&["build", "--as-of", DAY, "--drafts", "--output", "drafts"]).done();
    let with = tree(&sandbox.path("drafts"));
    let page = |path: &str| String::from_utf8_lossy(with.get(path).expect(path)).into_owned();
    assert!(page("avv/draft/index.html").contains("Zwischenstandsgeheimnis"));
    assert!(page("avv/draft/index.html").contains("notice-draft"), "a draft says that it is one");
    assert!(page("schwachstellen/7.77/index.html").contains("mark-scheduled"));
    assert!(page("index.html").contains("/avv/draft/"), "the overview lists what is not public");
    assert!(!page("avv/draft/index.html").contains("aushang-preview"), "the bar is put in by the server only");
    assert!(!page("feed.atom").contains("geheimnis"), "feeds tell what was announced");
    let preview = Preview::start(&sandbox, &[]);
    assert!(preview.get("/avv/draft/").text().contains("Zwischenstandsgeheimnis"));
    assert!(preview.get("/@2027-05-02/schwachstellen/7.77/").text().contains("mark-announced"));
    let published = Preview::start(&sandbox, &["--no-drafts"]);
    assert_eq!(published.get("/avv/draft/").status, 404);
    assert!(hidden(&published.get("/").body));
}

#[test]
fn what_forbids_publishing_only_is_shown_beside_the_page_it_is_about() {
    let sandbox = Sandbox::with_base();
    sandbox.add(&repository().join("tests/config/invalid/V13-embargoed-name"));
    assert_eq!(sandbox.run(&["build", "--as-of", DAY]).code, Some(1));
    let preview = Preview::start(&sandbox, &[]);
    assert!(preview.line().contains("built, 2 errors before it can be published"));
    let page = preview.get("/").text();
    assert!(page.contains("error[V13]") && page.contains("So nicht zu veröffentlichen (2 Fehler)"), "{page}");
    assert!(!page.contains("aushang-trouble"));
    assert!(preview.get("/en/").text().contains("Not fit to be published (errors: 2)"));
}

#[test]
fn the_terminal_says_one_line_for_each_build_and_findings_where_they_are_other_ones() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    assert!(preview.line().starts_with("the site: built"));
    // In one step, so that each save is one build.
    let save = |path: &str, text: &str| {
        sandbox.write("content/new.tmp", text);
        fs::rename(sandbox.path("content/new.tmp"), sandbox.path(path)).unwrap();
    };
    save(FILE, "See {{ nothing.like.it }}.\n");
    let line = preview.line();
    assert!(line.starts_with(&format!("{FILE}: not built, 1 error: the last good site stays (")), "{line}");
    assert!(line.ends_with(" ms)"), "{line}");
    preview.until(PAGE, |_| preview.said().contains("nothing.like.it"));
    // A change elsewhere leaves the finding what it was.
    let logo = fs::read_to_string(sandbox.path("content/assets/logo.svg")).unwrap();
    save("content/assets/logo.svg", &format!("{logo}\n"));
    assert!(preview.line().starts_with("content/assets/logo.svg: not built"));
    save(FILE, "Mended.\n");
    assert!(preview.line().starts_with(&format!("{FILE}: built")));
    assert_eq!(preview.said().matches("error[F11]").count(), 1, "{}", preview.said());
}

#[test]
fn whatever_is_wrong_at_start_is_told_and_gone_when_it_is_mended() {
    let template = "themes/default/templates/page.html";
    let mistakes: [(&str, Option<&[u8]>, &str); 5] = [
        ("site.yaml", None, "site.yaml"),
        ("site.yaml", Some(b"title: [\n"), "site.yaml:1:"),
        (FILE, Some(b"\xff\xfe\n"), "UTF-8"),
        (FILE, Some(b"See {{ nothing.like.it }}.\n"), "en.md:1:"),
        (template, Some(b"{% block %}"), "page.html"),
    ];
    for (path, wrong, told) in mistakes {
        let sandbox = Sandbox::with_base();
        let before = fs::read(sandbox.path(path)).ok();
        match wrong {
            Some(bytes) => sandbox.write(path, bytes),
            None => fs::remove_file(sandbox.path(path)).unwrap(),
        }
        let mut preview = Preview::start(&sandbox, &[]);
        let answer = preview.get("/");
        assert!(answer.status == 503 && answer.text().contains(told), "{path}: {}", answer.text());
        assert_eq!(preview.get("/feed.atom").status, 503, "{path}");
        match before {
            Some(bytes) => sandbox.write(path, bytes),
            None => fs::remove_file(sandbox.path(path)).unwrap(),
        }
        preview.until("/", |answer| answer.status == 200 && !answer.text().contains("aushang-trouble"));
        assert!(preview.runs(), "{path}");
    }
}
