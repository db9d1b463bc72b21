//! Lists by name, as prose shows them: from the facts of a version to the views of their templates.

pub(super) mod contact;
pub(super) mod history;
pub(super) mod measures;
pub(super) mod products;
pub(super) mod register;
