//! Which pages exist, and how each is made from a [`crate::resolve::Site`].

pub mod html;
pub mod routes;
