//! The worked examples of the documentation, and the notice clock against a calendar that is walked day by day.

use std::collections::BTreeSet;
use std::fs;

use aushang::model::document::{Period, Unit};
use aushang::resolve::deadline::{earliest_effect, last_day_to_object};
use jiff::civil::{Date, Weekday};
use proptest::prelude::*;

use crate::sandbox::repository;

fn period(words: &str) -> Period {
    let (count, unit) = words.split_once(' ').unwrap();
    let unit = match unit.trim_end_matches('s') {
        "day" => Unit::Days,
        "week" => Unit::Weeks,
        "month" => Unit::Months,
        "business day" => Unit::BusinessDays,
        other => panic!("{other} is no unit"),
    };
    Period { count: count.parse().unwrap(), unit }
}

/// `Fri 2026-11-20`; the name of the day must be right.
fn day(words: &str) -> Date {
    let (name, date) = words.split_once(' ').unwrap();
    let date: Date = date.parse().unwrap();
    assert_eq!(date.strftime("%a").to_string(), name, "{words}");
    date
}

#[test]
fn the_worked_examples_of_the_documentation_are_right() {
    let text = fs::read_to_string(repository().join("docs/notice-periods.md")).unwrap();
    let (_, examples) = text.split_once("## Worked examples").unwrap();
    let rows = examples.lines().filter(|line| line.starts_with('|')).skip(2);
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let holidays: BTreeSet<Date> = cells[2].split_whitespace().map(|day| day.parse().unwrap()).collect();
        let (announced, period) = (day(cells[0]), period(cells[1]));
        assert_eq!(last_day_to_object(announced, period, &holidays), Some(day(cells[3])), "{row}");
        assert_eq!(earliest_effect(announced, period, &holidays), Some(day(cells[4])), "{row}");
        count += 1;
    }
    assert!(count >= 10, "the table of examples was found");
}

/// The last day of a period, counted on fingers: one day after the other.
fn counted(announced: Date, period: Period, holidays: &BTreeSet<Date>) -> Date {
    let works = |day: Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&day);
    let mut day = announced;
    match period.unit {
        Unit::Days => (0..period.count).for_each(|_| day = day.tomorrow().unwrap()),
        Unit::Weeks => (0..period.count * 7).for_each(|_| day = day.tomorrow().unwrap()),
        Unit::BusinessDays => {
            let mut left = period.count;
            while left > 0 {
                day = day.tomorrow().unwrap();
                left -= u32::from(works(day));
            }
        }
        Unit::Months => {
            for _ in 0..period.count {
                // To the month that follows, whatever its length.
                let month = (day.year(), day.month());
                while (day.year(), day.month()) == month {
                    day = day.tomorrow().unwrap();
                }
            }
            while day.day() < announced.day() && day.tomorrow().unwrap().month() == day.month() {
                day = day.tomorrow().unwrap();
            }
        }
    }
    while !works(day) {
        day = day.tomorrow().unwrap();
    }
    day
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_500))]
    #[test]
    fn a_deadline_is_the_day_that_is_reached_by_walking(
        from in 0i32..30_000,
        count in 1u32..120,
        free in prop::collection::btree_set(0i32..400, 0..12),
    ) {
        let start = jiff::civil::date(1990, 1, 1);
        let announced = start.checked_add(jiff::Span::new().days(from)).unwrap();
        let holidays: BTreeSet<Date> =
            free.into_iter().map(|day| announced.checked_add(jiff::Span::new().days(day)).unwrap()).collect();
        for unit in [Unit::Days, Unit::Weeks, Unit::Months, Unit::BusinessDays] {
            let period = Period { count, unit };
            let last = counted(announced, period, &holidays);
            prop_assert_eq!(last_day_to_object(announced, period, &holidays), Some(last), "{:?}", unit);
            prop_assert_eq!(earliest_effect(announced, period, &holidays), last.tomorrow().ok());
        }
    }
}
