//! What holds for every site.
