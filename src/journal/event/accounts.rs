//! What happens to accounts: how it is called.

use super::AccountEvent;

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
}
