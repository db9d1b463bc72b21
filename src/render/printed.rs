//! What every page of a printed version repeats.

use super::Renderer;
use super::body::prose_for;
use super::view::document::Printed;
use super::voice::Voice;
use crate::model::document::Kind;
use crate::resolve::{SiteDocument, Status};

impl<'a> Renderer<'a> {
    /// What every page of a print of this version repeats.
    pub(super) fn printed(&self, voice: &Voice<'a>, of: &SiteDocument, version: usize) -> Printed {
        let settings = of.settings(version);
        let written = of.version(version);
        let status = of.versions[version].status;
        let organisation = &self.site.config.organisation.name;
        let prose = prose_for(&written.edition.prose, voice.lang, self.site.binding(settings));
        Printed {
            version: if written.is_draft() {
                voice.version(written)
            } else {
                voice.texts.status.printed(&written.label, &voice.date(written.effective.value))
            },
            status: (status != Status::InForce).then(|| voice.mark(status).label),
            parties: match settings.kind {
                Kind::Agreement => voice.texts.general.parties(organisation),
                _ => organisation.value.clone(),
            },
            address: self.routes.url(&self.version_path(voice.lang, of, version)),
            digest: prose.map(|(_, prose)| self.sources.get(prose.file).digest.to_string()),
        }
    }
}
