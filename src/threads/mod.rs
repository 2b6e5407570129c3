//! Floor 4: discussions, the first thing people do together.
//!
//! Owns threads and their topics, posts, their versions, reactions, read marks, drafts, bookmarks and reminders. What must
//! always hold: the posts of a thread are numbered 1, 2, 3… without gaps and keep their number for ever (a deleted one leaves
//! a tombstone); the same form sent twice makes one post, with its files; a title goes with the first post, and a discussion without any other with it; a question has at most one accepted answer, which
//! is there and no tombstone; an edit of a version that is no longer the newest changes nothing and shows both texts; a
//! fragment says the same to everybody, and what depends on the viewer stands beside it; a text shows only pictures that are
//! files of its own message. Records: `ThreadEvent`.

mod actions;
mod api;
mod attachments;
mod bookmarks;
mod care;
mod commands;
mod compose;
mod diff;
mod drafts;
mod fragments;
mod history;
mod home;
mod jump;
mod letters;
mod levels;
mod list;
mod model;
mod news;
mod pages;
mod placed;
mod print;
mod questions;
mod reactions;
mod reminder;
mod resolve;
mod samples;
mod search;
mod show;
mod slots;
mod store;
mod titles;
mod topic;
mod topics;
mod unread;

use crate::web::{Access, Outcome, Routes};

pub use api::operations;
pub use care::state_html;
pub use commands::{
    AcceptAnswer, Answer, ChooseTopics, CloseThread, DeletePost, EditPost, Error, MarkQuestion, MarkRead, PinThread,
    React, RemoveBookmark, RenameThread, ReopenThread, RestorePost, SetBookmark, SettleReminder, StartThread, Wish,
    Written,
};
pub use fragments::{Fragments, PostFragment};
pub use letters::composers;
pub use levels::{FollowSpace, FollowThread};
pub use list::row_html;
pub use model::{Body, Level, Note, Question, Submission, Title, Why};
pub use questions::sign_html as question_html;
pub use reminder::Reminder;
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
        .post("/gia-visto", Access::SIGNED_IN, news::see_all)
        .post("/gia-visto/annulla", Access::SIGNED_IN, news::unsee)
        .get("/spazi/{space}/novita", Access::READERS, news::index)
        .post("/spazi/{space}/novita", Access::READERS, news::see_space)
        .post("/discussioni/{thread}/visto", Access::READERS, news::see_thread)
        .post("/discussioni/{thread}/da-leggere", Access::READERS, news::unread)
        .get("/spazi/{space}", Access::READERS, list::index)
        .get("/spazi/{space}/discussioni/nuova", Access::READERS, compose::new)
        .post("/spazi/{space}/discussioni", Access::READERS, actions::start)
        .get("/discussioni/{thread}", Access::READERS, show::show)
        .get("/discussioni/{thread}/vai", Access::READERS, jump::to)
        .get("/discussioni/{thread}/stampa", Access::READERS, print::show)
        .post("/discussioni/{thread}/messaggi", Access::READERS, actions::answer)
        .get("/discussioni/{thread}/chiudi", led, care::ask_close)
        .post("/discussioni/{thread}/chiudi", led, care::close)
        .post("/discussioni/{thread}/riapri", led, care::reopen)
        .post("/discussioni/{thread}/evidenza", led, care::pin)
        .post("/discussioni/{thread}/domanda", own_or_led, questions::mark)
        .post("/messaggi/{post}/accogli", own_or_led, questions::accept)
        .get("/segnalibri", Access::SIGNED_IN, bookmarks::index)
        .get("/messaggi/{post}/segnalibro", Access::READERS, bookmarks::show)
        .post("/messaggi/{post}/segnalibro", Access::READERS, bookmarks::save)
        .post("/messaggi/{post}/segnalibro/togli", Access::READERS, bookmarks::remove)
        .post("/messaggi/{post}/segnalibro/fatto", Access::READERS, bookmarks::done)
        .post("/messaggi/{post}/segnalibro/rimanda", Access::READERS, bookmarks::put_off)
        .get("/domande", Access::SIGNED_IN, questions::index)
        .get("/discussioni/{thread}/argomenti", own_or_led, topics::ask)
        .post("/discussioni/{thread}/argomenti", own_or_led, topics::choose)
        .get("/discussioni/{thread}/titolo", own_or_led, titles::ask)
        .post("/discussioni/{thread}/titolo", own_or_led, titles::rename)
        .post("/discussioni/{thread}/seguire", Access::READERS, levels::follow_thread)
        .post("/spazi/{space}/seguire", Access::READERS, levels::follow_space)
        .get("/cerca", Access::SIGNED_IN, search::show)
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
        .post("/allegati", Access::SIGNED_IN, attachments::upload)
        .get("/allegati/{file}", Access::READERS, attachments::download)
        .get("/allegati/{file}/figura/{side}", Access::READERS, attachments::picture)
        .post("/allegati/{file}/togli", Access::OWNER, attachments::remove)
        .post("/anteprima", Access::SIGNED_IN, pages::preview)
        .post("/bozze", Access::SIGNED_IN, drafts::save)
        .post("/bozze/elimina", Access::SIGNED_IN, drafts::forget)
        .get("/persone/suggerimenti", Access::SIGNED_IN, pages::suggest)
}
