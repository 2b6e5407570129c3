//! The database: reachable, sound, up to date, and right about itself; what waits in it for somebody to look.

use super::finding::Finding;
use super::truth;
use crate::app;
use crate::base::{Clock, Timestamp};
use crate::config::{Config, MailRoute};
use crate::db::{self, Db, State};
use crate::{jobs, mail};

const MINUTE: i64 = 60_000_000;
/// Clocks that differ by more are not set.
const SKEW: i64 = 2 * MINUTE;
/// A letter that has waited for longer should have left.
const LATE: i64 = 60 * MINUTE;

pub(super) async fn look(config: &Config) -> anyhow::Result<Vec<Finding>> {
    let location = app::location(config);
    let state = match db::look(&location).await {
        Ok(Some(state)) => state,
        Ok(None) => {
            let remedy = "nothing, if this is the first time; otherwise look at data_dir and database_url";
            return Ok(vec![Finding::weak(
                "database",
                "it is not there yet: the server makes it when it starts",
                remedy,
            )]);
        }
        Err(error) => {
            let remedy = "is the server running, and are database_url, its user and its password right?";
            return Ok(vec![Finding::wrong("database", format!("it cannot be reached: {error}"), remedy)]);
        }
    };
    let mut findings = vec![Finding::fine("database", format!("{} answers", state.engine))];
    findings.extend(soundness(&state));
    let (schema, is_current) = schema(&state);
    findings.push(schema);
    let now = Clock::System.now();
    if let Some(theirs) = state.now {
        findings.push(clocks(now.0 - theirs.0, "the database server's clock"));
    }
    if is_current && state.broken.is_empty() {
        let db = Db::open(&app::database(config)?).await?;
        findings.extend(truths(&db, now).await?);
        findings.extend(waiting(&db, config, now).await?);
        findings.push(super::files::look(&db, config, now).await);
    }
    Ok(findings)
}

fn soundness(state: &State) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(first) = state.broken.first() {
        let remedy = "stop the server, keep a copy of the file as it is, and restore the last backup (docs/running.md)";
        findings.push(Finding::wrong("integrity", format!("the file is damaged: {first}"), remedy));
    } else if state.is_wal.is_some() {
        findings.push(Finding::fine("integrity", "every page of the file is sound"));
    }
    if state.is_wal == Some(false) {
        let remedy = "start the server once: it sets the mode; it must stand on a local disk, not on a network's";
        findings.push(Finding::weak("log mode", "the file does not log ahead (WAL): readers wait for writers", remedy));
    }
    findings
}

/// The finding, and whether this program and the database have the same schema.
fn schema(state: &State) -> (Finding, bool) {
    let known = db::newest_migration();
    let finding = match state.schema {
        Some(found) if found == known => return (Finding::fine("schema", format!("number {found}, the newest")), true),
        Some(found) if found > known => Finding::wrong(
            "schema",
            format!("the database has number {found}, this program knows up to {known}"),
            "start the newer prassi that has been here, or restore a backup made before it",
        ),
        Some(found) => Finding::weak(
            "schema",
            format!("the database has number {found}, this program brings {known}"),
            "make a backup; the server brings it up to date when it starts",
        ),
        None => Finding::weak("schema", "the database is empty", "nothing: the server fills it when it starts"),
    };
    (finding, false)
}

/// `ahead`: by how many microseconds this computer's clock is ahead.
fn clocks(ahead: i64, whose: &str) -> Finding {
    if ahead.abs() <= SKEW {
        return Finding::fine("clock", format!("agrees with {whose}"));
    }
    let (minutes, way) = (ahead.abs() / MINUTE, if ahead > 0 { "ahead of" } else { "behind" });
    let says = format!("this computer's clock is {minutes} minutes {way} {whose}");
    Finding::wrong("clock", says, "set both by the network's time (chrony or systemd-timesyncd)")
}

async fn truths(db: &Db, now: Timestamp) -> db::Result<Vec<Finding>> {
    let (events, newest, clock, at) = truth::journal(db).await?;
    let mut findings = Vec::new();
    let remedy = "keep a copy of the database as it is and report this: no command leaves it so";
    findings.push(if (events, newest) == (clock, clock) {
        Finding::fine("journal", format!("{events} events without a gap"))
    } else {
        let says = format!("{events} events, the newest is number {newest}, and the clock says {clock}");
        Finding::wrong("journal", says, remedy)
    });
    if at.0 > now.0 + SKEW {
        findings.push(clocks(now.0 - at.0, "the newest event"));
    }
    let (threads, spaces, (tally, staff)) =
        (truth::miscounted_threads(db).await?, truth::miscounted_spaces(db).await?, truth::staff(db).await?);
    findings.push(if (threads, spaces, tally) == (0, 0, staff) {
        Finding::fine("counters", "agree with what they count")
    } else {
        let says = format!(
            "{threads} discussions and {spaces} spaces are counted wrongly; the tally has {tally} colleagues, there are {staff}"
        );
        Finding::wrong("counters", says, remedy)
    });
    Ok(findings)
}

/// What is there for somebody to look at.
async fn waiting(db: &Db, config: &Config, now: Timestamp) -> db::Result<Vec<Finding>> {
    let parked: Vec<(String, i64)> = jobs::count(db)
        .await?
        .into_iter()
        .filter(|(_, state, _)| state == "parked")
        .map(|(kind, _, count)| (kind, count))
        .collect();
    let jobs = if parked.is_empty() {
        Finding::fine("jobs", "none has failed for good")
    } else {
        let kinds: Vec<String> = parked.iter().map(|(kind, count)| format!("{count} of {kind}")).collect();
        Finding::weak(
            "jobs",
            format!("set aside after their last try: {}", kinds.join(", ")),
            "an administrator can look at them, and have them tried again or dropped",
        )
    };
    let letters = mail::count(db).await?;
    let of = |state| letters.iter().find(|(found, ..)| *found == state).map(|(_, count, oldest)| (*count, *oldest));
    let mut findings = vec![jobs];
    if let Some((count, _)) = of(mail::State::Failed) {
        let remedy = "an administrator can look at them; most often the address is wrong";
        findings.push(Finding::weak("letters", format!("{count} were refused for good"), remedy));
    }
    findings.push(match (of(mail::State::Waiting), config.mail_route()) {
        (Some((count, _)), MailRoute::Wait) => {
            Finding::weak("letters", format!("{count} wait for a mail server to be named"), "set smtp.host")
        }
        (Some((count, oldest)), _) if oldest.0 < now.0 - LATE => {
            let says = format!("{count} wait to be sent, the oldest since {}", oldest.rfc3339());
            Finding::weak("letters", says, "is the server running, and does the mail server answer?")
        }
        (Some((count, _)), _) => Finding::fine("letters", format!("{count} are about to be sent")),
        (None, _) => Finding::fine("letters", "none waits"),
    });
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::super::finding::Verdict;
    use super::*;

    #[test]
    fn clocks_may_differ_a_little() {
        for (ahead, verdict) in [
            (0, Verdict::Fine),
            (SKEW, Verdict::Fine),
            (-SKEW, Verdict::Fine),
            (SKEW + 1, Verdict::Wrong),
            (-SKEW - 1, Verdict::Wrong),
        ] {
            assert_eq!(clocks(ahead, "the other").verdict, verdict, "{ahead}");
        }
        assert!(clocks(-5 * MINUTE, "the other").says.contains("5 minutes behind the other"));
    }

    #[test]
    fn a_schema_is_older_the_same_or_newer() {
        let known = db::newest_migration();
        let verdict = |schema| {
            let (finding, is_current) = schema_of(schema);
            (finding.verdict, is_current)
        };
        assert_eq!(verdict(Some(known)), (Verdict::Fine, true));
        assert_eq!(verdict(Some(known - 1)), (Verdict::Weak, false));
        assert_eq!(verdict(Some(known + 1)), (Verdict::Wrong, false));
        assert_eq!(verdict(None), (Verdict::Weak, false));
    }

    fn schema_of(schema: Option<i64>) -> (Finding, bool) {
        super::schema(&State { schema, ..State::default() })
    }
}
