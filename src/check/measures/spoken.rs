//! Everything that a description of measures says, in one text: a rule that asks for a word asks once for all passages.

use memchr::memmem;

use crate::check::subject::Subject;
use crate::check::text::each_measure;
use crate::model::document::Kind;

/// What ends a passage; nothing that is looked for holds it.
const END: char = '\n';

/// All passages of a description of measures in lower case.
#[derive(Debug)]
pub struct Spoken(String);

impl Spoken {
    /// What `subject` says; a control of the built-in kind speaks by its name. None where nothing is written in a language
    /// whose words are known, or there are no measures to judge.
    pub fn of(subject: &Subject<'_>) -> Option<Self> {
        let has_text = || {
            let mut any = false;
            for control in subject.goals().iter().flat_map(|goal| &goal.controls) {
                each_measure(&control.measures, &mut |measure| any |= measure.text.is_some());
            }
            any
        };
        if subject.settings.kind != Kind::Measures || !has_text() {
            return None;
        }
        let mut all = String::new();
        for text in subject.written().iter().filter(|text| text.is_understood()) {
            for passage in &text.passages {
                for line in passage.text.split(END) {
                    all.push_str(line);
                    all.push(' ');
                }
                if text.prose.is_some() {
                    all.push(END);
                }
            }
            // What stands in one value is one passage.
            all.push(END);
        }
        Some(Self(all.to_lowercase()))
    }

    /// Whether a word of `stems`, in lower case, stands anywhere.
    pub fn says<'a>(&self, stems: impl IntoIterator<Item = &'a str>) -> bool {
        stems.into_iter().any(|stem| memmem::find(self.0.as_bytes(), stem.as_bytes()).is_some())
    }

    /// The passages in which a word of `stems`, in lower case, stands.
    pub fn passages_with<'a>(&'a self, stems: &'a [&str]) -> impl Iterator<Item = &'a str> {
        let found = stems.iter().flat_map(|stem| memmem::find_iter(self.0.as_bytes(), stem.as_bytes()));
        found.map(|at| {
            let start = self.0[..at].rfind(END).map_or(0, |end| end + END.len_utf8());
            let end = self.0[at..].find(END).map_or(self.0.len(), |length| at + length);
            &self.0[start..end]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_the_passages_where_they_stand() {
        let spoken = Spoken("data are encrypted\nbackups are tested\ntested and encrypted\n".to_owned());
        let found: Vec<&str> = spoken.passages_with(&["tested", "drill"]).collect();
        assert_eq!(found, ["backups are tested", "tested and encrypted"]);
        assert!(spoken.says(["drill", "backup"]) && !spoken.says(["drill"]));
    }
}
