//! The notice clock: until when customers can object, and from when a change can take effect.
//!
//! Periods are counted as Regulation (EEC, Euratom) No 1182/71, Art. 3, and §§ 187(1), 188, 193 BGB say: the day of the
//! event does not count; a period of weeks or months ends on the day of the same name or number (the last of the month
//! where it has none); one whose last day is a Saturday, Sunday or holiday ends on the next working day.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::model::document::{Period, Unit};

/// The last day on which a customer can object to what was announced on `announced`; `None` beyond the calendar.
#[must_use]
pub fn last_day_to_object(announced: Date, period: Period, holidays: &BTreeSet<Date>) -> Option<Date> {
    let count = i64::from(period.count);
    let last = match period.unit {
        Unit::Days => announced.checked_add(count.days()).ok()?,
        Unit::Weeks => announced.checked_add(count.checked_mul(7)?.days()).ok()?,
        Unit::Months => announced.checked_add(count.months()).ok()?,
        Unit::BusinessDays => {
            let mut day = announced;
            for _ in 0..count {
                day = working_day_from(day.tomorrow().ok()?, holidays)?;
            }
            day
        }
    };
    working_day_from(last, holidays)
}

/// The earliest day on which what was announced on `announced` can apply to existing customers: the day after the last
/// one to object.
#[must_use]
pub fn earliest_effect(announced: Date, period: Period, holidays: &BTreeSet<Date>) -> Option<Date> {
    last_day_to_object(announced, period, holidays)?.tomorrow().ok()
}

fn working_day_from(mut day: Date, holidays: &BTreeSet<Date>) -> Option<Date> {
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || holidays.contains(&day) {
        day = day.tomorrow().ok()?;
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(announced: &str, count: u32, unit: Unit, holidays: &[&str]) -> String {
        let holidays = holidays.iter().map(|day| day.parse().unwrap()).collect();
        last_day_to_object(announced.parse().unwrap(), Period { count, unit }, &holidays).unwrap().to_string()
    }

    #[test]
    fn the_day_of_the_announcement_does_not_count() {
        assert_eq!(last("2026-11-20", 28, Unit::Days, &[]), "2026-12-18");
        assert_eq!(last("2026-11-20", 4, Unit::Weeks, &[]), "2026-12-18");
    }

    #[test]
    fn a_period_that_ends_on_a_weekend_or_holiday_ends_on_the_next_working_day() {
        assert_eq!(last("2026-11-21", 14, Unit::Days, &[]), "2026-12-07");
        assert_eq!(last("2026-11-27", 28, Unit::Days, &["2026-12-25"]), "2026-12-28");
    }

    #[test]
    fn a_month_without_the_day_ends_on_its_last_one() {
        assert_eq!(last("2024-01-31", 1, Unit::Months, &[]), "2024-02-29");
        assert_eq!(last("2025-01-31", 1, Unit::Months, &[]), "2025-02-28");
    }

    #[test]
    fn business_days_are_neither_weekend_nor_holiday() {
        assert_eq!(last("2026-12-23", 3, Unit::BusinessDays, &["2026-12-24", "2026-12-25"]), "2026-12-30");
    }

    #[test]
    fn a_period_of_no_days_ends_on_the_day_itself_if_that_is_a_working_day() {
        assert_eq!(last("2026-11-20", 0, Unit::Days, &[]), "2026-11-20");
    }
}
