//! When to be reminded: the choices that a form offers, in the person's own day, and the jobs that keep the promise.

use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::civil::{Date, Time};
use jiff::{ToSpan as _, Zoned};

use crate::accounts::Hours;
use crate::base::{Clock, PersonId, Timestamp};
use crate::db::Db;
use crate::jobs::{Claimed, Failure, Handler};

use super::commands::{DueReminder, Remind, WriteReminders};

/// The job of one reminder.
pub(super) const REMIND: &str = "threads.remind";
/// The job of a letter that waits for the last one to be long enough ago.
pub(super) const WRITE: &str = "threads.write_reminders";
/// How far ahead one can be reminded, in days.
const AHEAD: i32 = 731;

/// A choice that needs no date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Soon {
    /// This afternoon.
    Afternoon,
    /// The morning of the next working day.
    Morning,
    /// The first working morning of next week.
    NextWeek,
}

impl Soon {
    /// Its word in the form.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Afternoon => "afternoon",
            Self::Morning => "morning",
            Self::NextWeek => "week",
        }
    }
}

/// The choices at a moment of somebody's day, each with its instant: an afternoon that is over, or not worked, is none, and
/// two of the same instant are one.
pub(super) fn choices(now: &Zoned, hours: Hours) -> Vec<(Soon, Zoned)> {
    let mut choices = Vec::new();
    let today = now.date();
    if works(today, hours) && now.time() < Time::constant(14, 30, 0, 0) {
        choices.extend(at(today, Time::constant(15, 0, 0, 0), now).map(|at| (Soon::Afternoon, at)));
    }
    let next = morning(today.saturating_add(1.day()), hours, now);
    let to_monday = 7 - i64::from(today.weekday().to_monday_zero_offset());
    let week = morning(today.saturating_add(to_monday.days()), hours, now).filter(|week| Some(week) != next.as_ref());
    choices.extend(next.map(|at| (Soon::Morning, at)));
    choices.extend(week.map(|at| (Soon::NextWeek, at)));
    choices
}

fn works(day: Date, hours: Hours) -> bool {
    hours.works_on(i64::from(day.weekday().to_monday_zero_offset()))
}

/// Half past eight of the first working day from `day` on, or the end of the quiet hours when they last longer.
fn morning(day: Date, hours: Hours, now: &Zoned) -> Option<Zoned> {
    let day = (0..7).map(|n| day.saturating_add(n.days())).find(|day| works(*day, hours))?;
    let half_past_eight = at(day, Time::constant(8, 30, 0, 0), now)?;
    if !hours.is_quiet(&half_past_eight) {
        return Some(half_past_eight);
    }
    let (_, until) = hours.quiet?;
    let (hour, minute) = (i8::try_from(until / 60).ok()?, i8::try_from(until % 60).ok()?);
    at(day, Time::new(hour, minute, 0, 0).ok()?, now)
}

fn at(day: Date, time: Time, now: &Zoned) -> Option<Zoned> {
    day.to_datetime(time).to_zoned(now.time_zone().clone()).ok()
}

/// A chosen day and time of somebody's zone: from now on, within two years. Nothing when it is none of these.
pub(super) fn chosen(day: &str, time: &str, now: &Zoned) -> Option<Timestamp> {
    let day: Date = day.trim().parse().ok()?;
    let time: Time = time.trim().parse().ok()?;
    let chosen = at(day, time, now)?;
    let last = now.date().saturating_add(AHEAD.days());
    (chosen > *now && day <= last).then(|| instant(&chosen))
}

/// Whether somebody can be reminded at an instant: from now on, within two years.
pub(super) fn lies_ahead(at: Timestamp, now: Timestamp) -> bool {
    at > now && at <= now.plus(Duration::from_hours(24 * u64::from(AHEAD.unsigned_abs())))
}

pub(super) fn instant(at: &Zoned) -> Timestamp {
    Timestamp(at.timestamp().as_microsecond())
}

/// Does what reminders promise. `WRITE` makes it the one for letters that had to wait.
pub struct Reminder {
    db: Db,
    clock: Clock,
    kind: &'static str,
}

impl Reminder {
    /// The handlers of reminders, for the workers.
    pub fn handlers(db: &Db, clock: &Clock) -> [Self; 2] {
        [REMIND, WRITE].map(|kind| Self { db: db.clone(), clock: clock.clone(), kind })
    }
}

impl Handler for Reminder {
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn run<'a>(&'a self, job: &'a Claimed) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let now = self.clock.now();
            if self.kind == REMIND {
                let due: DueReminder = job.payload()?;
                self.db.write(Remind { due, now }).await?;
            } else {
                let person: PersonId = job.payload()?;
                self.db.write(WriteReminders { person, now }).await?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(now: &str, hours: Hours) -> Vec<(Soon, String)> {
        let now: Zoned = now.parse().unwrap();
        choices(&now, hours).into_iter().map(|(soon, at)| (soon, at.datetime().to_string())).collect()
    }

    fn wanted(all: &[(Soon, &str)]) -> Vec<(Soon, String)> {
        all.iter().map(|(soon, at)| (*soon, (*at).to_owned())).collect()
    }

    const WEEK: Hours = Hours { days: Hours::WEEK, quiet: None };

    #[test]
    fn what_is_offered_lies_in_working_time() {
        use Soon::{Afternoon, Morning, NextWeek};
        let tuesday =
            [(Afternoon, "2026-11-24T15:00:00"), (Morning, "2026-11-25T08:30:00"), (NextWeek, "2026-11-30T08:30:00")];
        assert_eq!(when("2026-11-24T10:30[Europe/Rome]", WEEK), wanted(&tuesday));
        assert_eq!(when("2026-11-24T14:30[Europe/Rome]", WEEK), wanted(&tuesday[1..]), "the afternoon has begun");
        let friday = [(Morning, "2026-11-30T08:30:00")];
        assert_eq!(when("2026-11-27T16:00[Europe/Rome]", WEEK), wanted(&friday), "one choice for one instant");
        assert_eq!(when("2026-11-29T10:00[Europe/Rome]", WEEK), wanted(&friday), "nobody works on Sunday");
        let part = Hours { days: 0b1_0010, quiet: Some((19 * 60, 9 * 60)) };
        let later = [(Morning, "2026-11-27T09:00:00"), (NextWeek, "2026-12-01T09:00:00")];
        assert_eq!(when("2026-11-25T10:00[Europe/Rome]", part), wanted(&later), "Tuesdays and Fridays, from nine");
    }

    #[test]
    fn a_chosen_time_lies_ahead() {
        let now: Zoned = "2026-11-24T10:30[Europe/Rome]".parse().unwrap();
        let at = chosen("2026-11-24", "10:31", &now).unwrap();
        assert_eq!(at.rfc3339(), "2026-11-24T09:31:00Z");
        // The clocks go forward at two: what does not exist is an hour later.
        assert_eq!(chosen("2027-03-28", "02:30", &now).unwrap().rfc3339(), "2027-03-28T01:30:00Z");
        for (day, time) in [
            ("2026-11-24", "10:30"),
            ("2026-11-23", "12:00"),
            ("2029-01-01", "9:00"),
            ("", "09:00"),
            ("2026-12-01", ""),
        ] {
            assert_eq!(chosen(day, time, &now), None, "{day} {time}");
        }
    }
}
