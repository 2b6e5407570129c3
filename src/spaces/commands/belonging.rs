//! Memberships that sleep, wake up, or are settled because their person works elsewhere. Whoever closed the account or moved
//! the person had the right; the house carries it out.

use crate::accounts::Choice;
use crate::authz::{Action, Actor, Facts, Role, Subject, decide};
use crate::base::{PersonId, Timestamp};
use crate::db::Tx;
use crate::spaces::letters;
use crate::spaces::model::RequestState;
use crate::spaces::store::belonging::{self, Belonging};
use crate::spaces::store::{self, requests};

use super::people::{let_out, set_role};
use super::{Result, pass_on};

/// Lets the memberships of a closed account sleep: they do not count, what it led passes on, and it waits nowhere to be let in.
pub(in crate::spaces) async fn sleep(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> Result<()> {
    for space in belonging::list_asked(tx, person).await? {
        requests::settle(tx, (space, person), (RequestState::Withdrawn, ""), (None, now)).await?;
        requests::recount(tx, space).await?;
    }
    belonging::recount_of(tx, person).await?;
    pass_on(tx, person, now).await
}

/// Settles one place of somebody who has changed office. False when whoever was chosen to take over cannot.
pub(in crate::spaces) async fn settle(
    tx: &mut Tx<'_>,
    (person, place): (PersonId, &Belonging),
    choice: Choice,
    now: Timestamp,
) -> Result<bool> {
    let space = place.space;
    let permit = decide(&Actor::System, Action::ManageMembers, &Facts::about(Subject::Space(space)))?;
    match choice {
        Choice::Stay => {}
        Choice::Leave => let_out(tx, &permit, (space, person), now).await?,
        Choice::PassTo(heir) => {
            if heir == person || place.role != Role::Facilitator || !belonging::is_heir(tx, space, heir).await? {
                return Ok(false);
            }
            if store::role_of(tx, space, heir).await? == Some(Role::Member) {
                set_role(tx, &permit, (space, heir, Role::Facilitator), now).await?;
                if let Some(to) = requests::find_addressee(tx, heir).await? {
                    letters::post(tx, (letters::LEADS, space.0), &to, now).await?;
                }
            }
            if place.is_of_office {
                let_out(tx, &permit, (space, person), now).await?;
            } else {
                set_role(tx, &permit, (space, person, Role::Member), now).await?;
            }
        }
    }
    Ok(true)
}
