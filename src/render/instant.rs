//! When something happened, to the second, without a clock.
//!
//! Owns the notations of instants in feeds and calendars. Invariant: an instant lies on the day that it was made of, in
//! UTC, and in the years 1 to 9999, which all notations can write.

use jiff::civil::{Date, DateTime, date, time};

/// The moment that a change of a day bears: that day's first second in UTC, and one second more for each change before
/// it. So the changes of a day have an order, every reader in UTC sees the right day, and no later build moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(DateTime);

impl Instant {
    /// The instant of the change at `place_in_day`, from 0, among the changes of `day`. A place that would lead into
    /// the next day is taken for the day's last second.
    #[must_use]
    pub fn new(day: Date, place_in_day: u32) -> Self {
        let day = day.max(date(1, 1, 1));
        let last = time(23, 59, 59, 0);
        let time = DateTime::from_parts(date(1, 1, 1), time(0, 0, 0, 0))
            .saturating_add(jiff::SignedDuration::from_secs(i64::from(place_in_day)));
        let time = if time.date() == date(1, 1, 1) { time.time() } else { last };
        Self(DateTime::from_parts(day, time))
    }

    /// The day.
    #[must_use]
    pub fn day(self) -> Date {
        self.0.date()
    }

    /// As RFC 3339 writes it: `2026-11-20T00:00:01Z`.
    #[must_use]
    pub fn rfc3339(self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// As RFC 822 writes it, with the four digits of the year that RSS 2.0 asks for: `Fri, 20 Nov 2026 00:00:01 +0000`.
    #[must_use]
    pub fn rfc822(self) -> String {
        self.0.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
    }

    /// As RFC 5545 writes it: `20261120T000001Z`.
    #[must_use]
    pub fn rfc5545(self) -> String {
        self.0.strftime("%Y%m%dT%H%M%SZ").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_a_second_of_its_day() {
        let at = |day, place| Instant::new(day, place).rfc3339();
        assert_eq!(at(date(2026, 11, 20), 0), "2026-11-20T00:00:00Z");
        assert_eq!(at(date(2026, 11, 20), 61), "2026-11-20T00:01:01Z");
        assert_eq!(at(date(2026, 11, 20), u32::MAX), "2026-11-20T23:59:59Z");
        assert_eq!(at(date(9999, 12, 31), 86_400), "9999-12-31T23:59:59Z");
        assert_eq!(at(Date::MIN, 0), "0001-01-01T00:00:00Z");
        let instant = Instant::new(date(2026, 2, 1), 1);
        assert_eq!(instant.rfc822(), "Sun, 01 Feb 2026 00:00:01 +0000");
        assert_eq!(instant.rfc5545(), "20260201T000001Z");
    }
}
