//! The last day of something that ends: of a guest's stay, of a key. Parsed once, refused with a sentence.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::base::Timestamp;

/// How far ahead a last day may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Year,
    TwoYears,
}

impl Reach {
    /// In days from today.
    pub const fn days(self) -> i64 {
        match self {
            Self::Year => 365,
            Self::TwoYears => 731,
        }
    }
}

/// Why a day cannot be the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadDay {
    /// Not a date, or nothing.
    Unreadable,
    /// Over already.
    Past,
    TooFar(Reach),
}

impl BadDay {
    /// The key of the sentence beside the field.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "error-day-unreadable",
            Self::Past => "error-day-past",
            Self::TooFar(Reach::Year) => "error-day-beyond-year",
            Self::TooFar(Reach::TwoYears) => "error-day-beyond-two-years",
        }
    }
}

/// The instant after a last day, written as `2026-12-31`: today is not over yet.
pub fn parse_last_day(raw: &str, zone: &TimeZone, now: Timestamp, reach: Reach) -> Result<Timestamp, BadDay> {
    let day: Date = raw.trim().parse().map_err(|_| BadDay::Unreadable)?;
    let today = now.zoned(zone).date();
    let ahead = day.since((jiff::Unit::Day, today)).map_or(i64::MAX, |span| i64::from(span.get_days()));
    if ahead < 0 {
        return Err(BadDay::Past);
    }
    if ahead > reach.days() {
        return Err(BadDay::TooFar(reach));
    }
    let next = day.tomorrow().and_then(|next| next.to_zoned(zone.clone())).map_err(|_| BadDay::TooFar(reach))?;
    Ok(Timestamp(next.timestamp().as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-24, 10:30 in Rome.
    const NOW: Timestamp = Timestamp(1_795_512_600_000_000);

    #[test]
    fn it_ends_with_its_last_day() {
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let parse = |day: &str, reach| parse_last_day(day, &zone, NOW, reach).map(Timestamp::rfc3339);
        assert_eq!(parse(" 2026-12-31 ", Reach::Year).as_deref(), Ok("2026-12-31T23:00:00Z"));
        assert_eq!(parse("2026-11-24", Reach::Year).as_deref(), Ok("2026-11-24T23:00:00Z"), "today is not over");
        for (raw, year, two) in [
            ("2027-11-24", None, None),
            ("2027-11-25", Some(BadDay::TooFar(Reach::Year)), None),
            ("2028-11-24", Some(BadDay::TooFar(Reach::Year)), None),
            ("2028-11-25", Some(BadDay::TooFar(Reach::Year)), Some(BadDay::TooFar(Reach::TwoYears))),
            ("9999-12-31", Some(BadDay::TooFar(Reach::Year)), Some(BadDay::TooFar(Reach::TwoYears))),
            ("2026-11-23", Some(BadDay::Past), Some(BadDay::Past)),
            ("-009999-01-01", Some(BadDay::Past), Some(BadDay::Past)),
            ("31/12/2026", Some(BadDay::Unreadable), Some(BadDay::Unreadable)),
            ("2026-02-30", Some(BadDay::Unreadable), Some(BadDay::Unreadable)),
            (" ", Some(BadDay::Unreadable), Some(BadDay::Unreadable)),
        ] {
            assert_eq!((parse(raw, Reach::Year).err(), parse(raw, Reach::TwoYears).err()), (year, two), "{raw}");
        }
    }
}
