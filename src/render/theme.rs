//! The theme: templates, style, words. To come.
