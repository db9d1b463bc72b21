//! JSON-LD in the vocabulary of schema.org, for search engines and other programs that read pages.
//!
//! Invariant: what [`script`] gives may stand in a `<script type="application/ld+json">` element as it is, whatever the
//! texts say. Browsers do not run such an element, so no Content-Security-Policy needs a hash of it.

use jiff::civil::Date;
use serde::Serialize;

/// A thing that a page tells about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Node {
    /// Who publishes.
    Organization(Organization),
    /// The site.
    WebSite(WebSite),
    /// The page itself.
    WebPage(WebPage),
    /// Data that the page offers.
    Dataset(Dataset),
}

/// A link to a node by its `@id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// The address that identifies the node, with a fragment: `https://trust.example.com/#organisation`.
    #[serde(rename = "@id")]
    pub id: String,
}

/// <https://schema.org/Organization>
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct Organization {
    /// What other nodes refer to.
    #[serde(rename = "@id")]
    pub id: String,
    /// Legal name.
    pub name: String,
    /// Main website.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The logo, absolute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// VAT identification number.
    #[serde(rename = "vatID", skip_serializing_if = "Option::is_none")]
    pub vat_id: Option<String>,
    /// Postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<PostalAddress>,
    /// Whom to turn to: data protection, security.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contact_point: Vec<ContactPoint>,
}

/// <https://schema.org/PostalAddress>
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct PostalAddress {
    /// Street, or post box; several lines are joined by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_address: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_locality: Option<String>,
    /// Country, ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_country: Option<String>,
}

/// <https://schema.org/ContactPoint>
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct ContactPoint {
    /// For what, such as "data protection officer".
    pub contact_type: String,
    /// The name of the person or function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Where to report, where it is a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// <https://schema.org/WebSite>
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct WebSite {
    /// What other nodes refer to.
    #[serde(rename = "@id")]
    pub id: String,
    /// The site's title.
    pub name: String,
    /// The home page.
    pub url: String,
    /// The languages.
    pub in_language: Vec<String>,
    /// Who publishes it.
    pub publisher: Reference,
}

/// <https://schema.org/WebPage>
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct WebPage {
    /// The page.
    pub url: String,
    /// Its title.
    pub name: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its language.
    pub in_language: String,
    /// The label of the version that it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// When that version was announced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<Date>,
    /// The site.
    pub is_part_of: Reference,
    /// Who publishes it.
    pub publisher: Reference,
}

/// <https://schema.org/Dataset>
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct Dataset {
    /// The page that shows the data.
    pub url: String,
    /// Its name.
    pub name: String,
    /// What it holds: 50 to 5,000 characters, or search engines do not list it.
    pub description: String,
    /// Its language.
    pub in_language: String,
    /// The label of the version in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// When it changed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<Date>,
    /// Always true: the trust center is public.
    pub is_accessible_for_free: bool,
    /// Who made it.
    pub creator: Reference,
    /// The files.
    pub distribution: Vec<DataDownload>,
}

/// <https://schema.org/DataDownload>
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct DataDownload {
    /// Media type.
    pub encoding_format: String,
    /// The file, absolute.
    pub content_url: String,
}

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: &'a [Node],
}

/// The content of the `<script>` element that tells about `nodes`.
#[must_use]
pub fn script(nodes: &[Node]) -> String {
    let graph = Graph { context: "https://schema.org", graph: nodes };
    // In JSON these characters stand in texts only, where their escapes mean the same.
    serde_json::to_string(&graph)
        .expect("texts, dates and lists are JSON")
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn page(name: &str) -> Node {
        let reference = |id: &str| Reference { id: format!("https://a.example/#{id}") };
        Node::WebPage(WebPage {
            url: "https://a.example/avv/1.5/".into(),
            name: name.into(),
            description: None,
            in_language: "de".into(),
            version: Some("1.5".into()),
            date_published: Some(date(2026, 1, 2)),
            is_part_of: reference("site"),
            publisher: reference("organisation"),
        })
    }

    #[test]
    fn a_page_and_its_publisher_have_these_bytes() {
        let organization = Node::Organization(Organization {
            id: "https://a.example/#organisation".into(),
            name: "A & B GmbH".into(),
            url: None,
            logo: None,
            email: Some("a@a.example".into()),
            telephone: None,
            vat_id: Some("DE1".into()),
            address: Some(PostalAddress { address_country: Some("DE".into()), ..PostalAddress::default() }),
            contact_point: Vec::new(),
        });
        let expected = concat!(
            r#"{"@context":"https://schema.org","@graph":[{"@type":"Organization","@id":"https://a.example/#organisation","#,
            r#""name":"A \u0026 B GmbH","email":"a@a.example","vatID":"DE1","address":{"@type":"PostalAddress","addressCountry":"DE"}},"#,
            r#"{"@type":"WebPage","url":"https://a.example/avv/1.5/","name":"AVV","inLanguage":"de","version":"1.5","#,
            r#""datePublished":"2026-01-02","isPartOf":{"@id":"https://a.example/#site"},"publisher":{"@id":"https://a.example/#organisation"}}]}"#,
        );
        assert_eq!(script(&[organization, page("AVV")]), expected);
    }

    proptest! {
        #[test]
        fn any_text_stays_inside_of_the_element_and_is_read_back(name in "(</script>|<!--|&|\u{2028}|\u{2029}|.|\n)*") {
            let script = script(&[page(&name)]);
            let leaves = script.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(!leaves);
            let read: serde_json::Value = serde_json::from_str(&script).unwrap();
            prop_assert_eq!(read["@graph"][0]["name"].as_str(), Some(name.as_str()));
        }
    }
}
