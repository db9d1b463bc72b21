//! Rules about technical and organisational measures, Art. 32 GDPR.

pub mod catalogues;
pub mod coverage;
pub mod scope;
pub mod spoken;
pub mod weakening;
pub mod wording;
