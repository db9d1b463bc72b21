//! What a name in a template stands for: a group of names, a list, or something that can be printed.
//!
//! Shapes are JSON Schemas of the views; here is the little of JSON Schema that schemars derives from structs, options,
//! lists and enums of words.

use serde_json::Value;

/// The shape of a value; `None` where it cannot be told, and everything is allowed.
pub type Known<'s> = Option<Shape<'s>>;

/// A part of a schema, and the whole that its references lead into.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'s> {
    part: &'s Value,
    whole: &'s Value,
}

impl<'s> Shape<'s> {
    /// The shape that a schema describes.
    #[must_use]
    pub fn of(schema: &'s Value) -> Self {
        Self { part: schema, whole: schema }
    }

    /// The fields of a group; `None` where it is no group.
    #[must_use]
    pub fn fields(self) -> Option<impl Iterator<Item = (&'s str, Self)>> {
        let Self { part, whole } = self.resolved();
        let fields = part.get("properties")?.as_object()?;
        Some(fields.iter().map(move |(name, part)| (name.as_str(), Self { part, whole })))
    }

    /// One element of a list; `None` where it is no list.
    #[must_use]
    pub fn element(self) -> Option<Self> {
        let Self { part, whole } = self.resolved();
        part.get("items").map(|part| Self { part, whole })
    }

    /// Tells shapes of different parts apart.
    #[must_use]
    pub fn identity(self) -> usize {
        std::ptr::from_ref(self.resolved().part).addr()
    }

    /// The shape behind references and behind "or null".
    fn resolved(self) -> Self {
        let Self { part, whole } = self;
        let reference =
            part.get("$ref").and_then(Value::as_str).and_then(|path| whole.pointer(path.strip_prefix('#')?));
        let or_null = || {
            let alternatives = part.get("anyOf")?.as_array()?;
            alternatives.iter().find(|alternative| alternative.get("type").is_none_or(|of| of != "null"))
        };
        match reference.or_else(or_null) {
            Some(part) => Self { part, whole }.resolved(),
            None => self,
        }
    }
}
