//! The preview's server: like a static host, and for nobody else.

use std::io::Write as _;

use crate::preview::Preview;
use crate::sandbox::{DAY, Sandbox, tree};

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
fn without_drafts_it_shows_what_build_publishes() {
    let sandbox = Sandbox::with_sample();
    sandbox.run(&["build", "--as-of", DAY]).done();
    let preview = Preview::start(&sandbox, &["--no-drafts"]);
    for (path, bytes) in tree(&sandbox.path("public")) {
        let answer = preview.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body == bytes, "{path} differs");
    }
    assert_eq!(preview.get("/__aushang/preview.js").status, 404);
}

#[test]
fn every_address_of_the_published_headers_and_redirects_is_served_as_they_say() {
    let sandbox = Sandbox::with_sample();
    let preview = Preview::start(&sandbox, &["--no-drafts"]);
    let redirects = preview.get("/_redirects").text();
    assert!(redirects.lines().count() > 3);
    for line in redirects.lines() {
        let [from, to, status] = line.split_whitespace().collect::<Vec<_>>()[..] else { panic!("{line}") };
        for from in [from.to_owned(), format!("{}/", from.trim_end_matches('/'))] {
            let answer = preview.get(&from);
            // Where a page of its own says so, too, the page is what a static host serves.
            assert!(
                answer.status == 200 && answer.text().contains("http-equiv")
                    || answer.status.to_string() == status && answer.field("location").as_deref() == Some(to),
                "{from}: {answer:?}"
            );
        }
    }
    let headers = preview.get("/_headers").text();
    let mut of_all = headers.lines().skip_while(|line| *line != "/*").skip(1).take_while(|line| line.starts_with(' '));
    let fields: Vec<_> = of_all.by_ref().filter_map(|line| line.trim().split_once(": ")).collect();
    assert!(fields.iter().any(|(name, _)| *name == "Content-Security-Policy"), "{headers}");
    for path in ["/", "/nothing/", "/feed.atom", "/feed.rss", "/feed.json", "/calendar.ics", "/trust.json", "/avv"] {
        let answer = preview.get(path);
        for (name, value) in &fields {
            if *name != "Cache-Control" {
                assert_eq!(answer.field(&name.to_lowercase()), Some(value.to_lowercase()), "{path}: {name}");
            }
        }
    }
    for (path, media_type) in [
        ("/feed.rss", "application/rss+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/calendar.ics", "text/calendar; charset=utf-8"),
        ("/trust.json", "application/json; charset=utf-8"),
        ("/subprocessors/register.csv", "text/csv; charset=utf-8"),
    ] {
        assert_eq!(preview.get(path).field("content-type").as_deref(), Some(media_type), "{path}");
    }
}

#[test]
fn what_a_browser_keeps_is_asked_for_again_and_answered_in_parts() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &["--no-drafts"]);
    let before = preview.get("/en/imprint/");
    let tag = before.field("etag").unwrap();
    assert_eq!(before.field("cache-control").as_deref(), Some("no-cache"));
    assert_eq!(preview.ask("GET", "/en/imprint/", &[("If-None-Match", &tag)]).status, 304);
    sandbox.write("content/pages/imprint/en.md", "Changed.\n");
    preview.until_shown("/en/imprint/", "Changed.");
    let again = preview.ask("GET", "/en/imprint/", &[("If-None-Match", &tag)]);
    assert_eq!(again.status, 200);
    let length = again.body.len();
    let end = preview.ask("GET", "/en/imprint/", &[("Range", "bytes=-4")]);
    assert_eq!((end.status, &end.body[..]), (206, &again.body[length - 4..]));
    let head = preview.ask("HEAD", "/en/imprint/", &[("Range", "bytes=0-9")]);
    assert!(head.body.is_empty());
    let stale = preview.ask("GET", "/en/imprint/", &[("Range", "bytes=0-9"), ("If-Range", &tag)]);
    assert_eq!((stale.status, stale.body.len()), (200, length));
    assert_eq!(preview.ask("HEAD", "/nothing/", &[]).status, 404);
}

#[test]
fn it_listens_where_it_was_told_to_and_warns_where_others_can_reach_it() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    assert_eq!(preview.get("/").status, 200);
    assert!(!preview.said().contains("whoever reaches this machine"), "{}", preview.said());
    // All of 127/8 leads to this machine on Linux; elsewhere this is no address at all.
    assert!(std::net::TcpStream::connect(("127.0.0.2", preview.port)).is_err());
    let open = Preview::start(&sandbox, &["--host", "0.0.0.0"]);
    assert_eq!(open.get("/").status, 200);
    assert!(open.said().contains("whoever reaches this machine can read the preview"), "{}", open.said());
    assert_eq!(open.ask("GET", "/", &[("Host", "evil.example")]).status, 403);
}

#[cfg(unix)]
#[test]
fn nothing_outside_of_the_site_is_read_by_way_of_links() {
    use std::os::unix::fs::symlink;

    let outside = Sandbox::new();
    outside.write("secret/key.txt", "the secret");
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    assert_eq!(preview.get("/").status, 200);
    symlink(outside.path("secret/key.txt"), sandbox.path("content/assets/key.txt")).unwrap();
    symlink(outside.path("secret"), sandbox.path("content/pages/secret")).unwrap();
    symlink("/", sandbox.path("content/assets/all")).unwrap();
    let told = preview.until_shown("/", "aushang-trouble").text();
    assert!(told.contains("content/assets/key.txt"), "{told}");
    for path in ["/assets/key.txt", "/secret/", "/secret/key.txt", "/assets/all/etc/passwd", "/content/assets/key.txt"]
    {
        let answer = preview.get(path);
        assert!(answer.status == 404 && !answer.text().contains("the secret"), "{path}: {}", answer.status);
    }
}

#[test]
fn a_foreign_page_can_neither_ask_nor_be_told() {
    let sandbox = Sandbox::with_base();
    let preview = Preview::start(&sandbox, &[]);
    let origin = ("Origin", "https://evil.example");
    let preflight = preview.ask("OPTIONS", "/", &[origin, ("Access-Control-Request-Method", "GET")]);
    assert_eq!(preflight.status, 405);
    for path in ["/", "/trust.json", "/feed.atom", "/__aushang/preview.js", "/__aushang/as-of?day=2027-01-01", "/none/"]
    {
        let answer = preview.ask("GET", path, &[origin]);
        assert!(!answer.head.contains("access-control-"), "{path}: {}", answer.head);
    }
    for query in ["?day=2027-01-01%0d%0aX-Injected:%20yes&page=a%0d%0aX-Injected:%20yes", "?day=%3Cscript%3E", "?day"] {
        let answer = preview.get(&format!("/__aushang/as-of{query}"));
        assert!(answer.field("x-injected").is_none() && !answer.text().contains("<script"), "{query}: {answer:?}");
    }
}
