//! Sentences with placeholders, such as `Version {version} gilt seit {from}.`
//!
//! Owns the form of a sentence: which placeholders it has is said once, in [`sentences!`], which makes of each a method
//! with one argument for each placeholder. Invariant: a sentence that could be read holds each of its placeholders and no
//! other ones, so that filling it leaves no brace.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// The placeholders of a sentence.
pub(super) trait Placeholders {
    /// Their names.
    const NAMES: &'static [&'static str];
    /// Whether the sentence must hold all of them.
    const ALL: bool;
}

/// A sentence with the placeholders `P`.
pub struct Pattern<P> {
    text: String,
    placeholders: PhantomData<P>,
}

impl<P> Clone for Pattern<P> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), placeholders: PhantomData }
    }
}

impl<P> fmt::Debug for Pattern<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<P: Placeholders> Pattern<P> {
    /// The sentence with `values` in the order of the placeholders' names.
    pub(super) fn fill(&self, values: &[&str]) -> String {
        fill(&self.text, |name| P::NAMES.iter().position(|known| *known == name).map(|at| values[at]))
    }
}

impl<'de, P: Placeholders> Deserialize<'de> for Pattern<P> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Checked(PhantomData))
    }
}

/// Checks a sentence while it is read, so that the reader can tell the place.
struct Checked<P>(PhantomData<P>);

impl<P: Placeholders> Visitor<'_> for Checked<P> {
    type Value = Pattern<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let used: Vec<&str> = names(text).collect();
        if let Some(unknown) = used.iter().find(|name| !P::NAMES.contains(name)) {
            let known = P::NAMES.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
            return Err(E::custom(format!("`{{{unknown}}}` is no placeholder of this text; it has {known}")));
        }
        match P::NAMES.iter().find(|name| P::ALL && !used.contains(name)) {
            Some(missing) => Err(E::custom(format!("this text lacks the placeholder `{{{missing}}}`"))),
            None => Ok(Pattern { text: text.to_owned(), placeholders: PhantomData }),
        }
    }
}

/// The text with every `{name}` replaced that has a value; the others stay.
fn fill<'a>(text: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('{') {
        filled.push_str(before);
        let found = inside.split_once('}').and_then(|(name, after)| Some((value(name)?, after)));
        let (insert, after) = found.unwrap_or(("{", inside));
        filled.push_str(insert);
        rest = after;
    }
    filled.push_str(rest);
    filled
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).map(|piece| piece.split_once('}').map_or(piece, |(name, _)| name))
}

/// Declares a group of sentences and their placeholders: a struct with one method for each sentence. `[any]` after a name
/// means that a language may leave placeholders out.
macro_rules! sentences {
    ($(#[$doc:meta])* $group:ident in $module:ident { $($(#[$about:meta])* $name:ident$([$any:ident])?($($arg:ident),+);)+ }) => {
        #[allow(non_camel_case_types, reason = "named like the sentence that they belong to")]
        mod $module {
            $(
                pub struct $name;
                impl $crate::render::texts::pattern::Placeholders for $name {
                    const NAMES: &'static [&'static str] = &[$(stringify!($arg)),+];
                    const ALL: bool = { const ANY: &[&str] = &[$(stringify!($any))?]; ANY.is_empty() };
                }
            )+
        }

        $(#[$doc])*
        #[derive(Clone, Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $group { $($name: $crate::render::texts::pattern::Pattern<$module::$name>),+ }

        impl $group {
            $($(#[$about])* #[must_use] pub fn $name(&self, $($arg: &str),+) -> String { self.$name.fill(&[$($arg),+]) })+
        }
    };
}
pub(super) use sentences;

#[cfg(test)]
mod tests {
    use serde::Deserialize as _;

    super::sentences! {
        /// For the test.
        Group in group { between(from, to); loose[any](a, b); }
    }

    fn read(yaml: &str) -> Result<Group, String> {
        Group::deserialize(serde_yaml::Deserializer::from_str(yaml)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_sentence_is_filled_in_its_own_order_and_values_are_not_filled_again() {
        let group = read("between: bis {to}, ab {from}.\nloose: nur {b}").unwrap();
        assert_eq!(group.between("{to}", "morgen"), "bis morgen, ab {to}.");
        assert_eq!(group.loose("x", "y"), "nur y");
    }

    #[test]
    fn a_sentence_that_lacks_a_placeholder_or_invents_one_is_refused_with_its_place() {
        let lacking = read("between: ab {from}\nloose: x").unwrap_err();
        assert!(lacking.contains("lacks the placeholder `{to}`") && lacking.contains("line 1"), "{lacking}");
        let inventing = read("between: ab {from} {to}\nloose: \"{c}\"").unwrap_err();
        assert!(inventing.contains("`{c}` is no placeholder") && inventing.contains("line 2"), "{inventing}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_filled(text in ".*") {
            let filled = super::fill(&text, |_| None);
            proptest::prop_assert_eq!(filled, text);
        }
    }
}
