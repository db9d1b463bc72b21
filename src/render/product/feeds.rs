//! Feeds of a product: what concerns its customers, and nothing else.

use crate::diagnostic::Diagnostic;
use crate::model::catalogue::Product;
use crate::output::OutFile;
use crate::render::change::Told;
use crate::render::feed::tag::Scope;
use crate::render::feed::{self, Entry, Feed, Format};
use crate::render::voice::Voice;
use crate::render::{Renderer, events};

impl<'a> Renderer<'a> {
    /// The title of the feed of a product.
    pub(in crate::render) fn product_feed_title(&self, voice: &Voice<'a>, product: &Product) -> String {
        let name = product.name.get(voice.lang, self.default());
        voice.texts.products.feed_title(name, self.site.config.title.get(voice.lang, self.default()))
    }

    /// What stands above the entries of the feed of a product.
    pub(in crate::render) fn product_feed(&self, voice: &Voice<'a>, product: &Product) -> Feed {
        let organisation = &self.site.config.organisation.name;
        let folder = self.product_path(voice, &product.id);
        let name = product.name.get(voice.lang, self.default());
        Feed {
            id: self.authority().feed(Scope::Product(&product.id), voice.lang),
            title: self.product_feed_title(voice, product),
            subtitle: voice.texts.products.feed_about(organisation, name),
            home: self.routes.url(&folder),
            folder: self.routes.url(&folder),
            ..self.feed(voice, None)
        }
    }

    /// The paths of [`Renderer::product_feed_files`].
    pub(super) fn product_feed_paths(&self, voice: &Voice<'a>, product: &Product) -> Vec<String> {
        let folder = self.product_path(voice, &product.id);
        // Where one file holds all changes of the site, it need not be known yet which of them concern the product.
        let all = self.site.changes.len();
        let changes = if feed::parts(all).len() == 1 { all } else { self.changes_for(product).len() };
        let parts = feed::parts(changes);
        let names = |part: &feed::Part| Format::ALL.map(|format| part.file_name(format));
        let feeds = parts.iter().flat_map(names).map(|name| format!("{folder}{name}"));
        feeds.chain([format!("{folder}{}", events::FILE)]).collect()
    }

    /// The feed of a product in all formats, and its calendar.
    pub(super) fn product_feed_files(
        &self,
        voice: &Voice<'a>,
        product: &Product,
    ) -> Result<Vec<OutFile>, Box<Diagnostic>> {
        let folder = self.product_path(voice, &product.id);
        let changes = self.changes_for(product);
        let feed = self.product_feed(voice, product);
        let mut files = Vec::new();
        for part in feed::parts(changes.len()) {
            let entries: Vec<Entry> = changes[part.entries.clone()]
                .iter()
                .map(|change| {
                    let view = self.change_for(voice, change, Told::Then, product);
                    self.entry_of(voice, change, &|part| self.part_concerns(change, part, product), view)
                })
                .collect::<Result<_, _>>()?;
            for format in Format::ALL {
                let path = format!("{folder}{}", part.file_name(format));
                files.push(OutFile::new(path, feed::write(format, &feed, &part, &entries)));
            }
        }
        files.push(self.calendar_file(voice, &folder, feed.title, changes, &[]));
        Ok(files)
    }
}
