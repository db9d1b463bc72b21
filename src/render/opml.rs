//! OPML 2.0: all feeds in one file that readers import.

use quick_xml::events::BytesText;

use super::xml::{clean, document};

/// A feed to subscribe to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its title.
    pub title: String,
    /// A sentence about it; may be empty.
    pub description: String,
    /// The feed, absolute: Atom or RSS.
    pub feed: String,
    /// The page that shows the same, absolute.
    pub home: String,
    /// The tag of its language.
    pub lang: String,
}

/// The list of `groups`, each a heading and its feeds.
#[must_use]
pub fn write(title: &str, groups: &[(String, Vec<Subscription>)]) -> Vec<u8> {
    document(|writer| {
        writer.create_element("opml").with_attribute(("version", "2.0")).write_inner_content(|writer| {
            writer.create_element("head").write_inner_content(|writer| {
                writer.create_element("title").write_text_content(BytesText::new(&clean(title)))?;
                Ok(())
            })?;
            writer.create_element("body").write_inner_content(|writer| {
                for (heading, feeds) in groups {
                    let group = writer.create_element("outline").with_attribute(("text", clean(heading)));
                    group.write_inner_content(|writer| {
                        for feed in feeds {
                            // The type is "rss" whatever the feed's format is (OPML 2.0, "Subscription lists").
                            let mut outline = writer
                                .create_element("outline")
                                .with_attribute(("type", "rss"))
                                .with_attribute(("text", clean(&feed.title)))
                                .with_attribute(("title", clean(&feed.title)));
                            if !feed.description.is_empty() {
                                outline = outline.with_attribute(("description", clean(&feed.description)));
                            }
                            outline
                                .with_attribute(("xmlUrl", clean(&feed.feed)))
                                .with_attribute(("htmlUrl", clean(&feed.home)))
                                .with_attribute(("language", clean(&feed.lang)))
                                .write_empty()?;
                        }
                        Ok(())
                    })?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_listed_in_groups() {
        let feed = Subscription {
            title: "Changes & \"more\" <all>\u{1}".into(),
            description: String::new(),
            feed: "https://a.example/feed.atom".into(),
            home: "https://a.example/changes/".into(),
            lang: "en".into(),
        };
        let described = Subscription { description: "One sentence.".into(), ..feed.clone() };
        let expected = "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<opml version=\"2.0\">
  <head>
    <title>Trust &amp; Center</title>
  </head>
  <body>
    <outline text=\"English\">
      <outline type=\"rss\" text=\"Changes &amp; &quot;more&quot; &lt;all&gt;\u{fffd}\" title=\"Changes &amp; &quot;more&quot; &lt;all&gt;\u{fffd}\" xmlUrl=\"https://a.example/feed.atom\" htmlUrl=\"https://a.example/changes/\" language=\"en\"/>
      <outline type=\"rss\" text=\"Changes &amp; &quot;more&quot; &lt;all&gt;\u{fffd}\" title=\"Changes &amp; &quot;more&quot; &lt;all&gt;\u{fffd}\" description=\"One sentence.\" xmlUrl=\"https://a.example/feed.atom\" htmlUrl=\"https://a.example/changes/\" language=\"en\"/>
    </outline>
  </body>
</opml>
";
        let written = write("Trust & Center", &[("English".into(), vec![feed, described])]);
        assert_eq!(String::from_utf8(written).unwrap(), expected);
    }
}
