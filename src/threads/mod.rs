//! Floor 4: discussions, the first thing people do together.
//!
//! Owns threads and their topics, posts, their versions, reactions, read marks and drafts. What must always hold: the posts of a thread are numbered
//! 1, 2, 3… without gaps and keep their number for ever (a deleted one leaves a tombstone); the same form sent twice makes one
//! post; an edit of a version that is no longer the newest changes nothing and shows both texts; a fragment says the same to
//! everybody, and what depends on the viewer stands beside it. Records: `ThreadEvent`.

mod actions;
mod api;
mod care;
mod commands;
mod compose;
mod diff;
mod drafts;
mod fragments;
mod history;
mod home;
mod levels;
mod list;
mod model;
mod pages;
mod reactions;
mod resolve;
mod show;
mod store;
mod topic;
mod topics;
mod unread;

use crate::web::{Access, Outcome, Routes};

pub use api::operations;
pub use care::state_html;
pub use commands::{
    Answer, ChooseTopics, CloseThread, DeletePost, EditPost, Error, MarkRead, PinThread, React, RenameThread,
    ReopenThread, RestorePost, StartThread, Written,
};
pub use fragments::{Fragments, PostFragment};
pub use levels::{FollowSpace, FollowThread};
pub use list::row_html;
pub use model::{Body, Level, Submission, Title, Why};
pub use store::{ThreadRow, thread_row};
pub use topic::{Topic, Topics, TopicsError};
pub use unread::UnreadThreads;

/// The routes of this room, with the front page of a space and the day's page.
pub fn routes() -> Routes {
    let own_post = Access { facilitator: Outcome::Refused, guest: Outcome::Refused, ..Access::READERS };
    let own_or_led = Access { guest: Outcome::Refused, ..Access::READERS };
    let led = Access { guest: Outcome::Refused, member: Outcome::Refused, ..Access::READERS };
    Routes::default()
        .get("/", Access::SIGNED_IN, home::show)
        .post("/gia-visto", Access::SIGNED_IN, home::empty)
        .get("/spazi/{space}", Access::READERS, list::index)
        .get("/spazi/{space}/discussioni/nuova", Access::READERS, compose::new)
        .post("/spazi/{space}/discussioni", Access::READERS, actions::start)
        .get("/discussioni/{thread}", Access::READERS, show::show)
        .post("/discussioni/{thread}/messaggi", Access::READERS, actions::answer)
        .get("/discussioni/{thread}/chiudi", led, care::ask_close)
        .post("/discussioni/{thread}/chiudi", led, care::close)
        .post("/discussioni/{thread}/riapri", led, care::reopen)
        .post("/discussioni/{thread}/evidenza", led, care::pin)
        .get("/discussioni/{thread}/argomenti", own_or_led, topics::ask)
        .post("/discussioni/{thread}/argomenti", own_or_led, topics::choose)
        .post("/discussioni/{thread}/seguire", Access::READERS, levels::follow_thread)
        .post("/spazi/{space}/seguire", Access::READERS, levels::follow_space)
        .get("/argomenti", Access::SIGNED_IN, topics::index)
        .get("/argomenti/{slug}", Access { administrator: Outcome::NotFound, ..Access::READERS }, topics::show)
        .get("/messaggi/{post}", Access::READERS, pages::permalink)
        .get("/messaggi/{post}/citazione", Access::READERS, pages::quotation)
        .get("/messaggi/{post}/modifica", own_post, compose::edit)
        .post("/messaggi/{post}/modifica", own_post, actions::edit)
        .get("/messaggi/{post}/elimina", own_or_led, pages::ask_delete)
        .post("/messaggi/{post}/elimina", own_or_led, actions::delete)
        .post("/messaggi/{post}/ripristina", Access::READERS, actions::restore)
        .post("/messaggi/{post}/reazioni/{reaction}", Access::READERS, reactions::react)
        .get("/messaggi/{post}/storia", Access::READERS, history::show)
        .post("/anteprima", Access::SIGNED_IN, pages::preview)
        .post("/bozze", Access::SIGNED_IN, drafts::save)
        .get("/persone/suggerimenti", Access::SIGNED_IN, pages::suggest)
}
