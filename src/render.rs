//! Which pages exist, and how each is made from a [`crate::resolve::Site`].

pub mod calendar;
pub mod collate;
pub mod feed;
pub mod html;
pub mod instant;
pub mod json_ld;
pub mod opml;
pub mod plain;
pub mod routes;
pub mod sitemap;
pub mod table;
pub mod texts;
pub mod theme;
pub mod view;
pub mod well_known;
mod xml;
