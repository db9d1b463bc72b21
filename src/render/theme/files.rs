//! The files of a theme: the built-in ones, replaced file by file by those of the site.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, File, include_dir};

use crate::source::{FileId, Sources};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A file of a theme.
#[derive(Clone)]
pub struct ThemeFile {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// Where it comes from, if it lies with the site.
    pub file: Option<FileId>,
    /// Whether its bytes are those of the built-in file of its path, which tests hold.
    pub is_built_in: bool,
}

impl ThemeFile {
    /// The text; `None` where it is not UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        let text = std::str::from_utf8(&self.bytes).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}

const TEMPLATES: &str = "templates/";

fn built_in() -> BTreeMap<String, ThemeFile> {
    let mut files = BTreeMap::new();
    let mut open = vec![&BUILT_IN];
    while let Some(folder) = open.pop() {
        open.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.insert(path, ThemeFile { bytes: Cow::Borrowed(file.contents()), file: None, is_built_in: true });
        }
    }
    files
}

/// The files of the theme `name` by their paths in it.
#[must_use]
pub fn files(sources: &Sources, name: &str) -> BTreeMap<String, ThemeFile> {
    let mut files = built_in();
    let prefix = format!("themes/{name}/");
    for (id, source) in sources.below(&prefix) {
        let path = &source.path[prefix.len()..];
        let built_in = BUILT_IN.get_file(path).map(File::contents).filter(|built_in| *built_in == &*source.bytes);
        let bytes = built_in.map_or_else(|| Cow::Owned(source.bytes.to_vec()), Cow::Borrowed);
        files.insert(path.to_owned(), ThemeFile { bytes, file: Some(id), is_built_in: built_in.is_some() });
    }
    files
}

/// The same files with the built-in templates, and no others.
#[must_use]
pub fn with_built_in_templates(files: &BTreeMap<String, ThemeFile>) -> BTreeMap<String, ThemeFile> {
    let own = files.iter().filter(|(path, _)| !path.starts_with(TEMPLATES));
    let mut all = built_in();
    all.extend(own.map(|(path, file)| (path.clone(), file.clone())));
    all
}

/// Whether one of the templates is another than the built-in one of its name.
#[must_use]
pub fn has_own_templates(files: &BTreeMap<String, ThemeFile>) -> bool {
    files.iter().any(|(path, file)| path.starts_with(TEMPLATES) && !file.is_built_in)
}
