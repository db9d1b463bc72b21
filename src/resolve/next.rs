//! When time alone will change the site: what is announced, takes effect, ends or is withdrawn after the day.

use jiff::civil::Date;

use super::Site;

/// The next day on which a build gives another site, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextChange {
    /// The day.
    pub date: Date,
    /// What happens on it, one sentence without subject each, such as `subprocessors 2026-11-20 takes effect`.
    pub events: Vec<String>,
}

/// The next such day after the site's own; `None` where nothing is to come.
#[must_use]
pub fn next_change(site: &Site) -> Option<NextChange> {
    let mut events: Vec<(Date, String)> = Vec::new();
    for of in &site.documents {
        let id = &of.document.id;
        for version in &of.document.versions {
            let label = &version.label;
            events.push((version.announced.value, format!("{id} {label} is announced")));
            let mut withdrawn = of.document.settings.withdrawn.iter().filter(|gone| gone.version.value == *label);
            if withdrawn.all(|gone| gone.date.value > version.effective.value) {
                events.push((version.effective.value, format!("{id} {label} takes effect")));
            }
        }
        for withdrawal in &of.document.settings.withdrawn {
            events.push((withdrawal.date.value, format!("{id} {} is withdrawn", withdrawal.version.value)));
        }
        // Nobody can object to the first list, nor to what was taken back.
        for at in (1..of.versions.len()).filter(|&at| of.versions[at].withdrawal.is_none()) {
            let last = site.last_day_to_object(of, at).and_then(|last| last.tomorrow().ok());
            if let Some(day) = last {
                events.push((day, format!("the time to object to {id} {} is over", of.version(at).label)));
            }
        }
    }
    let date = events.iter().map(|(date, _)| *date).filter(|&date| date > site.today).min()?;
    let events = events.into_iter().filter(|(day, _)| *day == date).map(|(_, what)| what).collect();
    Some(NextChange { date, events })
}
