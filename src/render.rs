//! Which pages exist, and how each is made from a [`crate::resolve::Site`].

pub mod collate;
pub mod html;
pub mod routes;
pub mod texts;
pub mod theme;
pub mod view;
