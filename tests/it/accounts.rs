//! Organisations, invitations, passwords, signing in, profiles.

mod closing;
mod commands;
mod directory;
mod email;
mod input;
mod journeys;
mod many;
mod moving;
mod own;
mod passkey_attacks;
mod passkeys;
mod picture;
mod second;
mod standing;
mod throttling;

use prassi::accounts::{EmailAddress, InvitePerson, NewInvitation, PersonName, list_organisations};
use prassi::authz::{Actor, Role, Standing};
use prassi::base::{InvitationId, OrganisationId, SpaceId};
use prassi::i18n::Lang;
use prassi::mail::{self, DevLetter, MessageId};

use crate::house::{Engine, House};

/// A house whose sessions outlast what a test does to the clock.
async fn open(engine: Engine) -> House {
    House::open_with(engine, &[("PRASSI_SESSIONS__IDLE_DAYS", "365"), ("PRASSI_SESSIONS__ABSOLUTE_DAYS", "365")]).await
}

/// The newest letter in the development mailbox, once all work is done. Letters leave a second apart.
async fn letter(house: &House) -> Option<DevLetter> {
    for _ in 0..3 {
        house.clock.advance(std::time::Duration::from_secs(1));
        house.work().await;
    }
    let newest = mail::list_mailbox(&house.db, None, 1).await.unwrap();
    newest.into_iter().next()
}

/// Waits for work that was left to do after an answer: the first letter to this address.
async fn letter_to(house: &House, address: &str) -> DevLetter {
    for _ in 0..500 {
        house.clock.advance(std::time::Duration::from_secs(1));
        house.work().await;
        let letters = mail::list_mailbox(&house.db, None, 50).await.unwrap();
        if let Some(letter) = letters.into_iter().find(|letter| letter.recipient == address) {
            return letter;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("no letter to {address}");
}

/// The path of the link in a letter; the same in its text and in its HTML.
fn link(letter: &DevLetter, page: &str) -> String {
    let found = regex::Regex::new(&format!(r"{page}/[A-Za-z0-9_-]{{43}}")).unwrap();
    let path = found.find(&letter.text).unwrap_or_else(|| panic!("no {page} in {}", letter.text)).as_str().to_owned();
    assert!(letter.html.contains(&path), "{}", letter.html);
    path
}

async fn office(house: &House, code: &str) -> OrganisationId {
    list_organisations(&house.db).await.unwrap().into_iter().find(|o| o.code == code).unwrap().id
}

async fn invitation(house: &House, actor: Actor, name: &str, space: Option<(SpaceId, Role)>) -> NewInvitation {
    let standing = if matches!(space, Some((_, Role::Guest))) { Standing::Guest } else { Standing::Staff };
    NewInvitation {
        actor,
        name: PersonName::parse(name).unwrap(),
        email: EmailAddress::parse(&format!("{}@comune.example", prassi::accounts::handle_from_name(name))).unwrap(),
        organisation: office(house, "VT").await,
        standing,
        is_administrator: false,
        space,
        until: None,
        now: house.clock.now(),
    }
}

async fn invite(house: &House, new: NewInvitation) -> Result<InvitationId, prassi::accounts::Refusal> {
    let valid_for = std::time::Duration::from_hours(24 * 14);
    house.db.write(InvitePerson { new, valid_for, language: Lang::It, message_id: MessageId::new(&house.rng) }).await
}
