//! What every statement that lists discussions has in common, for `concat!`.

/// The columns of a `ThreadRow`, given how far the viewer has read and since when things are new. Of `threads t` with its
/// people (`people!`).
macro_rules! thread_row {
    ($read:literal, $caught_up:literal) => {
        concat!(
            "SELECT t.id, t.space_id, t.title, t.version, t.posts, t.last_seq, t.last_at, a.id, a.name, o.name, l.id, l.name, ",
            $read,
            ", ",
            $caught_up,
            ", t.state, t.closed_reason, t.is_pinned, t.topics, t.question, t.is_gone "
        )
    };
}

/// Who began a discussion `t` and who wrote last.
macro_rules! people {
    () => {
        " JOIN people a ON a.id = t.author_id JOIN organisations o ON o.id = a.organisation_id JOIN people l ON l.id = t.last_author_id "
    };
}

/// The rows of `threads t`, found as `from` says, for a viewer (a parameter): nothing is new in what was muted, nor in
/// spaces of others.
macro_rules! threads_for {
    ($viewer:literal, $from:literal) => {
        concat!(
            $crate::threads::store::rows::thread_row!(
                "COALESCE(r.position, 0)",
                "CASE WHEN COALESCE(tl.level, sl.level, 'normal') = 'mute' THEN 9223372036854775807
                      ELSE COALESCE(m.caught_up_seq, 9223372036854775807) END"
            ),
            $from,
            $crate::threads::store::rows::people!(),
            "LEFT JOIN memberships m ON m.space_id = t.space_id AND m.person_id = ",
            $viewer,
            " LEFT JOIN read_marks r ON r.thread_id = t.id AND r.person_id = ",
            $viewer,
            " LEFT JOIN thread_levels tl ON tl.thread_id = t.id AND tl.person_id = ",
            $viewer,
            " LEFT JOIN space_levels sl ON sl.space_id = t.space_id AND sl.person_id = ",
            $viewer,
            " "
        )
    };
}

pub(super) use {people, thread_row, threads_for};
