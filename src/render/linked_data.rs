//! What a page tells about itself in the vocabulary of schema.org.

use super::Renderer;
use super::export::media_type;
use super::frame::About;
use super::json_ld::{
    self, ContactPoint, DataDownload, Dataset, Node, Organization, PostalAddress, Reference, WebPage, WebSite,
};
use super::voice::Voice;
use crate::model::contact::Officer;
use crate::model::document::Kind;
use crate::resolve::SiteDocument;
use crate::source::Spanned;

impl<'a> Renderer<'a> {
    /// The JSON-LD of a page: itself; on the overview who publishes; on the page of a register its files.
    pub(super) fn json_ld(&self, voice: &Voice<'a>, about: &About<'_>, title: &str) -> Option<String> {
        if about.noindex {
            return None;
        }
        let path = (about.path)(voice);
        let mut nodes = Vec::new();
        if path == self.routes.home(voice.lang) {
            nodes.push(Node::Organization(self.organization(voice)));
            nodes.push(Node::WebSite(WebSite {
                id: self.node("site").id,
                name: self.site.config.title.get(voice.lang, self.default()).to_owned(),
                url: self.routes.url(""),
                in_language: self.voices.iter().map(Voice::tag).collect(),
                publisher: self.node("organisation"),
            }));
        }
        let own = about.document.filter(|of| path == self.routes.document(voice.lang, &of.document));
        let version = about.version.or_else(|| own.and_then(Self::current));
        let shown = about.document.zip(version).map(|(of, at)| of.version(at));
        nodes.push(Node::WebPage(WebPage {
            url: self.routes.url(&path),
            name: about.title.clone().unwrap_or_else(|| title.to_owned()),
            description: about.description.clone(),
            in_language: voice.tag(),
            version: shown.map(|version| version.label.clone()),
            date_published: shown.map(|version| version.announced.value),
            is_part_of: self.node("site"),
            publisher: self.node("organisation"),
        }));
        nodes.extend(own.filter(|of| of.is_public()).and_then(|of| self.dataset(voice, of)).map(Node::Dataset));
        Some(json_ld::script(&nodes))
    }

    /// A node that the overview describes.
    fn node(&self, name: &str) -> Reference {
        Reference { id: format!("{}#{name}", self.routes.url("")) }
    }

    fn organization(&self, voice: &Voice<'a>) -> Organization {
        let config = &self.site.config;
        let of = &config.organisation;
        let text = |of: &Option<Spanned<String>>| of.as_ref().map(|text| text.value.clone());
        let mut contact_point = Vec::new();
        if let Some(Officer::Person(person)) = self.site.contact().map(|contact| &contact.officer) {
            contact_point.push(ContactPoint {
                contact_type: voice.texts.words.contact.officer.clone(),
                name: text(&person.name),
                email: text(&person.email),
                telephone: text(&person.phone),
                url: None,
            });
        }
        if let Some(security) = &config.security {
            let mail = security.contact.strip_prefix("mailto:").map(ToOwned::to_owned);
            let page = security.contact.starts_with("http").then(|| security.contact.value.clone());
            contact_point.push(ContactPoint {
                contact_type: "security".to_owned(),
                name: None,
                email: mail,
                telephone: security.contact.strip_prefix("tel:").map(ToOwned::to_owned),
                url: page,
            });
        }
        let street: Vec<&str> = of.address.street.iter().map(|line| line.value.as_str()).collect();
        Organization {
            id: self.node("organisation").id,
            name: of.name.value.clone(),
            url: text(&of.website),
            logo: config.theme.logo.as_ref().map(|logo| self.routes.url(logo)),
            email: Some(of.email.value.clone()),
            telephone: text(&of.phone),
            vat_id: text(&of.vat_id),
            address: Some(PostalAddress {
                street_address: (!street.is_empty()).then(|| street.join(", ")),
                postal_code: text(&of.address.postal_code),
                address_locality: text(&of.address.city),
                address_country: of.address.country.as_ref().map(|country| country.to_string()),
            }),
            contact_point,
        }
    }

    /// The register as a data set with its files.
    fn dataset(&self, voice: &Voice<'a>, of: &SiteDocument) -> Option<Dataset> {
        let settings = &of.document.settings;
        if settings.kind != Kind::Subprocessors {
            return None;
        }
        let newest = of.public().next_back().map(|at| of.version(at).announced.value);
        let file = |href: String| DataDownload {
            encoding_format: media_type(&href).to_owned(),
            content_url: self.routes.absolute(&href),
        };
        Some(Dataset {
            url: self.routes.url(&self.routes.document(voice.lang, &of.document)),
            name: settings.title.get(voice.lang, self.site.binding(settings)).to_owned(),
            description: voice.texts.machine.dataset(&self.site.config.organisation.name),
            in_language: voice.tag(),
            version: of.in_force.map(|at| of.version(at).label.clone()),
            date_modified: newest,
            is_accessible_for_free: true,
            creator: self.node("organisation"),
            distribution: self.export_links(voice, of, None).into_iter().map(|link| file(link.href)).collect(),
        })
    }
}
