//! Where the built-in controls stand in other catalogues: the goals of the German standard data protection model (SDM),
//! and ISO/IEC 27001:2022, Annex A.

/// The goals of the SDM, by the words that crosswalks use, in its order.
pub const SDM_GOALS: &[&str] = &[
    "data-minimisation",
    "availability",
    "integrity",
    "confidentiality",
    "unlinkability",
    "transparency",
    "intervenability",
];

/// The control, its goals of the SDM, its controls of ISO/IEC 27001:2022.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const ROWS: &[Row] = &[
    ("physical-access", &["confidentiality"], &["A.7.1", "A.7.2", "A.7.3", "A.7.4", "A.7.6"]),
    ("system-access", &["confidentiality"], &["A.5.16", "A.5.17", "A.8.1", "A.8.5"]),
    ("data-access", &["confidentiality"], &["A.5.15", "A.5.18", "A.8.2", "A.8.3"]),
    ("separation", &["unlinkability"], &["A.8.3", "A.8.22", "A.8.31"]),
    ("pseudonymisation", &["data-minimisation", "confidentiality"], &["A.8.11", "A.8.24"]),
    ("encryption", &["data-minimisation", "confidentiality"], &["A.8.11", "A.8.24"]),
    ("media-handling", &["confidentiality"], &["A.7.10", "A.7.14"]),
    ("transfer", &["integrity", "confidentiality"], &["A.5.14", "A.8.20", "A.8.21", "A.8.22", "A.8.23", "A.8.24"]),
    ("input", &["transparency", "integrity"], &["A.8.15", "A.8.16", "A.8.17"]),
    ("availability", &["availability"], &["A.7.5", "A.7.11", "A.8.13", "A.8.14"]),
    ("recovery", &["availability"], &["A.5.29", "A.5.30", "A.8.13"]),
    ("processor-control", &["transparency", "intervenability"], &["A.5.19", "A.5.20", "A.5.21", "A.5.22", "A.5.23"]),
    ("review", SDM_GOALS, &["A.5.35", "A.5.36", "A.8.8"]),
    ("incident-response", SDM_GOALS, &["A.5.24", "A.5.25", "A.5.26", "A.5.27", "A.5.28"]),
    ("default-settings", &["data-minimisation"], &["A.5.34", "A.8.9", "A.8.10"]),
];

/// Where a built-in control stands: `sdm` and `iso27001` with its numbers there; nowhere for a control of the site's own.
pub fn of_control(id: &str) -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let row = ROWS.iter().find(|(control, ..)| *control == id);
    row.into_iter().flat_map(|(_, sdm, iso)| [("sdm", *sdm), ("iso27001", *iso)])
}

/// The controls of ISO/IEC 27001:2022 that the built-in controls answer, in the order of its Annex A.
#[must_use]
pub fn iso_controls() -> Vec<&'static str> {
    let mut all: Vec<&str> = ROWS.iter().flat_map(|(.., iso)| iso.iter().copied()).collect();
    all.sort_by(|a, b| super::version::compare_labels(a, b));
    all.dedup();
    all
}
