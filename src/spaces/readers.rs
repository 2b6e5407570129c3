//! Who can read a space, and who has changed it: in words.

use crate::authz::Openness;
use crate::i18n::Tr;
use crate::journal::{Event, SpaceEvent};

use super::store::readers::ReadersEntry;
use crate::web::Visit;

/// A change of who can read, for the history of a space.
pub(super) struct ReadersChange {
    pub when: String,
    pub datetime: String,
    /// Who did what.
    pub sentence: String,
}

/// What a stored event says of it: who could read before, and who can since.
pub(super) fn change_of(data: &str) -> Option<(Openness, Openness)> {
    match serde_json::from_str(data) {
        Ok(Event::Spaces(SpaceEvent::ReadersChanged { from, to, .. })) => Some((from, to)),
        Ok(_) | Err(_) => None,
    }
}

/// The word of the form for it.
pub(super) fn word(t: &Tr, openness: Openness) -> &'static str {
    t.s(match openness {
        Openness::Open => "spaces-open-label",
        Openness::Closed => "spaces-closed-label",
        Openness::Private => "spaces-private-label",
    })
}

/// The message that says what it means that a space is opened so far.
pub(super) fn consequence(to: Openness) -> &'static str {
    match to {
        Openness::Open => "spaces-opens-to-all",
        Openness::Closed | Openness::Private => "spaces-opens-to-ask",
    }
}

/// The changes of a space, as its history tells them.
pub(super) fn told(visit: &Visit, entries: &[ReadersEntry]) -> Vec<ReadersChange> {
    let (t, zone) = (visit.t(), &visit.viewer.time_zone);
    let told = |entry: &ReadersEntry| {
        let (from, to) = change_of(&entry.data)?;
        let who = entry.who.as_deref().unwrap_or(t.s("spaces-readers-nobody"));
        let words = [("who", who.into()), ("from", word(t, from).into()), ("to", word(t, to).into())];
        let (when, datetime) = (t.date_full(entry.at.0, zone), entry.at.rfc3339());
        Some(ReadersChange { when, datetime, sentence: t.f("spaces-readers-changed", &words) })
    };
    entries.iter().filter_map(told).collect()
}
