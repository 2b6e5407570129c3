//! Letting more people, or fewer, read a space; and telling those whose words they are.

use crate::authz::{Action, Actor, Openness, decide};
use crate::base::{PersonId, Seq, Timestamp};
use crate::db::{self, Command, Tx};
use crate::jobs::{self, NewJob};
use crate::journal::{self, Event, SpaceEvent};
use crate::mail::{self, Letter, MessageId};
use crate::spaces::keeper::TELL_OPENED;
use crate::spaces::letters::OPENED;
use crate::spaces::store::{SpaceForActor, readers};

use super::Result;

/// Decides and notes that from now on others read a space than those of `found`. Whoever is in it gets a letter when they are
/// more.
pub(super) async fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (found, to): (&SpaceForActor, Openness),
    now: Timestamp,
) -> Result<()> {
    let (space, from) = (found.id, found.openness);
    if to == from {
        return Ok(());
    }
    let widens = to.is_wider_than(from);
    let permit = decide(actor, if widens { Action::OpenUp } else { Action::EditSpace }, &found.facts())?;
    let event = Event::Spaces(SpaceEvent::ReadersChanged { space, from, to });
    let seq = journal::record(tx, &permit, now, &event).await?;
    if widens {
        jobs::enqueue(tx, &NewJob::new(TELL_OPENED, seq, now)).await?;
    }
    Ok(())
}

/// Writes to some of those who are in a space that it is read by more people now. Gives the last of them; nothing when all
/// have been told. Who has been told already is not told again.
pub(in crate::spaces) struct TellOfOpening {
    pub seq: Seq,
    pub after: PersonId,
    pub now: Timestamp,
}

impl Command for TellOfOpening {
    type Output = Option<PersonId>;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<Option<PersonId>> {
        let people = readers::list_to_tell(tx, self.seq, self.after).await?;
        for to in &people {
            let letter = Letter { kind: OPENED, recipient: &to.email, language: &to.language, subject_id: self.seq.0 };
            if !mail::was_posted(tx, &letter, Timestamp(0)).await? {
                let name = MessageId::derived(&format!("{OPENED} {} {}", self.seq, to.person));
                mail::post(tx, &letter, &name, self.now).await?;
            }
        }
        Ok(people.last().map(|to| to.person))
    }
}
