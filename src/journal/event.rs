//! The closed set of what can happen. Its stored form is pinned by `tests/it/golden/`: add variants, never change one.

mod accounts;

use serde::{Deserialize, Serialize};

use crate::authz::{Openness, Role};
use crate::base::{
    AccessTokenId, InvitationId, OrganisationId, PasskeyId, PersonId, PostId, ReportClosingId, ReportId, SignInId,
    SpaceId, ThreadId, Timestamp, text_enum,
};

/// Something that happened, one enum per room inside.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "room", content = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    Accounts(AccountEvent),
    Spaces(SpaceEvent),
    Threads(ThreadEvent),
    Reports(ReportEvent),
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AccountEvent {
    PersonInvited {
        invitation: InvitationId,
    },
    InvitationWithdrawn {
        invitation: InvitationId,
    },
    InvitationResent {
        invitation: InvitationId,
    },
    PersonJoined {
        person: PersonId,
        invitation: Option<InvitationId>,
    },
    ProfileChanged {
        person: PersonId,
    },
    PasswordChanged {
        person: PersonId,
    },
    SignInEnded {
        person: PersonId,
        sign_in: SignInId,
    },
    OtherSignInsEnded {
        person: PersonId,
    },
    EmailChangeRequested {
        person: PersonId,
    },
    EmailChangeStopped {
        person: PersonId,
    },
    EmailChanged {
        person: PersonId,
    },
    OfficeRoleChanged {
        organisation: OrganisationId,
        person: PersonId,
    },
    /// By an administrator, or of the person's own accord.
    AccountClosed {
        person: PersonId,
    },
    AccountReopened {
        person: PersonId,
    },
    /// Administers the community from now on.
    AdministratorMade {
        person: PersonId,
    },
    AdministratorEnded {
        person: PersonId,
    },
    /// Works for another office from now on.
    PersonMoved {
        person: PersonId,
        from: OrganisationId,
        to: OrganisationId,
    },
    SecondFactorEnabled {
        person: PersonId,
    },
    SecondFactorDisabled {
        person: PersonId,
    },
    /// By an administrator, for somebody who has lost the device.
    SecondFactorReset {
        person: PersonId,
    },
    RecoveryCodesRenewed {
        person: PersonId,
    },
    /// In place of a code of the app.
    RecoveryCodeUsed {
        person: PersonId,
    },
    /// Whom a second factor is demanded of has changed.
    SecondFactorDemanded,
    OrganisationAdded {
        organisation: OrganisationId,
    },
    OrganisationChanged {
        organisation: OrganisationId,
    },
    AccessTokenMade {
        person: PersonId,
        token: AccessTokenId,
    },
    AccessTokenRevoked {
        person: PersonId,
        token: AccessTokenId,
    },
    PasskeyAdded {
        person: PersonId,
        passkey: PasskeyId,
    },
    /// With it end the sign-ins that were made with it.
    PasskeyRemoved {
        person: PersonId,
        passkey: PasskeyId,
    },
    SignedInWithPasskey {
        person: PersonId,
        passkey: PasskeyId,
    },
    /// Its counter has gone backwards: there may be a copy of it.
    PasskeyRefused {
        person: PersonId,
        passkey: PasskeyId,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum SpaceEvent {
    SpaceCreated { space: SpaceId },
    SpaceChanged { space: SpaceId },
    ReadersChanged { space: SpaceId, from: Openness, to: Openness },
    MemberJoined { space: SpaceId, person: PersonId, role: Role },
    MemberLeft { space: SpaceId, person: PersonId },
    RoleChanged { space: SpaceId, person: PersonId, role: Role },
    JoinRequested { space: SpaceId, person: PersonId },
    RequestWithdrawn { space: SpaceId, person: PersonId },
    RequestRefused { space: SpaceId, person: PersonId },
    GuesthoodExtended { space: SpaceId, person: PersonId, until: Timestamp },
    SpaceArchived { space: SpaceId },
    SpaceRestored { space: SpaceId },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ThreadEvent {
    /// The first post is `post`, at position 1.
    ThreadStarted {
        space: SpaceId,
        thread: ThreadId,
        post: PostId,
        mentions: Vec<PersonId>,
    },
    ThreadRenamed {
        space: SpaceId,
        thread: ThreadId,
    },
    ThreadPinned {
        space: SpaceId,
        thread: ThreadId,
    },
    ThreadUnpinned {
        space: SpaceId,
        thread: ThreadId,
    },
    /// It takes no more answers.
    ThreadClosed {
        space: SpaceId,
        thread: ThreadId,
    },
    ThreadReopened {
        space: SpaceId,
        thread: ThreadId,
    },
    /// It is about something else, or said to be.
    TopicsChosen {
        space: SpaceId,
        thread: ThreadId,
    },
    /// It is a question from now on.
    QuestionAsked {
        space: SpaceId,
        thread: ThreadId,
    },
    /// It is no question any more.
    QuestionWithdrawn {
        space: SpaceId,
        thread: ThreadId,
    },
    AnswerAccepted {
        space: SpaceId,
        thread: ThreadId,
        post: PostId,
    },
    /// The question waits again.
    AcceptanceUndone {
        space: SpaceId,
        thread: ThreadId,
        post: PostId,
    },
    PostWritten {
        space: SpaceId,
        thread: ThreadId,
        post: PostId,
        position: i64,
        mentions: Vec<PersonId>,
    },
    PostEdited {
        space: SpaceId,
        thread: ThreadId,
        post: PostId,
        version: i64,
    },
    PostDeleted {
        space: SpaceId,
        thread: ThreadId,
        post: PostId,
        version: i64,
    },
    ReactionGiven {
        space: SpaceId,
        thread: ThreadId,
        post: PostId,
        reaction: Reaction,
    },
    ReactionTakenBack {
        space: SpaceId,
        thread: ThreadId,
        post: PostId,
        reaction: Reaction,
    },
    /// A deletion was undone.
    PostRestored {
        space: SpaceId,
        thread: ThreadId,
        post: PostId,
        version: i64,
    },
}

/// Who reported what, and what became of it: for those who facilitate, never in the words of the report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ReportEvent {
    PostReported {
        space: SpaceId,
        post: PostId,
        report: ReportId,
    },
    ReportWithdrawn {
        space: SpaceId,
        post: PostId,
        report: ReportId,
    },
    /// All open reports of a post were dealt with.
    ReportsClosed {
        space: SpaceId,
        post: PostId,
        closing: ReportClosingId,
    },
}

text_enum! {
    /// A few words that answer without a post.
    pub enum Reaction {
        Thanks = "thanks",
        Agree = "agree",
        Useful = "useful",
        UsToo = "us-too",
    }
}

impl Event {
    /// The name in the log's `kind` column.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Accounts(event) => event.kind(),
            Self::Spaces(event) => match event {
                SpaceEvent::SpaceCreated { .. } => "spaces.space_created",
                SpaceEvent::SpaceChanged { .. } => "spaces.space_changed",
                SpaceEvent::ReadersChanged { .. } => "spaces.readers_changed",
                SpaceEvent::MemberJoined { .. } => "spaces.member_joined",
                SpaceEvent::MemberLeft { .. } => "spaces.member_left",
                SpaceEvent::RoleChanged { .. } => "spaces.role_changed",
                SpaceEvent::JoinRequested { .. } => "spaces.join_requested",
                SpaceEvent::RequestWithdrawn { .. } => "spaces.request_withdrawn",
                SpaceEvent::RequestRefused { .. } => "spaces.request_refused",
                SpaceEvent::GuesthoodExtended { .. } => "spaces.guesthood_extended",
                SpaceEvent::SpaceArchived { .. } => "spaces.space_archived",
                SpaceEvent::SpaceRestored { .. } => "spaces.space_restored",
            },
            Self::Threads(event) => match event {
                ThreadEvent::ThreadStarted { .. } => "threads.thread_started",
                ThreadEvent::ThreadRenamed { .. } => "threads.thread_renamed",
                ThreadEvent::ThreadPinned { .. } => "threads.thread_pinned",
                ThreadEvent::ThreadUnpinned { .. } => "threads.thread_unpinned",
                ThreadEvent::ThreadClosed { .. } => "threads.thread_closed",
                ThreadEvent::ThreadReopened { .. } => "threads.thread_reopened",
                ThreadEvent::TopicsChosen { .. } => "threads.topics_chosen",
                ThreadEvent::QuestionAsked { .. } => "threads.question_asked",
                ThreadEvent::QuestionWithdrawn { .. } => "threads.question_withdrawn",
                ThreadEvent::AnswerAccepted { .. } => "threads.answer_accepted",
                ThreadEvent::AcceptanceUndone { .. } => "threads.acceptance_undone",
                ThreadEvent::PostWritten { .. } => "threads.post_written",
                ThreadEvent::PostEdited { .. } => "threads.post_edited",
                ThreadEvent::PostDeleted { .. } => "threads.post_deleted",
                ThreadEvent::PostRestored { .. } => "threads.post_restored",
                ThreadEvent::ReactionGiven { .. } => "threads.reaction_given",
                ThreadEvent::ReactionTakenBack { .. } => "threads.reaction_taken_back",
            },
            Self::Reports(event) => match event {
                ReportEvent::PostReported { .. } => "reports.post_reported",
                ReportEvent::ReportWithdrawn { .. } => "reports.report_withdrawn",
                ReportEvent::ReportsClosed { .. } => "reports.reports_closed",
            },
        }
    }

    /// The sequence of events this one belongs to: what a topic of the socket replays.
    pub fn stream(&self) -> String {
        match self {
            Self::Accounts(event) => match event {
                AccountEvent::PersonInvited { invitation }
                | AccountEvent::InvitationWithdrawn { invitation }
                | AccountEvent::InvitationResent { invitation } => format!("invitation:{invitation}"),
                AccountEvent::PersonJoined { person, .. }
                | AccountEvent::ProfileChanged { person }
                | AccountEvent::PasswordChanged { person }
                | AccountEvent::SignInEnded { person, .. }
                | AccountEvent::OtherSignInsEnded { person }
                | AccountEvent::EmailChangeRequested { person }
                | AccountEvent::EmailChangeStopped { person }
                | AccountEvent::EmailChanged { person }
                | AccountEvent::OfficeRoleChanged { person, .. }
                | AccountEvent::AccountClosed { person }
                | AccountEvent::AccountReopened { person }
                | AccountEvent::AdministratorMade { person }
                | AccountEvent::AdministratorEnded { person }
                | AccountEvent::PersonMoved { person, .. }
                | AccountEvent::SecondFactorEnabled { person }
                | AccountEvent::SecondFactorDisabled { person }
                | AccountEvent::SecondFactorReset { person }
                | AccountEvent::RecoveryCodesRenewed { person }
                | AccountEvent::RecoveryCodeUsed { person }
                | AccountEvent::AccessTokenMade { person, .. }
                | AccountEvent::AccessTokenRevoked { person, .. }
                | AccountEvent::PasskeyAdded { person, .. }
                | AccountEvent::PasskeyRemoved { person, .. }
                | AccountEvent::SignedInWithPasskey { person, .. }
                | AccountEvent::PasskeyRefused { person, .. } => format!("person:{person}"),
                AccountEvent::SecondFactorDemanded => "community".to_owned(),
                AccountEvent::OrganisationAdded { organisation }
                | AccountEvent::OrganisationChanged { organisation } => format!("organisation:{organisation}"),
            },
            Self::Spaces(event) => super::space_stream(event.space()),
            Self::Threads(event) => format!("thread:{}", event.thread()),
            Self::Reports(event) => format!("reports:{}", event.space()),
        }
    }

    /// The space whose readers may learn of it.
    pub fn space(&self) -> Option<SpaceId> {
        match self {
            Self::Accounts(_) => None,
            Self::Spaces(event) => Some(event.space()),
            Self::Threads(event) => Some(event.space()),
            Self::Reports(event) => Some(event.space()),
        }
    }
}

impl SpaceEvent {
    pub fn space(&self) -> SpaceId {
        match self {
            Self::SpaceCreated { space }
            | Self::SpaceChanged { space }
            | Self::ReadersChanged { space, .. }
            | Self::MemberJoined { space, .. }
            | Self::MemberLeft { space, .. }
            | Self::RoleChanged { space, .. }
            | Self::JoinRequested { space, .. }
            | Self::RequestWithdrawn { space, .. }
            | Self::RequestRefused { space, .. }
            | Self::GuesthoodExtended { space, .. }
            | Self::SpaceArchived { space }
            | Self::SpaceRestored { space } => *space,
        }
    }
}

impl ThreadEvent {
    pub fn thread(&self) -> ThreadId {
        match self {
            Self::ThreadStarted { thread, .. }
            | Self::ThreadRenamed { thread, .. }
            | Self::ThreadPinned { thread, .. }
            | Self::ThreadUnpinned { thread, .. }
            | Self::ThreadClosed { thread, .. }
            | Self::ThreadReopened { thread, .. }
            | Self::TopicsChosen { thread, .. }
            | Self::QuestionAsked { thread, .. }
            | Self::QuestionWithdrawn { thread, .. }
            | Self::AnswerAccepted { thread, .. }
            | Self::AcceptanceUndone { thread, .. }
            | Self::PostWritten { thread, .. }
            | Self::PostEdited { thread, .. }
            | Self::PostDeleted { thread, .. }
            | Self::PostRestored { thread, .. }
            | Self::ReactionGiven { thread, .. }
            | Self::ReactionTakenBack { thread, .. } => *thread,
        }
    }

    pub fn space(&self) -> SpaceId {
        match self {
            Self::ThreadStarted { space, .. }
            | Self::ThreadRenamed { space, .. }
            | Self::ThreadPinned { space, .. }
            | Self::ThreadUnpinned { space, .. }
            | Self::ThreadClosed { space, .. }
            | Self::ThreadReopened { space, .. }
            | Self::TopicsChosen { space, .. }
            | Self::QuestionAsked { space, .. }
            | Self::QuestionWithdrawn { space, .. }
            | Self::AnswerAccepted { space, .. }
            | Self::AcceptanceUndone { space, .. }
            | Self::PostWritten { space, .. }
            | Self::PostEdited { space, .. }
            | Self::PostDeleted { space, .. }
            | Self::PostRestored { space, .. }
            | Self::ReactionGiven { space, .. }
            | Self::ReactionTakenBack { space, .. } => *space,
        }
    }
}

impl ReportEvent {
    pub fn space(&self) -> SpaceId {
        match self {
            Self::PostReported { space, .. }
            | Self::ReportWithdrawn { space, .. }
            | Self::ReportsClosed { space, .. } => *space,
        }
    }
}
