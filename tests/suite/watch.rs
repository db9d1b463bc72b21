//! The preview: what is saved is shown, mistakes keep the last good page, and strangers get nothing.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::thread;
use std::time::Duration;

use crate::preview::Preview;
use crate::sandbox::{DAY, Sandbox, tree};

/// A page of the base site, and the file that it is made of.
const PAGE: &str = "/en/imprint/";
const FILE: &str = "content/pages/imprint/en.md";

#[test]
fn what_is_saved_is_shown_whatever_way_it_is_saved() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    assert_eq!(preview.get(PAGE).status, 200);
    sandbox.write(FILE, "Saved in place.\n");
    preview.until_shown(PAGE, "Saved in place.");
    // As vim does it: a backup, then a new file under the old name.
    fs::rename(sandbox.path(FILE), sandbox.path(&format!("{FILE}~"))).unwrap();
    sandbox.write(FILE, "Saved by renaming.\n");
    fs::remove_file(sandbox.path(&format!("{FILE}~"))).unwrap();
    preview.until_shown(PAGE, "Saved by renaming.");
    // As many others do it: written beside, then renamed over.
    sandbox.write("content/pages/imprint/.en.md.part", "Saved over.\n");
    fs::rename(sandbox.path("content/pages/imprint/.en.md.part"), sandbox.path(FILE)).unwrap();
    preview.until_shown(PAGE, "Saved over.");
    // Cut off first, filled a moment later.
    fs::File::create(sandbox.path(FILE)).unwrap();
    thread::sleep(Duration::from_millis(20));
    sandbox.write(FILE, "Saved after cutting.\n");
    preview.until_shown(PAGE, "Saved after cutting.");
    for n in 0..200 {
        sandbox.write(FILE, format!("Save number {n}.\n"));
    }
    preview.until_shown(PAGE, "Save number 199.");
}

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
fn folders_come_and_go() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    assert_eq!(preview.get("/team/").status, 404);
    sandbox.write("content/pages/team/page.yaml", "title: Team\nmenu: footer\n");
    sandbox.write("content/pages/team/de.md", "Wir.\n");
    sandbox.write("content/pages/team/en.md", "We.\n");
    preview.until_shown("/team/", "Wir.");
    assert!(preview.get("/").text().contains("href=\"/team/\""), "the whole site is right, not the page alone");
    fs::rename(sandbox.path("content/pages/team"), sandbox.path("content/pages/crew")).unwrap();
    preview.until_shown("/crew/", "Wir.");
    assert_eq!(preview.get("/team/").status, 404);
    // The watched folder itself goes, and another one of the same name comes.
    fs::rename(sandbox.path("content"), sandbox.path("elsewhere")).unwrap();
    preview.until("/crew/", |answer| answer.status == 404 || answer.text().contains("aushang-trouble"));
    fs::rename(sandbox.path("elsewhere"), sandbox.path("content")).unwrap();
    preview.until("/crew/", |answer| answer.status == 200 && !answer.text().contains("aushang-trouble"));
    sandbox.write("content/pages/crew/de.md", "Wir alle.\n");
    preview.until_shown("/crew/", "Wir alle.");
}

#[test]
fn it_serves_like_a_static_host() {
    let sandbox = Sandbox::with_sample();
    let preview = Preview::start(&sandbox, &[]);
    let page = preview.get("/");
    assert_eq!(page.field("content-type").as_deref(), Some("text/html; charset=utf-8"));
    let head = preview.ask("HEAD", "/", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.field("content-length"), page.field("content-length"));
    let tag = page.field("etag").unwrap();
    let known = preview.ask("GET", "/", &[("If-None-Match", &tag)]);
    assert_eq!((known.status, known.body.len()), (304, 0));
    let feed = preview.get("/feed.atom");
    assert_eq!(feed.field("content-type").as_deref(), Some("application/atom+xml; charset=utf-8"));
    let part = preview.ask("GET", "/feed.atom", &[("Range", "bytes=2-5")]);
    assert_eq!((part.status, &part.body[..]), (206, &feed.body[2..6]));
    assert_eq!(part.field("content-range"), Some(format!("bytes 2-5/{}", feed.body.len())));
    assert_eq!(preview.ask("GET", "/feed.atom", &[("Range", "bytes=99999999-")]).status, 416);
    let other = preview.ask("GET", "/feed.atom", &[("Range", "bytes=0-1"), ("If-Range", "\"other\"")]);
    assert_eq!(other.status, 200);
    let folder = preview.get("/avv");
    assert_eq!((folder.status, folder.field("location").as_deref()), (301, Some("/avv/")));
    let spelling = preview.get("/legal/subprocessors");
    assert_eq!((spelling.status, spelling.field("location").as_deref()), (301, Some("/subprocessors/")));
    let missing = preview.get("/nothing/here");
    assert!(missing.status == 404 && missing.text().contains("</html>"), "{}", missing.text());
    assert_eq!(preview.ask("POST", "/", &[]).status, 405);
}

#[test]
fn strangers_get_nothing() {
    let sandbox = Sandbox::with_base();
    let mut preview = Preview::start(&sandbox, &[]);
    for host in ["evil.example", "localhost", "127.0.0.1:1", "localhost.evil.example:4711"] {
        assert_eq!(preview.ask("GET", "/", &[("Host", host)]).status, 403, "{host}");
        assert_eq!(preview.ask("GET", "/__aushang/events", &[("Host", host)]).status, 403, "{host}");
    }
    for path in
        ["/../site.yaml", "/%2e%2e/site.yaml", "/..%2fsite.yaml", "/%2e%2e%5csite.yaml", "//site.yaml", "/site.yaml"]
    {
        let answer = preview.get(path);
        assert!(answer.status == 404 || answer.status == 302 || answer.status == 400, "{path}: {}", answer.status);
        assert!(!answer.text().contains("base_url"), "{path}");
    }
    let answer = preview.ask("GET", "/", &[("Origin", "https://evil.example")]);
    assert!(answer.field("access-control-allow-origin").is_none());
    let policy = answer.field("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(preview.send(b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").status, 400);
    assert_eq!(preview.send(b"\x16\x03\x01 nonsense\r\n\r\n").status, 400);
    let slow: Vec<_> = (0..50).map(|_| preview.connect()).collect();
    for mut stream in &slow {
        stream.write_all(b"GET / HT").unwrap();
    }
    assert_eq!(preview.get("/").status, 200, "slow clients hold nobody up");
    assert!(preview.runs());
}

#[test]
fn open_pages_are_told_of_changes() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    let shown = preview.get(PAGE).text();
    let (_, rest) = shown.split_once("data-generation=\"").unwrap();
    let generation = rest.split('"').next().unwrap();
    let mut stream = preview.connect();
    let host = preview.port;
    write!(stream, "GET /__aushang/events HTTP/1.1\r\nHost: localhost:{host}\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    let mut next = || lines.find(|line| line.starts_with("data: ")).unwrap();
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
fn without_drafts_it_shows_what_build_publishes() {
    let sandbox = Sandbox::with_sample();
    sandbox.run(&["build", "--as-of", DAY, "--no-minify"]).done();
    let preview = Preview::start(&sandbox, &["--no-drafts"]);
    for (path, bytes) in tree(&sandbox.path("public")) {
        let answer = preview.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body == bytes, "{path} differs");
    }
    assert_eq!(preview.get("/__aushang/preview.js").status, 404);
}

#[test]
fn another_day_is_a_path_that_all_links_keep() {
    let sandbox = Sandbox::with_sample();
    let preview = Preview::start(&sandbox, &[]);
    let way = preview.get("/__aushang/as-of?day=2026-12-20&page=subprocessors%2F");
    assert_eq!((way.status, way.field("location").as_deref()), (303, Some("/@2026-12-20/subprocessors/")));
    let page = preview.get("/@2026-12-20/subprocessors/").text();
    assert!(page.contains("href=\"/@2026-12-20/") && page.contains("back to 2026-11-21"), "{page}");
    assert_ne!(page, preview.get("/subprocessors/").text());
    for elsewhere in ["%2F%2Fevil.example%2F", "%5Cevil.example", "https%3A%2F%2Fevil.example%2F"] {
        let way = preview.get(&format!("/__aushang/as-of?day=2026-12-20&page={elsewhere}"));
        assert!(way.field("location").unwrap().starts_with("/@2026-12-20/"), "{way:?}");
    }
}

#[test]
fn a_taken_port_gives_way_to_the_next_and_ctrl_c_ends() {
    let sandbox = Sandbox::with_base();
    let first = Preview::start(&sandbox, &[]);
    let second = Preview::run(&sandbox, &["watch", "--as-of", DAY, "--port", &first.port.to_string()]);
    assert!(second.port > first.port);
    assert!(second.line().contains("built"), "one line for each build");
    assert_eq!(second.get("/").status, 200);
    #[cfg(unix)]
    assert_eq!(second.interrupt(), Some(0));
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
