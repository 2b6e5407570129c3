//! What the fields of forms are called, for the summary of what is wrong: one table instead of a chain in a template.

/// The field of a form and the message that names it. What a form calls its field `name` it says itself.
const FIELDS: &[(&str, &str)] = &[
    ("about", "field-about"),
    ("answer", "reports-answer"),
    ("away_until", "accounts-away-until"),
    ("away_why", "accounts-away-reason"),
    ("body", "field-text"),
    ("code", "field-code"),
    ("colour", "spaces-colour"),
    ("day", "threads-remind-day"),
    ("denomination", "accounts-body-denomination"),
    ("email", "field-email"),
    ("expires", "accounts-token-last-day"),
    ("file", "accounts-picture-file"),
    ("function", "field-function"),
    ("handover", "accounts-move-handover"),
    ("kind", "accounts-body-kind"),
    ("language", "accounts-language"),
    ("new_password", "accounts-new-password"),
    ("note", "threads-bookmark-note"),
    ("nuovo", "accounts-move-to"),
    ("openness", "spaces-openness"),
    ("organisation", "accounts-office"),
    ("passkey_name", "accounts-passkey-name"),
    ("password", "field-password"),
    ("phone", "accounts-phone"),
    ("purpose", "field-purpose"),
    ("quiet_from", "accounts-quiet-from"),
    ("quiet_until", "accounts-quiet-until"),
    ("reason", "spaces-reason"),
    ("region", "accounts-region"),
    ("role", "spaces-role"),
    ("rules", "spaces-rules"),
    ("scopes", "accounts-token-scopes"),
    ("space", "accounts-space"),
    ("speaks", "accounts-speaks"),
    ("standing", "accounts-standing"),
    ("time_zone", "accounts-time-zone"),
    ("title", "field-title"),
    ("token_name", "accounts-token-name"),
    ("topics", "accounts-topics"),
    ("until", "accounts-many-until"),
    ("welcome", "spaces-welcome-label"),
    ("who", "spaces-who"),
    ("why", "field-why"),
    ("words", "field-words"),
];

/// The message that names a field; nothing where its sentence says enough.
pub fn field_key(field: &str) -> Option<&'static str> {
    FIELDS.iter().find(|(name, _)| *name == field).map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, tr};

    #[test]
    fn every_field_has_a_name_in_both_languages() {
        for (field, key) in FIELDS {
            for lang in Lang::ALL {
                assert!(!tr(lang).s(key).is_empty(), "{field}"); // one that is missing panics
            }
        }
        assert!(FIELDS.is_sorted_by(|(one, _), (other, _)| one < other), "in the order of the alphabet, each once");
        assert_eq!((field_key("email"), field_key("name")), (Some("field-email"), None));
    }
}
