//! Floor 1: who may do what, in one place.
//!
//! [`decide`] is pure: an actor, an action and the facts give a [`Permit`] or a [`Denied`]. Commands call it with facts
//! loaded in their own transaction, so pages, sockets, jobs and mail cannot walk around it; the journal records nothing
//! without a permit for the same action and subject. What must always hold: a `Permit` is built only here.

mod rules;

use crate::base::{FileId, InvitationId, OrganisationId, PersonId, PostId, SpaceId, ThreadId, text_enum};

pub use rules::decide;

text_enum! {
    /// Which kind of account a person has.
    pub enum Standing {
        /// Works for an office or body of the community.
        Staff = "staff",
        /// Invited from outside, to named spaces only.
        Guest = "guest",
    }
}

text_enum! {
    /// What a person is in a space.
    pub enum Role {
        Member = "member",
        Facilitator = "facilitator",
        Guest = "guest",
    }
}

text_enum! {
    /// Who may find and read a space.
    pub enum Openness {
        /// Every colleague reads; who joins writes.
        Open = "open",
        /// Every colleague knows of it and may ask to come in; only its members read.
        Closed = "closed",
        /// Only its members know that it exists.
        Private = "private",
    }
}

impl Openness {
    /// Whether more people know of a space, or read it, than if it were `other`.
    pub fn is_wider_than(self, other: Self) -> bool {
        let breadth = |openness| match openness {
            Self::Private => 0,
            Self::Closed => 1,
            Self::Open => 2,
        };
        breadth(self) > breadth(other)
    }
}

/// Who acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Actor {
    Anonymous,
    Person {
        id: PersonId,
        standing: Standing,
        is_administrator: bool,
    },
    /// The house itself: jobs, the demo, the command line.
    System,
}

impl Actor {
    /// The person, when it is one.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { id, .. } => Some(*id),
            Self::Anonymous | Self::System => None,
        }
    }
}

/// What can be asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Action {
    /// See how the server does, and deal with what has failed.
    LookAfterServer,
    InvitePeople,
    AcceptInvitation,
    SeePerson,
    EditProfile,
    ChangePassword,
    EndSignIns,
    ChangeEmail,
    /// Switch the own second factor on and off.
    SecureAccount,
    /// Close the own account.
    LeaveCommunity,
    /// Make keys for one's own programs, and take them back.
    ManageAccessTokens,
    SeeDirectory,
    ManageOffice,
    /// Look after accounts: see them all, close them, bring them back.
    ManagePeople,
    /// Say who administers the community, and who no longer does.
    AppointAdministrators,
    /// Say that somebody works for another office.
    MovePerson,
    ManageOrganisations,
    ListSpaces,
    CreateSpace,
    SeeSpace,
    SeeMembers,
    EditSpace,
    /// Let more people read a space than could so far.
    OpenUp,
    JoinSpace,
    AskToJoin,
    WithdrawRequest,
    LeaveSpace,
    ManageMembers,
    ArchiveSpace,
    ReadThreads,
    /// Get a file that stands in a post, or one's own that waits in a draft.
    ReadFile,
    StartThread,
    Answer,
    RenameThread,
    EditPost,
    DeletePost,
    SeeHistory,
    RestorePost,
    React,
    PinThread,
    CloseThread,
    ChooseTopics,
    MarkQuestion,
    /// Of the answer; the actor owns the question.
    AcceptAnswer,
    /// Bring a post before those who facilitate.
    ReportPost,
    WithdrawReport,
    /// See which posts of a space have been reported.
    SeeReports,
    /// Say what becomes of the reports of a post.
    JudgeReports,
}

impl Action {
    pub const ALL: &'static [Self] = &[
        Self::LookAfterServer,
        Self::InvitePeople,
        Self::AcceptInvitation,
        Self::SeePerson,
        Self::EditProfile,
        Self::ChangePassword,
        Self::EndSignIns,
        Self::ChangeEmail,
        Self::SecureAccount,
        Self::LeaveCommunity,
        Self::ManageAccessTokens,
        Self::SeeDirectory,
        Self::ManageOffice,
        Self::ManagePeople,
        Self::AppointAdministrators,
        Self::MovePerson,
        Self::ManageOrganisations,
        Self::ListSpaces,
        Self::CreateSpace,
        Self::SeeSpace,
        Self::SeeMembers,
        Self::EditSpace,
        Self::OpenUp,
        Self::JoinSpace,
        Self::AskToJoin,
        Self::WithdrawRequest,
        Self::LeaveSpace,
        Self::ManageMembers,
        Self::ArchiveSpace,
        Self::ReadThreads,
        Self::ReadFile,
        Self::StartThread,
        Self::Answer,
        Self::RenameThread,
        Self::EditPost,
        Self::DeletePost,
        Self::SeeHistory,
        Self::RestorePost,
        Self::React,
        Self::PinThread,
        Self::CloseThread,
        Self::ChooseTopics,
        Self::MarkQuestion,
        Self::AcceptAnswer,
        Self::ReportPost,
        Self::WithdrawReport,
        Self::SeeReports,
        Self::JudgeReports,
    ];
}

/// What an action is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Subject {
    Community,
    Person(PersonId),
    Organisation(OrganisationId),
    Invitation(InvitationId),
    Space(SpaceId),
    Thread(ThreadId),
    Post(PostId),
    File(FileId),
}

/// The facts a decision needs. What does not matter for an action stays `None` or `false`.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "facts: each holds or not, whatever the others do")]
pub struct Facts {
    pub subject: Subject,
    /// The space that the subject stands in.
    pub openness: Option<Openness>,
    /// What the actor is in that space.
    pub role: Option<Role>,
    /// Whether the actor wrote, or is, the subject.
    pub is_own: bool,
    /// Whether the post has been deleted.
    pub is_deleted: bool,
    /// Whether the thread takes no more answers.
    pub is_closed: bool,
    /// Whether the actor deleted the post, so lately that it can be undone.
    pub is_undoable: bool,
    /// Whether the space belongs to the actor's own office.
    pub is_own_office: bool,
    /// Whether the space is only read.
    pub is_archived: bool,
    /// Whether the actor waits for an answer: to be let in, or about a reported post.
    pub has_asked: bool,
    /// Whether the actor is head or focal point of the office in question (of either, when there are two).
    pub speaks_for_office: bool,
    /// Whether nobody else administers the community.
    pub is_last_administrator: bool,
}

impl Facts {
    /// Facts about a subject outside any space.
    pub fn about(subject: Subject) -> Self {
        Self {
            subject,
            openness: None,
            role: None,
            is_own: false,
            is_deleted: false,
            is_closed: false,
            is_undoable: false,
            is_own_office: false,
            is_archived: false,
            has_asked: false,
            speaks_for_office: false,
            is_last_administrator: false,
        }
    }

    /// Facts about a subject in a space, for an actor with `role` in it.
    pub fn in_space(subject: Subject, openness: Openness, role: Option<Role>) -> Self {
        Self { openness: Some(openness), role, ..Self::about(subject) }
    }
}

/// The right to do one thing to one subject, once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Permit {
    actor: Actor,
    action: Action,
    subject: Subject,
}

impl Permit {
    pub fn actor(&self) -> Actor {
        self.actor
    }

    pub fn action(&self) -> Action {
        self.action
    }

    pub fn subject(&self) -> Subject {
        self.subject
    }
}

/// Why not.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
pub enum Denied {
    /// Nobody has signed in: 401, or the way to the sign-in page.
    #[error("sign in first")]
    SignIn,
    /// As far as the actor can know, it does not exist: 404.
    #[error("not found")]
    Invisible,
    /// Visible, but not allowed: 403 with the reason.
    #[error("refused: {0:?}")]
    Refused(Reason),
}

text_enum! {
    /// The reason of a refusal; each has a sentence `denied-…` in every language.
    pub enum Reason {
        AdministratorsOnly = "administrators-only",
        LastAdministrator = "last-administrator",
        ColleaguesAdminister = "colleagues-administer",
        OwnAccount = "own-account",
        OfficesOnly = "offices-only",
        WhoInvites = "who-invites",
        FacilitatorsOnly = "facilitators-only",
        MembersOnly = "members-only",
        InsideOnly = "inside-only",
        JoinFirst = "join-first",
        EnterToRead = "enter-to-read",
        AskFirst = "ask-first",
        NoNeedToAsk = "no-need-to-ask",
        NotAsked = "not-asked",
        ByInvitation = "by-invitation",
        AlreadyMember = "already-member",
        NotMember = "not-member",
        LastFacilitator = "last-facilitator",
        GuestsSeeNoLists = "guests-see-no-lists",
        NotYours = "not-yours",
        NotYourQuestion = "not-your-question",
        OwnPost = "own-post",
        OwnReported = "own-reported",
        Deleted = "deleted",
        HistoryGone = "history-gone",
        UndoOver = "undo-over",
        Closed = "closed",
        Archived = "archived",
    }
}
