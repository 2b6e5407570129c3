//! The first net: every role × action × state, reviewed as a table.

use std::fmt::Write as _;

use prassi::authz::{Action, Actor, Denied, Facts, Openness, Role, Standing, Subject, decide};
use prassi::base::{PersonId, SpaceId};
use proptest::prelude::*;

fn actor(standing: Standing, is_administrator: bool) -> Actor {
    Actor::Person { id: PersonId(1), standing, is_administrator }
}

fn word(outcome: Result<(), Denied>) -> String {
    match outcome {
        Ok(()) => "yes".to_owned(),
        Err(Denied::SignIn) => "sign in".to_owned(),
        Err(Denied::Invisible) => "invisible".to_owned(),
        Err(Denied::Refused(reason)) => format!("no: {}", reason.as_str()),
    }
}

/// Who asks, with the role in the space.
fn askers() -> Vec<(&'static str, Actor, Option<Role>)> {
    vec![
        ("anonymous", Actor::Anonymous, None),
        ("outsider", actor(Standing::Staff, false), None),
        ("guest elsewhere", actor(Standing::Guest, false), None),
        ("guest", actor(Standing::Guest, false), Some(Role::Guest)),
        ("member", actor(Standing::Staff, false), Some(Role::Member)),
        ("facilitator", actor(Standing::Staff, false), Some(Role::Facilitator)),
        ("administrator", actor(Standing::Staff, true), None),
        ("administrator, member", actor(Standing::Staff, true), Some(Role::Member)),
    ]
}

fn states() -> Vec<(&'static str, Facts)> {
    let facts = Facts::about(Subject::Space(SpaceId(1)));
    vec![
        ("another's", facts),
        ("own", Facts { is_own: true, ..facts }),
        ("own, deleted", Facts { is_own: true, is_deleted: true, ..facts }),
        ("own, just deleted", Facts { is_own: true, is_deleted: true, is_undoable: true, ..facts }),
        ("another's, just deleted", Facts { is_deleted: true, is_undoable: true, ..facts }),
        ("closed", Facts { is_closed: true, ..facts }),
        ("own office's", Facts { is_own_office: true, ..facts }),
        ("archived", Facts { is_archived: true, ..facts }),
        ("asked", Facts { has_asked: true, ..facts }),
        ("speaks for the office", Facts { speaks_for_office: true, ..facts }),
        ("own, speaks for the office", Facts { is_own: true, speaks_for_office: true, ..facts }),
        ("own, last administrator", Facts { is_own: true, is_last_administrator: true, ..facts }),
    ]
}

#[test]
fn the_table_of_permissions_is_the_reviewed_one() {
    let mut table = String::new();
    for action in Action::ALL {
        for openness in Openness::ALL {
            writeln!(table, "{action:?}, {} space", openness.as_str()).unwrap();
            for (name, actor, role) in askers() {
                let answers: Vec<String> = states()
                    .into_iter()
                    .map(|(state, facts)| {
                        let facts = Facts { openness: Some(*openness), role, ..facts };
                        format!("{state}: {}", word(decide(&actor, *action, &facts).map(|_| ())))
                    })
                    .collect();
                let same = answers.iter().all(|a| {
                    a.split(": ").nth(1) == answers[0].split(": ").nth(1)
                        && a.split(": ").nth(2) == answers[0].split(": ").nth(2)
                });
                let line = if same { answers[0].split_once(": ").unwrap().1.to_owned() } else { answers.join(" | ") };
                writeln!(table, "  {name:<22} {line}").unwrap();
            }
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots/permissions.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    let reviewed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(reviewed == table, "the permissions have changed: review with UPDATE_SNAPSHOTS=1 and git diff\n{table}");
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let role =
        prop_oneof![Just(None), Just(Some(Role::Member)), Just(Some(Role::Facilitator)), Just(Some(Role::Guest))];
    let openness = prop_oneof![Just(Openness::Open), Just(Openness::Closed), Just(Openness::Private)];
    (role, openness, any::<[bool; 9]>()).prop_map(
        |(
            role,
            openness,
            [is_own, is_deleted, is_closed, is_undoable, has_asked, is_own_office, is_archived, speaks, last],
        )| Facts {
            is_own,
            speaks_for_office: speaks,
            is_last_administrator: last,
            is_deleted,
            is_closed,
            is_undoable,
            has_asked,
            is_own_office,
            is_archived,
            ..Facts::in_space(Subject::Space(SpaceId(1)), openness, role)
        },
    )
}

proptest! {
    /// What cannot be seen cannot be known of: no action tells an outsider that a private space exists.
    #[test]
    fn a_private_space_is_unknown_to_outsiders(facts in any_facts(), n in 0..Action::ALL.len()) {
        let action = Action::ALL[n];
        let facts = Facts { role: None, openness: Some(Openness::Private), is_own_office: false, ..facts };
        let about_space = !matches!(action, Action::LookAfterServer | Action::InvitePeople | Action::SeePerson | Action::EditProfile
            | Action::ChangePassword | Action::EndSignIns | Action::ChangeEmail | Action::ManageAccessTokens | Action::SeeDirectory | Action::ManageOffice
            | Action::ListSpaces | Action::CreateSpace | Action::LeaveCommunity | Action::SecureAccount | Action::ManagePeople | Action::AppointAdministrators | Action::MovePerson
            | Action::ManageOrganisations);
        for standing in [Standing::Staff, Standing::Guest] {
            let outcome = decide(&actor(standing, false), action, &facts).map(|_| ());
            prop_assert!(!about_space || outcome == Err(Denied::Invisible), "{action:?} {outcome:?}");
        }
    }

    /// A closed space is known, and its words are not: who is not in it learns neither what is said nor who is there.
    #[test]
    fn a_closed_space_shows_no_words_to_outsiders(facts in any_facts(), is_own_office in any::<bool>()) {
        let facts = Facts { role: None, openness: Some(Openness::Closed), is_own_office, ..facts };
        for action in [Action::ReadThreads, Action::Answer, Action::StartThread, Action::SeeMembers] {
            let outcome = decide(&actor(Standing::Staff, false), action, &facts).map(|_| ());
            prop_assert!(matches!(outcome, Err(Denied::Refused(_))), "{action:?} {outcome:?}");
            let outcome = decide(&actor(Standing::Guest, false), action, &facts).map(|_| ());
            prop_assert_eq!(outcome, Err(Denied::Invisible));
        }
        prop_assert!(decide(&actor(Standing::Staff, false), Action::SeeSpace, &facts).is_ok());
    }

    /// Whoever may write may read, and whoever may read sees the space.
    #[test]
    fn rights_imply_each_other(facts in any_facts(), is_guest in any::<bool>(), admin in any::<bool>()) {
        let actor = actor(if is_guest { Standing::Guest } else { Standing::Staff }, admin);
        let may = |action| decide(&actor, action, &facts).is_ok();
        for write in [Action::StartThread, Action::Answer, Action::EditPost, Action::DeletePost, Action::RenameThread,
            Action::SeeHistory, Action::RestorePost, Action::React, Action::PinThread, Action::CloseThread, Action::ChooseTopics,
            Action::MarkQuestion, Action::AcceptAnswer, Action::ReportPost, Action::WithdrawReport] {
            prop_assert!(!may(write) || may(Action::ReadThreads), "{write:?} without reading");
        }
        prop_assert!(!may(Action::ReadThreads) || may(Action::SeeSpace));
        prop_assert!(!may(Action::ManageMembers) || may(Action::SeeSpace));
        prop_assert!(!may(Action::JudgeReports) || may(Action::SeeReports));
        prop_assert!(!may(Action::SeeReports) || may(Action::SeeSpace));
    }

    /// What is archived is read: nobody, whatever they are in it, changes a word or comes in.
    #[test]
    fn nothing_is_written_in_an_archived_space(facts in any_facts(), admin in any::<bool>()) {
        let facts = Facts { is_archived: true, ..facts };
        for action in [Action::StartThread, Action::Answer, Action::EditPost, Action::DeletePost, Action::RenameThread,
            Action::EditSpace, Action::OpenUp, Action::JoinSpace, Action::AskToJoin, Action::React, Action::RestorePost, Action::PinThread,
            Action::CloseThread, Action::ChooseTopics, Action::MarkQuestion, Action::AcceptAnswer] {
            prop_assert!(decide(&actor(Standing::Staff, admin), action, &facts).is_err(), "{action:?}");
        }
    }

    /// Nobody judges what others say of the own words, whatever they are in the community.
    #[test]
    fn nobody_is_judge_in_the_own_cause(facts in any_facts(), admin in any::<bool>()) {
        let facts = Facts { is_own: true, ..facts };
        for action in [Action::ReportPost, Action::JudgeReports] {
            prop_assert!(decide(&actor(Standing::Staff, admin), action, &facts).is_err(), "{action:?}");
        }
    }

    /// Nobody changes another's words.
    #[test]
    fn words_belong_to_who_wrote_them(facts in any_facts(), admin in any::<bool>()) {
        let facts = Facts { is_own: false, ..facts };
        prop_assert!(decide(&actor(Standing::Staff, admin), Action::EditPost, &facts).is_err());
    }
}
