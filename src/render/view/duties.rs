//! The duties that an agreement settles, and where.

use schemars::JsonSchema;
use serde::Serialize;

use super::part::Value;

/// "Where to find what Art. 28 asks for".
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Duties {
    /// The heading.
    pub title: String,
    /// A sentence on what the table is.
    pub about: String,
    /// A row for each duty, in the order of the law's list.
    pub rows: Vec<Row>,
}

/// A duty and the clauses that answer it.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Row {
    /// What is asked for.
    pub name: String,
    /// Where.
    pub source: String,
    /// The clauses; none where the agreement names none.
    pub clauses: Vec<Value>,
}
