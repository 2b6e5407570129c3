//! What people say of themselves, as types that can only hold what is right.

use jiff::civil::{Date, Time};

use super::model::Invalid;
use crate::base::name_key;
use crate::web::{TextError, parse_line, parse_optional_line};

/// The longest list of languages somebody speaks, in characters.
pub const SPEAKS_CHARS: usize = 200;
/// The longest reason of an absence, in characters.
pub const AWAY_CHARS: usize = 60;
/// The most topics of one person: more would say nothing.
pub const MAX_TOPICS: usize = 8;
const TOPIC_CHARS: usize = 40;
const PHONE_CHARS: usize = 40;
/// How long an absence can be announced for, in days.
const AWAY_DAYS: i64 = 731;

/// Something that people can help with: "mediazione", "rendiconti FAMI".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Topic {
    pub name: String,
    /// What tells topics apart.
    pub key: String,
}

impl Topic {
    fn parse(typed: &str) -> Result<Self, Invalid> {
        let name = parse_line(typed, TOPIC_CHARS)?;
        let key = name_key(&name);
        if key.contains(char::is_alphanumeric) { Ok(Self { name, key }) } else { Err(Invalid::NoLetters) }
    }
}

/// The topics in a list with commas, each once, in their order. Errors: too many, or one that cannot be.
pub fn parse_topics(typed: &str) -> Result<Vec<Topic>, Invalid> {
    let mut topics: Vec<Topic> = Vec::new();
    for typed in typed.split([',', ';', '\n']).map(str::trim).filter(|typed| !typed.is_empty()) {
        let topic = Topic::parse(typed)?;
        if !topics.iter().any(|known| known.key == topic.key) {
            topics.push(topic);
        }
    }
    if topics.len() > MAX_TOPICS {
        return Err(Invalid::TooMany { max: MAX_TOPICS, current: topics.len() });
    }
    Ok(topics)
}

/// A telephone number as people write it, with or without an extension ("int. 214"); may be empty.
pub fn parse_phone(typed: &str) -> Result<String, Invalid> {
    let phone = parse_optional_line(typed, PHONE_CHARS)?;
    let lower = phone.to_lowercase();
    let (number, extension) = lower.split_once("int").unwrap_or((&lower, ""));
    let extension = extension.trim_start_matches("erno").trim_start_matches('.');
    let fits = |text: &str| text.chars().all(|c| c.is_ascii_digit() || " +-/().,".contains(c));
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if phone.is_empty() || (fits(number) && fits(extension) && digits >= 5) { Ok(phone) } else { Err(Invalid::Phone) }
}

/// An absence: its last day, and why when somebody says so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Away {
    pub until: Date,
    pub why: String,
}

impl Away {
    /// Nothing when no day was given. Errors: no day, a day that is over or beyond two years, a reason that cannot be.
    pub fn parse(until: &str, why: &str, today: Date) -> Result<Option<Self>, (&'static str, Invalid)> {
        let why = parse_optional_line(why, AWAY_CHARS).map_err(|error| ("away_why", error.into()))?;
        if until.trim().is_empty() {
            return Ok(None);
        }
        let day = until.trim().parse::<Date>().map_err(|_| ("away_until", Invalid::Day))?;
        let ahead = day.since((jiff::Unit::Day, today)).map_or(-1, |span| i64::from(span.get_days()));
        if (0..=AWAY_DAYS).contains(&ahead) {
            Ok(Some(Self { until: day, why }))
        } else {
            Err(("away_until", Invalid::Day))
        }
    }

    /// What a row holds, unless it is over.
    pub fn of_row(until: Option<&str>, why: &str, today: Date) -> Option<Self> {
        let until = until?.parse::<Date>().ok().filter(|until| *until >= today)?;
        Some(Self { until, why: why.to_owned() })
    }
}

/// When letters may come: the days somebody works, and the hours that are to be quiet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hours {
    /// Bits 0 to 6 for Monday to Sunday.
    pub days: i64,
    /// Minutes of the day; may go over midnight.
    pub quiet: Option<(i64, i64)>,
}

impl Hours {
    pub const DAYS: std::ops::Range<i64> = 0..7;
    /// Monday to Friday, also for who has chosen no day at all.
    pub const WEEK: i64 = 0b1_1111;

    /// Errors: one end of the quiet hours without the other, or what is no time.
    pub fn parse(days: impl Iterator<Item = i64>, from: &str, until: &str) -> Result<Self, (&'static str, Invalid)> {
        let days = days.filter(|day| Self::DAYS.contains(day)).fold(0, |days, day| days | (1 << day));
        let days = if days == 0 { Self::WEEK } else { days };
        let minutes = |field: &'static str, typed: &str| match typed.trim() {
            "" => Ok(None),
            typed => match typed.parse::<Time>() {
                Ok(time) => Ok(Some(i64::from(time.hour()) * 60 + i64::from(time.minute()))),
                Err(_) => Err((field, Invalid::Time)),
            },
        };
        match (minutes("quiet_from", from)?, minutes("quiet_until", until)?) {
            (Some(from), Some(until)) => Ok(Self { days, quiet: Some((from, until)).filter(|_| from != until) }),
            (None, None) => Ok(Self { days, quiet: None }),
            (Some(_), None) => Err(("quiet_until", TextError::Empty.into())),
            (None, Some(_)) => Err(("quiet_from", TextError::Empty.into())),
        }
    }

    pub fn works_on(self, day: i64) -> bool {
        Self::DAYS.contains(&day) && self.days & (1 << day) != 0
    }

    /// Whether letters had better wait at this moment of somebody's day.
    pub fn is_quiet(self, at: &jiff::Zoned) -> bool {
        let minute = i64::from(at.hour()) * 60 + i64::from(at.minute());
        let in_quiet_hours = self.quiet.is_some_and(|(from, until)| {
            if from < until { (from..until).contains(&minute) } else { minute >= from || minute < until }
        });
        in_quiet_hours || !self.works_on(i64::from(at.weekday().to_monday_zero_offset()))
    }
}

/// "19:30" of minutes of the day.
pub fn clock(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes.div_euclid(60), minutes.rem_euclid(60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn topics_are_told_apart_by_their_key() {
        let names =
            |typed: &str| parse_topics(typed).map(|topics| topics.into_iter().map(|t| t.name).collect::<Vec<_>>());
        assert_eq!(names("Mediazione,  mediazione , Caporalato;MEDIAZIÒNE,,").unwrap(), ["Mediazione", "Caporalato"]);
        assert_eq!(names("").unwrap(), Vec::<String>::new());
        assert_eq!(names(&"à".repeat(41)), Err(TextError::TooLong { max: 40, current: 41 }.into()));
        assert_eq!(names("a,b,c,d,e,f,g,h,i"), Err(Invalid::TooMany { max: 8, current: 9 }));
        assert_eq!(names("a, !!"), Err(Invalid::NoLetters));
        assert!(names("a\0b").is_err());
    }

    #[test]
    fn numbers_are_written_in_many_ways() {
        for phone in ["", "0425 428511", "+39 (0425) 428.511", "06/46521, int. 214", "0425428511 interno 3"] {
            assert_eq!(parse_phone(phone).as_deref(), Ok(phone));
        }
        for phone in ["chiedi al centralino", "1234", "0425 <b>", "12345 int. x", "+-+-+-"] {
            assert_eq!(parse_phone(phone), Err(Invalid::Phone), "{phone}");
        }
    }

    #[test]
    fn absences_end_today_or_later() {
        let today = date(2026, 11, 24);
        let parse = |until: &str| Away::parse(until, " in  ferie ", today);
        assert_eq!(parse("2026-11-24").unwrap().unwrap(), Away { until: today, why: "in ferie".to_owned() });
        assert_eq!(parse(" "), Ok(None));
        for day in ["2026-11-23", "2030-01-01", "domani", "2026-02-30", "-009999-01-01"] {
            assert_eq!(parse(day), Err(("away_until", Invalid::Day)), "{day}");
        }
        assert!(Away::of_row(Some("2026-11-24"), "", today).is_some());
        assert!(Away::of_row(Some("2026-11-23"), "", today).is_none() && Away::of_row(None, "x", today).is_none());
    }

    #[test]
    fn quiet_hours_go_over_midnight() {
        let hours = Hours::parse([0, 1, 2, 3, 4].into_iter(), "19:00", "08:00").unwrap();
        assert_eq!(hours, Hours { days: Hours::WEEK, quiet: Some((1140, 480)) });
        let at = |day, hour, minute| date(2026, 11, day).at(hour, minute, 0, 0).in_tz("Europe/Rome").unwrap();
        for (day, hour, minute, quiet) in [
            (24, 7, 59, true),
            (24, 8, 0, false),
            (24, 18, 59, false),
            (24, 19, 0, true),
            (24, 0, 0, true),
            (28, 12, 0, true),
        ] {
            assert_eq!(hours.is_quiet(&at(day, hour, minute)), quiet, "{day} {hour}:{minute}");
        }
        let noon = Hours::parse([6].into_iter(), "12:00", "13:00").unwrap();
        assert!(noon.is_quiet(&at(29, 12, 30)) && !noon.is_quiet(&at(29, 13, 0)) && noon.is_quiet(&at(24, 10, 0)));
        assert_eq!(Hours::parse([].into_iter(), "", "").unwrap(), Hours { days: Hours::WEEK, quiet: None });
        assert_eq!(
            Hours::parse([9].into_iter(), "9:00", "9:00").map(|h| h.quiet).ok(),
            None,
            "no leading zero: no time"
        );
        assert_eq!(Hours::parse([].into_iter(), "09:00", "").unwrap_err().0, "quiet_until");
        assert_eq!(Hours::parse([].into_iter(), "x", "").unwrap_err(), ("quiet_from", Invalid::Time));
        assert_eq!(clock(1140), "19:00");
    }
}
