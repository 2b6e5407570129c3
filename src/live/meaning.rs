//! What each event of the journal means to the sockets.

use std::collections::HashMap;

use super::topic::Topic;
use crate::base::{PersonId, PostId, Seq, SpaceId, ThreadId};
use crate::journal::{AccountEvent, Event, Recorded, ReportEvent, SpaceEvent, ThreadEvent};

/// Something to show in a topic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Change {
    pub seq: Seq,
    pub topic: Topic,
    pub kind: &'static str,
    pub thread: ThreadId,
    pub what: What,
    /// Whether it adds something, rather than change what is there.
    pub is_new: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum What {
    Post(PostId),
    Title,
    /// Whether the thread takes answers.
    State,
    /// Whether the thread is a question.
    Question,
    /// An answer that is the accepted one, or no longer: its fragment, and the sign of the question.
    Answer(PostId),
    Row,
}

impl What {
    pub(super) fn post(self) -> Option<PostId> {
        match self {
            Self::Post(post) | Self::Answer(post) => Some(post),
            Self::Title | Self::Row | Self::State | Self::Question => None,
        }
    }
}

/// Whose right to read a space has to be looked at again.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Whose {
    Everyones,
    Persons(PersonId),
}

/// All that an event means.
#[derive(Default, Debug)]
pub(super) struct Meaning {
    pub changes: [Option<Change>; 2],
    pub rights: Option<(SpaceId, Whose)>,
    /// People of this space have something new to read.
    pub unread: Option<SpaceId>,
    /// This person's counts have changed.
    pub counts: Option<PersonId>,
    /// Pages about this space are to be read again.
    pub reload: Option<SpaceId>,
    /// Who facilitates this space has other requests to answer, or reports to look at.
    pub requests: Option<SpaceId>,
    /// This person's sign-ins or profile have changed.
    pub check: Option<PersonId>,
}

pub(super) fn meaning(recorded: &Recorded) -> Meaning {
    match &recorded.event {
        Event::Accounts(event) => of_account(event),
        Event::Spaces(event) => of_space(event),
        Event::Threads(event) => of_thread(recorded.seq, event),
        Event::Reports(event) => of_report(event),
    }
}

fn of_report(event: &ReportEvent) -> Meaning {
    match *event {
        ReportEvent::PostReported { space, .. }
        | ReportEvent::ReportWithdrawn { space, .. }
        | ReportEvent::ReportsClosed { space, .. } => Meaning { requests: Some(space), ..Meaning::default() },
    }
}

fn of_account(event: &AccountEvent) -> Meaning {
    match *event {
        AccountEvent::PersonInvited { .. }
        | AccountEvent::InvitationWithdrawn { .. }
        | AccountEvent::InvitationResent { .. }
        | AccountEvent::PersonJoined { .. }
        | AccountEvent::EmailChangeRequested { .. }
        | AccountEvent::EmailChanged { .. }
        | AccountEvent::OfficeRoleChanged { .. }
        | AccountEvent::OrganisationAdded { .. }
        | AccountEvent::SecondFactorEnabled { .. }
        | AccountEvent::RecoveryCodesRenewed { .. }
        | AccountEvent::RecoveryCodeUsed { .. }
        | AccountEvent::SecondFactorDemanded
        | AccountEvent::OrganisationChanged { .. }
        | AccountEvent::AccessTokenMade { .. }
        | AccountEvent::AccessTokenRevoked { .. }
        | AccountEvent::PasskeyAdded { .. }
        | AccountEvent::SignedInWithPasskey { .. }
        | AccountEvent::PasskeyRefused { .. } => Meaning::default(),
        AccountEvent::ProfileChanged { person }
        | AccountEvent::PasswordChanged { person }
        | AccountEvent::SignInEnded { person, .. }
        | AccountEvent::OtherSignInsEnded { person }
        | AccountEvent::EmailChangeStopped { person }
        | AccountEvent::AccountClosed { person }
        | AccountEvent::SecondFactorDisabled { person }
        | AccountEvent::SecondFactorReset { person }
        | AccountEvent::PasskeyRemoved { person, .. }
        | AccountEvent::AccountReopened { person }
        | AccountEvent::AdministratorMade { person }
        | AccountEvent::AdministratorEnded { person }
        | AccountEvent::PersonMoved { person, .. } => Meaning { check: Some(person), ..Meaning::default() },
    }
}

fn of_space(event: &SpaceEvent) -> Meaning {
    match *event {
        SpaceEvent::SpaceCreated { .. } | SpaceEvent::GuesthoodExtended { .. } => Meaning::default(),
        SpaceEvent::SpaceChanged { space } | SpaceEvent::ReadersChanged { space, .. } => {
            Meaning { rights: Some((space, Whose::Everyones)), ..Meaning::default() }
        }
        // What may be done on its pages has changed, and what counts as unread.
        SpaceEvent::SpaceArchived { space } | SpaceEvent::SpaceRestored { space } => {
            Meaning { reload: Some(space), unread: Some(space), ..Meaning::default() }
        }
        // Somebody let in no longer waits.
        SpaceEvent::MemberJoined { space, person, role: _ } => {
            Meaning { counts: Some(person), requests: Some(space), ..Meaning::default() }
        }
        SpaceEvent::JoinRequested { space, person: _ }
        | SpaceEvent::RequestWithdrawn { space, person: _ }
        | SpaceEvent::RequestRefused { space, person: _ } => Meaning { requests: Some(space), ..Meaning::default() },
        SpaceEvent::MemberLeft { space, person } | SpaceEvent::RoleChanged { space, person, role: _ } => {
            Meaning { rights: Some((space, Whose::Persons(person))), counts: Some(person), ..Meaning::default() }
        }
    }
}

fn of_thread(seq: Seq, event: &ThreadEvent) -> Meaning {
    let (space, thread) = (event.space(), event.thread());
    let (kind, what, is_new, is_in_list) = match *event {
        ThreadEvent::ThreadStarted { post, .. } => ("thread_started", What::Post(post), true, true),
        ThreadEvent::PostWritten { post, .. } => ("post_written", What::Post(post), true, true),
        ThreadEvent::PostEdited { post, .. } => ("post_edited", What::Post(post), false, false),
        ThreadEvent::PostDeleted { post, .. } => ("post_deleted", What::Post(post), false, false),
        ThreadEvent::PostRestored { post, .. } => ("post_restored", What::Post(post), false, false),
        ThreadEvent::ReactionGiven { post, .. } | ThreadEvent::ReactionTakenBack { post, .. } => {
            ("reactions_changed", What::Post(post), false, false)
        }
        ThreadEvent::ThreadClosed { .. } => ("thread_closed", What::State, false, true),
        ThreadEvent::ThreadReopened { .. } => ("thread_reopened", What::State, false, true),
        // The page of the thread itself says the same as before.
        ThreadEvent::ThreadPinned { .. } => ("thread_pinned", What::Row, false, true),
        ThreadEvent::ThreadUnpinned { .. } => ("thread_unpinned", What::Row, false, true),
        ThreadEvent::TopicsChosen { .. } => ("topics_chosen", What::Row, false, true),
        ThreadEvent::ThreadRenamed { .. } => ("thread_renamed", What::Title, false, true),
        ThreadEvent::QuestionAsked { .. } => ("question_asked", What::Question, false, true),
        ThreadEvent::QuestionWithdrawn { .. } => ("question_withdrawn", What::Question, false, true),
        ThreadEvent::AnswerAccepted { post, .. } => ("answer_accepted", What::Answer(post), false, true),
        ThreadEvent::AcceptanceUndone { post, .. } => ("acceptance_undone", What::Answer(post), false, true),
    };
    let here = Change { seq, topic: Topic::Thread(thread), kind, thread, what, is_new };
    let in_list = Change { topic: Topic::Space(space), what: What::Row, ..here };
    let is_in_thread = what != What::Row;
    let changes = [is_in_thread.then_some(here), is_in_list.then_some(in_list)];
    Meaning { changes, unread: is_new.then_some(space), ..Meaning::default() }
}

/// One change for each thing that changed: the last one, since it is shown as it is now. What was added stays added.
pub(super) fn coalesce(changes: impl IntoIterator<Item = Change>) -> Vec<Change> {
    let mut last: HashMap<(Topic, ThreadId, What), Change> = HashMap::new();
    for mut change in changes {
        let key = (change.topic, change.thread, change.what);
        if let Some(earlier) = last.get(&key).filter(|earlier| earlier.is_new && !change.is_new) {
            (change.kind, change.is_new) = (earlier.kind, true);
        }
        last.insert(key, change);
    }
    let mut changes: Vec<Change> = last.into_values().collect();
    changes.sort_unstable_by_key(|change| change.seq);
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Timestamp;

    fn recorded(seq: i64, event: ThreadEvent) -> Recorded {
        Recorded { seq: Seq(seq), at: Timestamp(0), actor: None, event: Event::Threads(event) }
    }

    fn written(seq: i64, post: i64) -> Recorded {
        let (space, thread) = (SpaceId(1), ThreadId(2));
        recorded(
            seq,
            ThreadEvent::PostWritten { space, thread, post: PostId(post), position: post, mentions: Vec::new() },
        )
    }

    #[test]
    fn a_post_that_was_written_and_edited_is_shown_once_as_written() {
        let (space, thread, post) = (SpaceId(1), ThreadId(2), PostId(5));
        let edited = recorded(12, ThreadEvent::PostEdited { space, thread, post, version: 2 });
        let deleted = recorded(13, ThreadEvent::PostDeleted { space, thread, post: PostId(4), version: 2 });
        let events = [written(10, 5), written(11, 6), edited, deleted];
        let changes = coalesce(events.iter().flat_map(|e| meaning(e).changes).flatten());
        assert_eq!(changes.iter().filter(|c| c.what == What::Row).count(), 1);
        let posts: Vec<_> = changes.iter().filter(|c| c.what != What::Row).map(|c| (c.seq.0, c.kind, c.what)).collect();
        assert_eq!(
            posts,
            [
                (11, "post_written", What::Post(PostId(6))),
                (12, "post_written", What::Post(PostId(5))),
                (13, "post_deleted", What::Post(PostId(4))),
            ]
        );
    }

    #[test]
    fn a_renamed_thread_keeps_the_news_of_its_row() {
        let renamed = recorded(11, ThreadEvent::ThreadRenamed { space: SpaceId(1), thread: ThreadId(2) });
        let changes = coalesce([written(10, 5), renamed].iter().flat_map(|e| meaning(e).changes).flatten());
        let row = changes.iter().find(|c| c.what == What::Row).copied();
        assert_eq!(row.map(|c| (c.seq, c.kind, c.is_new)), Some((Seq(11), "post_written", true)));
    }
}
