//! Dates and times in words. Instants come as microseconds since the epoch (UTC) and are shown in the reader's time zone.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

use super::{Lang, Tr};

impl Tr {
    /// "martedì 24 novembre 2026, ore 10:30" / "Tuesday 24 November 2026, 10:30".
    pub fn date_full(&self, ts_micros: i64, tz: &TimeZone) -> String {
        let at = local(ts_micros, tz);
        let (day, time) = (self.long_day(at.date(), true), clock(at));
        match self.lang() {
            Lang::It => format!("{day}, ore {time}"),
            Lang::En => format!("{day}, {time}"),
        }
    }

    /// "martedì 17 novembre, 9:12"; with the year when it is not the one of `now_micros`.
    pub fn date_short(&self, ts_micros: i64, tz: &TimeZone, now_micros: i64) -> String {
        let (at, now) = (local(ts_micros, tz), local(now_micros, tz));
        format!("{}, {}", self.long_day(at.date(), at.year() != now.year()), clock(at))
    }

    /// "oggi, 8:51", "ieri, 18:40", and `date_short` for all other days.
    pub fn when(&self, ts_micros: i64, tz: &TimeZone, now_micros: i64) -> String {
        let (at, today) = (local(ts_micros, tz), local(now_micros, tz).date());
        let (today_word, yesterday_word) = match self.lang() {
            Lang::It => ("oggi", "ieri"),
            Lang::En => ("today", "yesterday"),
        };
        if at.date() == today {
            format!("{today_word}, {}", clock(at))
        } else if today.yesterday().is_ok_and(|yesterday| at.date() == yesterday) {
            format!("{yesterday_word}, {}", clock(at))
        } else {
            self.date_short(ts_micros, tz, now_micros)
        }
    }

    /// "martedì 24 novembre 2026" / "Tuesday 24 November 2026".
    pub fn day(&self, ts_micros: i64, tz: &TimeZone) -> String {
        self.long_day(local(ts_micros, tz).date(), true)
    }

    /// "martedì 24 novembre"; with the year when it is not the one of `now_micros`.
    pub fn day_short(&self, ts_micros: i64, tz: &TimeZone, now_micros: i64) -> String {
        let (date, now) = (local(ts_micros, tz).date(), local(now_micros, tz));
        self.long_day(date, date.year() != now.year())
    }

    /// "9:12".
    pub fn time(&self, ts_micros: i64, tz: &TimeZone) -> String {
        clock(local(ts_micros, tz))
    }

    fn long_day(&self, date: Date, with_year: bool) -> String {
        let (weekday, month) = match self.lang() {
            Lang::It => (giorno(date.weekday()), month(date, &MESI)),
            Lang::En => (weekday(date.weekday()), month(date, &MONTHS)),
        };
        let day = match (self.lang(), date.day()) {
            (Lang::It, 1) => "1º".to_owned(),
            (_, day) => day.to_string(),
        };
        if with_year { format!("{weekday} {day} {month} {}", date.year()) } else { format!("{weekday} {day} {month}") }
    }
}

/// What lies beyond jiff's years (-9999 to 9999) is shown as the last instant within.
fn local(ts_micros: i64, tz: &TimeZone) -> DateTime {
    let beyond = if ts_micros < 0 { Timestamp::MIN } else { Timestamp::MAX };
    tz.to_datetime(Timestamp::from_microsecond(ts_micros).unwrap_or(beyond))
}

fn clock(at: DateTime) -> String {
    format!("{}:{:02}", at.hour(), at.minute())
}

fn month(date: Date, names: &[&'static str; 12]) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

const MESI: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn giorno(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "lunedì",
        Weekday::Tuesday => "martedì",
        Weekday::Wednesday => "mercoledì",
        Weekday::Thursday => "giovedì",
        Weekday::Friday => "venerdì",
        Weekday::Saturday => "sabato",
        Weekday::Sunday => "domenica",
    }
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
