//! What happens to accounts: how it is called, and what had to be permitted.

use super::AccountEvent;
use crate::authz::{Action, Subject};

impl AccountEvent {
    /// The name in the log's `kind` column.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            AccountEvent::PersonInvited { .. } => "accounts.person_invited",
            AccountEvent::InvitationWithdrawn { .. } => "accounts.invitation_withdrawn",
            AccountEvent::InvitationResent { .. } => "accounts.invitation_resent",
            AccountEvent::PersonJoined { .. } => "accounts.person_joined",
            AccountEvent::ProfileChanged { .. } => "accounts.profile_changed",
            AccountEvent::PasswordChanged { .. } => "accounts.password_changed",
            AccountEvent::SignInEnded { .. } => "accounts.sign_in_ended",
            AccountEvent::OtherSignInsEnded { .. } => "accounts.other_sign_ins_ended",
            AccountEvent::EmailChangeRequested { .. } => "accounts.email_change_requested",
            AccountEvent::EmailChangeStopped { .. } => "accounts.email_change_stopped",
            AccountEvent::EmailChanged { .. } => "accounts.email_changed",
            AccountEvent::OfficeRoleChanged { .. } => "accounts.office_role_changed",
            AccountEvent::AccountClosed { .. } => "accounts.account_closed",
            AccountEvent::AccountReopened { .. } => "accounts.account_reopened",
            AccountEvent::AdministratorMade { .. } => "accounts.administrator_made",
            AccountEvent::AdministratorEnded { .. } => "accounts.administrator_ended",
            AccountEvent::PersonMoved { .. } => "accounts.person_moved",
            AccountEvent::SecondFactorEnabled { .. } => "accounts.second_factor_enabled",
            AccountEvent::SecondFactorDisabled { .. } => "accounts.second_factor_disabled",
            AccountEvent::SecondFactorReset { .. } => "accounts.second_factor_reset",
            AccountEvent::RecoveryCodesRenewed { .. } => "accounts.recovery_codes_renewed",
            AccountEvent::RecoveryCodeUsed { .. } => "accounts.recovery_code_used",
            AccountEvent::SecondFactorDemanded => "accounts.second_factor_demanded",
            AccountEvent::OrganisationAdded { .. } => "accounts.organisation_added",
            AccountEvent::OrganisationChanged { .. } => "accounts.organisation_changed",
            AccountEvent::AccessTokenMade { .. } => "accounts.access_token_made",
            AccountEvent::AccessTokenRevoked { .. } => "accounts.access_token_revoked",
            AccountEvent::PasskeyAdded { .. } => "accounts.passkey_added",
            AccountEvent::PasskeyRemoved { .. } => "accounts.passkey_removed",
            AccountEvent::SignedInWithPasskey { .. } => "accounts.signed_in_with_passkey",
            AccountEvent::PasskeyRefused { .. } => "accounts.passkey_refused",
        }
    }

    /// What had to be permitted, and on what, before this could happen.
    pub(super) fn permitted_by(&self) -> (&'static [Action], Subject) {
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
