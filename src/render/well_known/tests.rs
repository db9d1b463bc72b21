//! What programs that look for well-known files rely on.

use jiff::civil::date;
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::*;

#[test]
fn robots_may_read_everything() {
    assert_eq!(
        robots("https://a.example/sitemap.xml"),
        "User-agent: *\nAllow: /\n\nSitemap: https://a.example/sitemap.xml\n"
    );
}

#[test]
fn security_txt_holds_until_the_end_of_its_last_day() {
    let file = SecurityTxt {
        contact: "mailto:security@a.example\nContact: mailto:somebody@b.example".into(),
        expires: date(2027, 6, 30),
        languages: ["de", "en"].into_iter().filter_map(Lang::new).collect(),
        canonical: "https://a.example/.well-known/security.txt".into(),
        policy: Some("https://a.example/disclosure/".into()),
    };
    let expected = "Contact: mailto:security@a.example Contact: mailto:somebody@b.example
Expires: 2027-06-30T23:59:59Z
Preferred-Languages: de, en
Canonical: https://a.example/.well-known/security.txt
Policy: https://a.example/disclosure/
";
    assert_eq!(file.write(), expected);
}

#[test]
fn redirects_are_lines_and_pages() {
    let redirect = Redirect { from: "/legal/subprocessors".into(), to: "/subprocessors/?a&\"b".into(), status: 301 };
    let expected = "/legal/subprocessors /subprocessors/?a&\"b 301\n/a%20b /c 302\n";
    let spaced = Redirect { from: "/a b".into(), to: "/c".into(), status: 302 };
    assert_eq!(redirects("/", &[redirect.clone(), spaced]), expected);
    let below = Redirect { from: "legal/subprocessors/".into(), to: "/trust/list/".into(), status: 301 };
    assert_eq!(redirects("/trust/", &[below]), "/trust/legal/subprocessors /trust/list/ 301\n");
    assert_eq!(redirect.page_path(), "legal/subprocessors/index.html");
    let page = redirect.page(&Lang::new("en").unwrap(), "<Subprocessors>");
    assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=/subprocessors/?a&amp;&quot;b\">"));
    assert!(page.contains("<a href=\"/subprocessors/?a&amp;&quot;b\">&lt;Subprocessors&gt;</a>"));
}

fn llms(text: &str) -> LlmsTxt {
    let link = Link { name: text.into(), url: "https://a.example/x (1)/".into(), note: text.into() };
    LlmsTxt {
        title: text.into(),
        summary: text.into(),
        details: vec![text.into()],
        sections: vec![(text.into(), vec![link])],
    }
}

#[test]
fn llms_txt_has_its_form() {
    let file = LlmsTxt { details: vec!["1. Not a list, *really*.".into()], ..llms("Trust Center") };
    let expected = "# Trust Center

> Trust Center

1\\. Not a list, \\*really\\*.

## Trust Center

- [Trust Center](https://a.example/x%20%281%29/): Trust Center
";
    assert_eq!(file.write(), expected);
}

proptest! {
    #[test]
    fn any_text_in_llms_txt_is_shown_as_it_is(text in "[A-Za-z][!-~]{0,20}( [!-~]{1,9}){0,5}|[!-~]{1,20}") {
        let written = llms(&text).write();
        let mut texts = vec![String::new()];
        for event in Parser::new(&written) {
            match event {
                Event::Text(piece) => texts.last_mut().unwrap().push_str(&piece),
                Event::Start(
                    Tag::Heading { .. } | Tag::Paragraph | Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::Link { .. },
                )
                | Event::End(
                    TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Link,
                ) => texts.push(String::new()),
                other => prop_assert!(false, "{other:?} in {written}"),
            }
        }
        texts.retain(|text| !text.is_empty());
        let note = format!(": {text}");
        prop_assert_eq!(texts, [text.as_str(), &text, &text, &text, &text, &note]);
    }
}
