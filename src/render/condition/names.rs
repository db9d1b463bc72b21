//! Names side by side: "Servermanagement Basic oder Advanced", where that cannot be misread.

use super::Words;

/// Joins names of one kind.
#[derive(Clone, Copy)]
pub(super) struct Names<'a>(pub &'a Words<'a>);

impl Names<'_> {
    /// `A und B`.
    pub fn and(self, names: &[String]) -> String {
        self.0.texts.lists.and(&self.shared(names))
    }

    /// `A oder B`.
    pub fn or(self, names: &[String]) -> String {
        self.0.texts.lists.or(&self.shared(names))
    }

    /// The name of a site without the word for what a site is.
    pub fn of_site(self, name: &str) -> &str {
        let rest = |word: &String| Some(name.strip_prefix(word.as_str())?.strip_prefix(' ')?.trim_start());
        self.0.texts.site_words.iter().find_map(rest).filter(|rest| !rest.is_empty()).unwrap_or(name)
    }

    /// The names, the words that all begin with at the first only.
    ///
    /// "Lindwurm Web Pro oder Shop" could mean a "Lindwurm Web Shop": what is left must be of the same number of words for
    /// all, and neither it nor the shared words may be a name by themselves.
    fn shared(self, names: &[String]) -> Vec<&str> {
        let whole = || names.iter().map(String::as_str).collect();
        let Some((first, others)) = names.split_first() else { return Vec::new() };
        let same = |name: &String| first.split(' ').zip(name.split(' ')).take_while(|(a, b)| a == b).count();
        let shared = others.iter().map(same).min().unwrap_or(0);
        let left = |name: &String| name.split(' ').count() - shared;
        let prefix: usize = first.split(' ').take(shared).map(|word| word.len() + 1).sum();
        if shared == 0 || left(first) == 0 || names.iter().any(|name| left(name) != left(first)) {
            return whole();
        }
        let rests: Vec<&str> = others.iter().map(|name| &name[prefix..]).collect();
        if rests.iter().any(|rest| self.is_name(rest)) || self.is_name(&first[..prefix - 1]) {
            return whole();
        }
        std::iter::once(first.as_str()).chain(rests).collect()
    }

    /// Whether something of the catalogue is called so.
    fn is_name(self, words: &str) -> bool {
        let catalogue = self.0.catalogue;
        let groups = catalogue.groups.iter().map(|of| &of.name);
        let addons = catalogue.addons.iter().map(|of| &of.name);
        let sites = catalogue.sites.iter().map(|of| &of.name);
        let products = catalogue.products.iter().map(|of| &of.name);
        groups.chain(addons).chain(sites).chain(products).any(|name| name.get(self.0.lang, self.0.binding) == words)
    }
}
