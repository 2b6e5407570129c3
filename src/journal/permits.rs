//! Which right each event presupposes: nothing is recorded without a permit for that, and for the same subject.

use crate::authz::{Action, Permit, Subject};

use super::event::{AccountEvent, Event, ReportEvent, SpaceEvent, ThreadEvent};

impl Event {
    /// Whether a permit is for what this event says.
    pub(super) fn is_permitted_by(&self, permit: &Permit) -> bool {
        let (actions, subject) = match self {
            Self::Accounts(event) => event.permitted_by(),
            Self::Spaces(event) => event.permitted_by(),
            Self::Threads(event) => event.permitted_by(),
            Self::Reports(event) => event.permitted_by(),
        };
        actions.contains(&permit.action()) && permit.subject() == subject
    }
}

impl AccountEvent {
    /// What had to be permitted, and on what, before this could happen.
    fn permitted_by(&self) -> (&'static [Action], Subject) {
        match *self {
            Self::PersonInvited { .. } | Self::PersonJoined { invitation: None, .. } => {
                (&[Action::InvitePeople], Subject::Community)
            }
            Self::InvitationWithdrawn { invitation } | Self::InvitationResent { invitation } => {
                (&[Action::InvitePeople], Subject::Invitation(invitation))
            }
            Self::PersonJoined { invitation: Some(invitation), .. } => {
                (&[Action::AcceptInvitation], Subject::Invitation(invitation))
            }
            Self::ProfileChanged { person } => (&[Action::EditProfile], Subject::Person(person)),
            Self::PasswordChanged { person } => (&[Action::ChangePassword], Subject::Person(person)),
            Self::SignInEnded { person, .. } | Self::OtherSignInsEnded { person } => {
                (&[Action::EndSignIns], Subject::Person(person))
            }
            Self::EmailChangeRequested { person }
            | Self::EmailChangeStopped { person }
            | Self::EmailChanged { person } => (&[Action::ChangeEmail], Subject::Person(person)),
            Self::AccessTokenMade { person, .. } | Self::AccessTokenRevoked { person, .. } => {
                (&[Action::ManageAccessTokens], Subject::Person(person))
            }
            Self::OfficeRoleChanged { organisation, .. } => {
                (&[Action::ManageOffice], Subject::Organisation(organisation))
            }
            Self::AccountClosed { person } => {
                (&[Action::LeaveCommunity, Action::ManagePeople], Subject::Person(person))
            }
            Self::AccountReopened { person } | Self::SecondFactorReset { person } => {
                (&[Action::ManagePeople], Subject::Person(person))
            }
            Self::AdministratorMade { person } | Self::AdministratorEnded { person } => {
                (&[Action::AppointAdministrators], Subject::Person(person))
            }
            Self::PersonMoved { person, .. } => (&[Action::MovePerson], Subject::Person(person)),
            Self::SecondFactorEnabled { person }
            | Self::SecondFactorDisabled { person }
            | Self::RecoveryCodesRenewed { person }
            | Self::RecoveryCodeUsed { person }
            | Self::PasskeyAdded { person, .. }
            | Self::PasskeyRemoved { person, .. }
            | Self::SignedInWithPasskey { person, .. }
            | Self::PasskeyRefused { person, .. } => (&[Action::SecureAccount], Subject::Person(person)),
            Self::SecondFactorDemanded => (&[Action::ManagePeople], Subject::Community),
            Self::OrganisationAdded { .. } => (&[Action::ManageOrganisations], Subject::Community),
            Self::OrganisationChanged { organisation } => {
                (&[Action::ManageOrganisations], Subject::Organisation(organisation))
            }
        }
    }
}

impl SpaceEvent {
    /// What had to be permitted, and on what, before this could happen.
    fn permitted_by(&self) -> (&'static [Action], Subject) {
        match *self {
            Self::SpaceCreated { .. } => (&[Action::CreateSpace], Subject::Community),
            Self::ReadersChanged { space, from, to } if to.is_wider_than(from) => {
                (&[Action::OpenUp], Subject::Space(space))
            }
            Self::SpaceChanged { space } | Self::ReadersChanged { space, .. } => {
                (&[Action::EditSpace], Subject::Space(space))
            }
            Self::MemberJoined { space, .. } => (&[Action::JoinSpace, Action::ManageMembers], Subject::Space(space)),
            Self::MemberLeft { space, .. } => (&[Action::LeaveSpace, Action::ManageMembers], Subject::Space(space)),
            Self::RoleChanged { space, .. }
            | Self::RequestRefused { space, .. }
            | Self::GuesthoodExtended { space, .. } => (&[Action::ManageMembers], Subject::Space(space)),
            Self::SpaceArchived { space } | Self::SpaceRestored { space } => {
                (&[Action::ArchiveSpace], Subject::Space(space))
            }
            Self::JoinRequested { space, .. } => (&[Action::AskToJoin], Subject::Space(space)),
            Self::RequestWithdrawn { space, .. } => (&[Action::WithdrawRequest], Subject::Space(space)),
        }
    }
}

impl ThreadEvent {
    /// What had to be permitted, and on what, before this could happen.
    fn permitted_by(&self) -> (&'static [Action], Subject) {
        match *self {
            Self::ThreadStarted { space, .. } => (&[Action::StartThread], Subject::Space(space)),
            Self::ThreadRenamed { thread, .. } => (&[Action::RenameThread], Subject::Thread(thread)),
            Self::ThreadPinned { thread, .. } | Self::ThreadUnpinned { thread, .. } => {
                (&[Action::PinThread], Subject::Thread(thread))
            }
            Self::ThreadClosed { thread, .. } | Self::ThreadReopened { thread, .. } => {
                (&[Action::CloseThread], Subject::Thread(thread))
            }
            Self::TopicsChosen { thread, .. } => (&[Action::ChooseTopics], Subject::Thread(thread)),
            Self::QuestionAsked { thread, .. } | Self::QuestionWithdrawn { thread, .. } => {
                (&[Action::MarkQuestion], Subject::Thread(thread))
            }
            Self::AnswerAccepted { post, .. } => (&[Action::AcceptAnswer], Subject::Post(post)),
            // An accepted answer that is deleted is accepted no longer.
            Self::AcceptanceUndone { post, .. } => (&[Action::AcceptAnswer, Action::DeletePost], Subject::Post(post)),
            Self::PostWritten { thread, .. } => (&[Action::Answer], Subject::Thread(thread)),
            Self::PostEdited { post, .. } => (&[Action::EditPost], Subject::Post(post)),
            Self::PostDeleted { post, .. } => (&[Action::DeletePost], Subject::Post(post)),
            Self::PostRestored { post, .. } => (&[Action::RestorePost], Subject::Post(post)),
            Self::ReactionGiven { post, .. } | Self::ReactionTakenBack { post, .. } => {
                (&[Action::React], Subject::Post(post))
            }
        }
    }
}

impl ReportEvent {
    /// What had to be permitted, and on what, before this could happen.
    fn permitted_by(&self) -> (&'static [Action], Subject) {
        match *self {
            Self::PostReported { post, .. } => (&[Action::ReportPost], Subject::Post(post)),
            Self::ReportWithdrawn { post, .. } => (&[Action::WithdrawReport], Subject::Post(post)),
            Self::ReportsClosed { post, .. } => (&[Action::JudgeReports], Subject::Post(post)),
        }
    }
}
