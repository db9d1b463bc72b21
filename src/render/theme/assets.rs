//! Style sheets, pictures and fonts of a theme, published with their digests in their names, so that caches may keep
//! them for ever.

use std::collections::BTreeMap;

use ct_codecs::{Base64, Encoder as _};

use super::files::ThemeFile;
use crate::output::OutFile;
use crate::source::Digest;

/// The assets of a theme.
#[derive(Clone)]
pub struct Assets {
    /// The files, by their paths in the published site.
    pub files: Vec<OutFile>,
    /// The published path of each, by its path below `assets/`.
    pub published: BTreeMap<String, String>,
    /// What each is to be in the words of W3C Subresource Integrity, by its path below `assets/`.
    pub integrity: BTreeMap<String, String>,
}

impl Assets {
    /// The assets among the `files` of a theme; `own`, the style of this very site, is added to `site.css`.
    #[must_use]
    pub fn of(files: &BTreeMap<String, ThemeFile>, own: &str) -> Self {
        let mut assets = Self { files: Vec::new(), published: BTreeMap::new(), integrity: BTreeMap::new() };
        let below = || files.iter().filter_map(|(path, file)| Some((path.strip_prefix("assets/")?, file)));
        for (name, file) in below().filter(|(name, _)| !is_style(name)) {
            assets.add(name, file.bytes.to_vec());
        }
        // Style sheets come last: they name the others, and a name carries a digest.
        for (name, file) in below().filter(|(name, _)| is_style(name)) {
            let mut style = String::from_utf8_lossy(&file.bytes).into_owned();
            for (asset, path) in &assets.published {
                let file = path.trim_start_matches("theme/");
                for quote in ["", "\"", "'"] {
                    style =
                        style.replace(&format!("url({quote}{asset}{quote})"), &format!("url({quote}{file}{quote})"));
                }
            }
            if name == "site.css" {
                style.push_str(own);
            }
            assets.add(name, style.into_bytes());
        }
        assets
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let of_bytes = Digest::of(&bytes);
        let digest = of_bytes.to_string();
        let (stem, extension) =
            name.rsplit_once('.').map_or((name, String::new()), |(stem, ext)| (stem, format!(".{ext}")));
        let path = format!("theme/{stem}-{}{extension}", &digest[..8]);
        self.published.insert(name.to_owned(), path.clone());
        self.integrity.insert(name.to_owned(), integrity(of_bytes));
        self.files.push(OutFile::new(path, bytes));
    }
}

/// A digest in the words of W3C Subresource Integrity.
///
/// # Panics
/// Never: a digest has 32 bytes.
fn integrity(of: Digest) -> String {
    format!("sha256-{}", Base64::encode_to_string(of.0).expect("a digest is short"))
}

fn is_style(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("css"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrity_is_the_digest_in_base64() {
        // From FIPS 180-4 for the empty text, as the W3C writes it.
        assert_eq!(integrity(Digest::of(b"")), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
