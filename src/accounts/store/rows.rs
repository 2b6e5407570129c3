//! What several statements ask of a person `p`, for `concat!`.

/// Whether codes of an app are asked for.
macro_rules! has_codes {
    () => {
        "EXISTS (SELECT 1 FROM second_factors f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL)"
    };
}

/// Whether there is a passkey.
macro_rules! has_passkeys {
    () => {
        "EXISTS (SELECT 1 FROM passkeys y WHERE y.person_id = p.id)"
    };
}

/// Two columns that decide, beside those of the person, whether a second factor is demanded: whether the person facilitates
/// anything, and whom it is demanded of.
macro_rules! demanded {
    () => {
        "EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.role = 'facilitator'), \
         COALESCE((SELECT d.value FROM settings d WHERE d.name = 'accounts.second_factor'), '')"
    };
}

pub(super) use {demanded, has_codes, has_passkeys};
