//! Sentences about YAML itself, each a function of the facts: what is broken, what is refused, what to do.
//!
//! Knows the kinds of errors of the YAML reader and nothing of records.

use granit_parser::ErrorKind;

use super::{wrong, yaml};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

const QUOTE_COLON: &str =
    "put quotes around a text that holds `: `; where two keys were meant, write them in lines of the same indentation";
const QUOTE_TEXT: &str = "put quotes around a text that begins with this character";
const CLOSE_QUOTE: &str = "close the quotation mark, and indent every further line of the text";
const ESCAPE: &str =
    "in double quotes a backslash begins an escape: write it twice, or put the text into single quotes";

/// Whether a tab is the mistake.
pub fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    )
}

/// The syntax is broken at `at`.
pub fn broken(at: Span, kind: &ErrorKind) -> Diagnostic {
    use ErrorKind as K;
    let (message, help): (&str, &str) = match kind {
        K::RecursionLimitExceeded => return wrong::too_deep(at, yaml::MAX_DEPTH),
        kind if is_tab(kind) => ("a tab stands where YAML wants spaces", "indent with spaces"),
        K::MappingValueNotAllowed => ("this colon begins a value where none can stand", QUOTE_COLON),
        K::InvalidColonPlacement | K::SimpleKeyExpected | K::InvalidSimpleKey => (
            "this line does not fit the lines above",
            "check that brackets are closed and that `key: value` has its colon",
        ),
        K::UnexpectedCharacter { character } if character.is_control() => {
            ("a text cannot hold this control character", "remove it")
        }
        K::UnexpectedCharacter { .. } | K::MissingAnchorOrAliasName => {
            ("a text cannot begin with this character", QUOTE_TEXT)
        }
        K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent | K::DocumentIndicatorInQuotedScalar => {
            ("a quotation mark is not closed", CLOSE_QUOTE)
        }
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => (
            "something follows the closing quotation mark",
            "put quotes around the whole text; a single quotation mark inside of single ones is written twice",
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => ("this escape does not exist", ESCAPE),
        K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofImplicitFlowMapping
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator => (
            "a bracket is not closed, or a comma is missing",
            "write `[a, b]` and `{key: value, key: value}`; put quotes around a text that holds brackets or commas",
        ),
        K::MisplacedFlowCollectionEnd | K::MismatchedFlowCollectionEnd { .. } => {
            ("this bracket closes nothing", "put quotes around a text that holds brackets")
        }
        K::ExpectedBlockMappingKey | K::InvalidIndentation | K::MappingKeyNotAllowed => {
            ("this line does not fit the lines above", "check its indentation, and that it has the form `key: value`")
        }
        K::ExpectedBlockSequenceEntry => {
            ("this line does not fit the list above", "begin it with `- `, or check its indentation")
        }
        K::BlockSequenceEntryNotAllowed | K::BlockEntryInFlowCollection => {
            ("a list cannot begin here", "begin a list in the line below its key, or write it as `[a, b]`")
        }
        K::CommentNotSeparated | K::CommentInterceptedScalar => {
            ("a comment cannot stand here", "put a space before `#`, and no comment between the lines of a text")
        }
        K::InvalidBlockScalarIndent | K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => (
            "a text over several lines does not begin as it should",
            "write `|` or `>`, and indent every line of the text alike",
        ),
        K::BomInsideDocument => ("a byte order mark stands inside of the file", "remove it"),
        K::UndeclaredTagHandle => return tag(at),
        other => return Diagnostic::new(Code::F02, at, other.to_string()).help("check the lines here and above"),
    };
    Diagnostic::new(Code::F02, at, message).help(help)
}

/// A tag such as `!!str`.
pub fn tag(at: Span) -> Diagnostic {
    Diagnostic::new(Code::F02, at, "the format has no tags")
        .help("remove the tag: a text is a text without it; put quotes around a text that begins with `!`")
}

/// An anchor such as `&name`.
pub fn anchor(at: Span) -> Diagnostic {
    Diagnostic::new(Code::F02, at, "the format has no anchors")
        .help("remove it, and write the value out wherever it is meant; put quotes around a text that begins with `&`")
}

/// An alias such as `*name`.
pub fn alias(at: Span) -> Diagnostic {
    Diagnostic::new(Code::F02, at, "the format has no aliases")
        .help("write the value out; put quotes around a text that begins with `*`")
}

/// The merge key `<<`.
pub fn merge_key(at: Span) -> Diagnostic {
    Diagnostic::new(Code::F02, at, "the format has no merge keys").help("write the keys out")
}

/// A second document in one file.
pub fn second_document(at: Span) -> Diagnostic {
    Diagnostic::new(Code::F02, at, "a file holds one YAML document; a second one begins here")
        .help("remove the line `---` or `...`")
}

/// A key that is a list, a map or nothing; `written` is what stands there.
pub fn key_is_no_text(at: Span, written: &str) -> Diagnostic {
    let help = if written.starts_with('{') {
        "put quotes around a text that begins with a brace, such as \"{{ version }}\""
    } else {
        "write a word before the colon"
    };
    Diagnostic::new(Code::F02, at, "a key is a word, not a list, a map or nothing").help(help)
}
