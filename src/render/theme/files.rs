//! The files of a theme: the built-in ones, replaced file by file by those of the site.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::source::{FileId, Sources};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A file of a theme.
pub struct ThemeFile {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// Where it comes from, if it is the site's own.
    pub file: Option<FileId>,
}

impl ThemeFile {
    /// The text; `None` where it is not UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        let text = std::str::from_utf8(&self.bytes).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}

/// The files of the theme `name` by their paths in it.
#[must_use]
pub fn files(sources: &Sources, name: &str) -> BTreeMap<String, ThemeFile> {
    let mut files = BTreeMap::new();
    let mut open = vec![&BUILT_IN];
    while let Some(folder) = open.pop() {
        open.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.insert(path, ThemeFile { bytes: Cow::Borrowed(file.contents()), file: None });
        }
    }
    let prefix = format!("themes/{name}/");
    for (id, source) in sources.below(&prefix) {
        let path = source.path[prefix.len()..].to_owned();
        files.insert(path, ThemeFile { bytes: Cow::Owned(source.bytes.to_vec()), file: Some(id) });
    }
    files
}

/// Whether one of the templates is another than the built-in one of its name.
#[must_use]
pub fn has_own_templates(files: &BTreeMap<String, ThemeFile>) -> bool {
    let built_in = |path: &str| BUILT_IN.get_file(path).map(include_dir::File::contents);
    let mut templates = files.iter().filter(|(path, _)| path.starts_with("templates/"));
    templates.any(|(path, file)| built_in(path) != Some(&*file.bytes))
}
