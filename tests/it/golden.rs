//! The stored form of every event, pinned: what is in somebody's database must stay readable for ever.

use std::collections::BTreeSet;

use prassi::authz::{Action, Actor, Facts, Openness, Permit, Role, Subject, decide};
use prassi::base::{
    AccessTokenId, InvitationId, OrganisationId, PasskeyId, PersonId, PostId, ReportClosingId, ReportId, Seq, SignInId,
    SpaceId, ThreadId, Timestamp,
};
use prassi::db::{self, Command, Tx};
use prassi::journal::{self, AccountEvent, Event, Reaction, ReportEvent, SpaceEvent, ThreadEvent};

use crate::house::{Engine, NOW, Place, on_both_engines};

on_both_engines!(
    events_are_read_as_they_were_written,
    what_is_unknown_stops_a_reader,
    nothing_is_recorded_without_its_permit
);

/// Every event there is, with the actions that may record it and what they must be about.
fn events() -> Vec<(Event, Vec<Action>, Subject)> {
    let (person, invitation, space, thread, post) =
        (PersonId(7), InvitationId(5), SpaceId(3), ThreadId(12), PostId(88));
    let accounts = |event, action, subject| (Event::Accounts(event), vec![action], subject);
    let secured = |event| (Event::Accounts(event), vec![Action::SecureAccount], Subject::Person(person));
    let spaces = |event, actions: &[Action]| (Event::Spaces(event), actions.to_vec(), Subject::Space(space));
    let threads = |event, action, subject| (Event::Threads(event), vec![action], subject);
    let reports = |event, action| (Event::Reports(event), vec![action], Subject::Post(post));
    vec![
        accounts(AccountEvent::PersonInvited { invitation }, Action::InvitePeople, Subject::Community),
        accounts(
            AccountEvent::InvitationWithdrawn { invitation },
            Action::InvitePeople,
            Subject::Invitation(invitation),
        ),
        accounts(AccountEvent::InvitationResent { invitation }, Action::InvitePeople, Subject::Invitation(invitation)),
        accounts(
            AccountEvent::PersonJoined { person, invitation: Some(invitation) },
            Action::AcceptInvitation,
            Subject::Invitation(invitation),
        ),
        accounts(AccountEvent::PersonJoined { person, invitation: None }, Action::InvitePeople, Subject::Community),
        accounts(AccountEvent::ProfileChanged { person }, Action::EditProfile, Subject::Person(person)),
        accounts(AccountEvent::PasswordChanged { person }, Action::ChangePassword, Subject::Person(person)),
        accounts(
            AccountEvent::SignInEnded { person, sign_in: SignInId(41) },
            Action::EndSignIns,
            Subject::Person(person),
        ),
        accounts(AccountEvent::OtherSignInsEnded { person }, Action::EndSignIns, Subject::Person(person)),
        accounts(AccountEvent::EmailChangeRequested { person }, Action::ChangeEmail, Subject::Person(person)),
        accounts(AccountEvent::EmailChangeStopped { person }, Action::ChangeEmail, Subject::Person(person)),
        accounts(AccountEvent::EmailChanged { person }, Action::ChangeEmail, Subject::Person(person)),
        accounts(
            AccountEvent::OfficeRoleChanged { organisation: OrganisationId(9), person },
            Action::ManageOffice,
            Subject::Organisation(OrganisationId(9)),
        ),
        (
            Event::Accounts(AccountEvent::AccountClosed { person }),
            vec![Action::LeaveCommunity, Action::ManagePeople],
            Subject::Person(person),
        ),
        accounts(AccountEvent::AccountReopened { person }, Action::ManagePeople, Subject::Person(person)),
        accounts(AccountEvent::AdministratorMade { person }, Action::AppointAdministrators, Subject::Person(person)),
        accounts(AccountEvent::AdministratorEnded { person }, Action::AppointAdministrators, Subject::Person(person)),
        accounts(
            AccountEvent::PersonMoved { person, from: OrganisationId(9), to: OrganisationId(10) },
            Action::MovePerson,
            Subject::Person(person),
        ),
        accounts(AccountEvent::SecondFactorEnabled { person }, Action::SecureAccount, Subject::Person(person)),
        accounts(AccountEvent::SecondFactorDisabled { person }, Action::SecureAccount, Subject::Person(person)),
        accounts(AccountEvent::SecondFactorReset { person }, Action::ManagePeople, Subject::Person(person)),
        accounts(AccountEvent::RecoveryCodesRenewed { person }, Action::SecureAccount, Subject::Person(person)),
        accounts(AccountEvent::RecoveryCodeUsed { person }, Action::SecureAccount, Subject::Person(person)),
        accounts(AccountEvent::SecondFactorDemanded, Action::ManagePeople, Subject::Community),
        accounts(
            AccountEvent::OrganisationAdded { organisation: OrganisationId(9) },
            Action::ManageOrganisations,
            Subject::Community,
        ),
        accounts(
            AccountEvent::OrganisationChanged { organisation: OrganisationId(9) },
            Action::ManageOrganisations,
            Subject::Organisation(OrganisationId(9)),
        ),
        accounts(
            AccountEvent::AccessTokenMade { person, token: AccessTokenId(6) },
            Action::ManageAccessTokens,
            Subject::Person(person),
        ),
        accounts(
            AccountEvent::AccessTokenRevoked { person, token: AccessTokenId(6) },
            Action::ManageAccessTokens,
            Subject::Person(person),
        ),
        secured(AccountEvent::PasskeyAdded { person, passkey: PasskeyId(5) }),
        secured(AccountEvent::PasskeyRemoved { person, passkey: PasskeyId(5) }),
        secured(AccountEvent::SignedInWithPasskey { person, passkey: PasskeyId(5) }),
        secured(AccountEvent::PasskeyRefused { person, passkey: PasskeyId(5) }),
        (Event::Spaces(SpaceEvent::SpaceCreated { space }), vec![Action::CreateSpace], Subject::Community),
        spaces(SpaceEvent::SpaceChanged { space }, &[Action::EditSpace]),
        spaces(SpaceEvent::ReadersChanged { space, from: Openness::Private, to: Openness::Open }, &[Action::OpenUp]),
        spaces(SpaceEvent::ReadersChanged { space, from: Openness::Open, to: Openness::Closed }, &[Action::EditSpace]),
        spaces(
            SpaceEvent::MemberJoined { space, person, role: Role::Member },
            &[Action::JoinSpace, Action::ManageMembers],
        ),
        spaces(SpaceEvent::MemberLeft { space, person }, &[Action::LeaveSpace, Action::ManageMembers]),
        spaces(SpaceEvent::RoleChanged { space, person, role: Role::Facilitator }, &[Action::ManageMembers]),
        spaces(SpaceEvent::JoinRequested { space, person }, &[Action::AskToJoin]),
        spaces(SpaceEvent::RequestWithdrawn { space, person }, &[Action::WithdrawRequest]),
        spaces(SpaceEvent::RequestRefused { space, person }, &[Action::ManageMembers]),
        spaces(
            SpaceEvent::GuesthoodExtended { space, person, until: Timestamp(1_798_758_000_000_000) },
            &[Action::ManageMembers],
        ),
        spaces(SpaceEvent::SpaceArchived { space }, &[Action::ArchiveSpace]),
        spaces(SpaceEvent::SpaceRestored { space }, &[Action::ArchiveSpace]),
        threads(
            ThreadEvent::ThreadStarted { space, thread, post, mentions: vec![person] },
            Action::StartThread,
            Subject::Space(space),
        ),
        threads(ThreadEvent::ThreadRenamed { space, thread }, Action::RenameThread, Subject::Thread(thread)),
        threads(ThreadEvent::ThreadPinned { space, thread }, Action::PinThread, Subject::Thread(thread)),
        threads(ThreadEvent::ThreadUnpinned { space, thread }, Action::PinThread, Subject::Thread(thread)),
        threads(ThreadEvent::ThreadClosed { space, thread }, Action::CloseThread, Subject::Thread(thread)),
        threads(ThreadEvent::ThreadReopened { space, thread }, Action::CloseThread, Subject::Thread(thread)),
        threads(ThreadEvent::TopicsChosen { space, thread }, Action::ChooseTopics, Subject::Thread(thread)),
        threads(ThreadEvent::QuestionAsked { space, thread }, Action::MarkQuestion, Subject::Thread(thread)),
        threads(ThreadEvent::QuestionWithdrawn { space, thread }, Action::MarkQuestion, Subject::Thread(thread)),
        threads(ThreadEvent::AnswerAccepted { space, thread, post }, Action::AcceptAnswer, Subject::Post(post)),
        (
            Event::Threads(ThreadEvent::AcceptanceUndone { space, thread, post }),
            vec![Action::DeletePost, Action::AcceptAnswer],
            Subject::Post(post),
        ),
        threads(
            ThreadEvent::PostWritten { space, thread, post, position: 57, mentions: Vec::new() },
            Action::Answer,
            Subject::Thread(thread),
        ),
        threads(ThreadEvent::PostEdited { space, thread, post, version: 2 }, Action::EditPost, Subject::Post(post)),
        threads(ThreadEvent::PostDeleted { space, thread, post, version: 3 }, Action::DeletePost, Subject::Post(post)),
        threads(
            ThreadEvent::PostRestored { space, thread, post, version: 4 },
            Action::RestorePost,
            Subject::Post(post),
        ),
        threads(
            ThreadEvent::ReactionGiven { space, thread, post, reaction: Reaction::UsToo },
            Action::React,
            Subject::Post(post),
        ),
        threads(
            ThreadEvent::ReactionTakenBack { space, thread, post, reaction: Reaction::UsToo },
            Action::React,
            Subject::Post(post),
        ),
        reports(ReportEvent::PostReported { space, post, report: ReportId(17) }, Action::ReportPost),
        reports(ReportEvent::ReportWithdrawn { space, post, report: ReportId(17) }, Action::WithdrawReport),
        reports(ReportEvent::ReportsClosed { space, post, closing: ReportClosingId(6) }, Action::JudgeReports),
    ]
}

/// What the journal stores of an event, as one line.
fn line(event: &Event) -> String {
    let data = serde_json::to_string(event).unwrap();
    let space = event.space().map_or_else(|| "null".to_owned(), |space| space.to_string());
    format!(r#"{{"kind":"{}","stream":"{}","space":{space},"data":{data}}}"#, event.kind(), event.stream())
}

#[test]
fn the_stored_form_is_the_reviewed_one() {
    let stored: String = events().iter().map(|(event, _, _)| line(event) + "\n").collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/golden/events.jsonl");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, &stored).unwrap();
    }
    let pinned = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        stored == pinned,
        "the stored form has changed, and old journals cannot be read any more; only additions may pass\n{stored}"
    );
    for (pinned, (event, _, _)) in pinned.lines().zip(events()) {
        let value: serde_json::Value = serde_json::from_str(pinned).unwrap();
        assert_eq!(serde_json::from_value::<Event>(value["data"].clone()).unwrap(), event);
    }
}

/// The variants are counted in the source: one without a line above would be pinned by nothing.
#[test]
fn every_event_is_pinned() {
    let source = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/journal/event.rs")).unwrap();
    let file = syn::parse_file(&source).unwrap();
    let enums: Vec<&syn::ItemEnum> =
        file.items.iter().filter_map(|item| if let syn::Item::Enum(e) = item { Some(e) } else { None }).collect();
    let all = enums.iter().find(|e| e.ident == "Event").unwrap();
    let mut declared = BTreeSet::new();
    for room in &all.variants {
        let inner = match &room.fields.iter().next().unwrap().ty {
            syn::Type::Path(path) => path.path.segments.last().unwrap().ident.clone(),
            _ => panic!("an enum inside {}", room.ident),
        };
        let inner = enums.iter().find(|e| e.ident == inner).unwrap();
        declared.extend(inner.variants.iter().map(|event| format!("{}.{}", snake(&room.ident), snake(&event.ident))));
    }
    let pinned: BTreeSet<String> = events().iter().map(|(event, _, _)| event.kind().to_owned()).collect();
    assert_eq!(declared, pinned);
}

fn snake(name: &syn::Ident) -> String {
    let mut snake = String::new();
    for c in name.to_string().chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

fn permit(action: Action, subject: Subject) -> Permit {
    decide(&Actor::System, action, &Facts::about(subject)).unwrap()
}

/// Records every event under its first permit.
struct RecordAll;

impl Command for RecordAll {
    type Output = Vec<Seq>;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<Vec<Seq>> {
        let mut numbers = Vec::new();
        for (event, actions, subject) in events() {
            numbers.push(journal::record(tx, &permit(actions[0], subject), NOW, &event).await?);
        }
        Ok(numbers)
    }
}

async fn events_are_read_as_they_were_written(engine: Engine) {
    let place = Place::new(engine).await;
    let db = place.open().await;
    let numbers = db.write(RecordAll).await.unwrap();
    let read = journal::list_after(&db, Seq(0), 1000).await.unwrap();
    let written: Vec<Event> = events().into_iter().map(|(event, _, _)| event).collect();
    assert_eq!(read.iter().map(|r| r.event.clone()).collect::<Vec<_>>(), written);
    assert_eq!(read.iter().map(|r| r.seq).collect::<Vec<_>>(), numbers);
    assert!(numbers.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1), "{numbers:?}");
    assert!(read.iter().all(|r| r.at == NOW && r.actor.is_none()));
    let until = *numbers.last().unwrap();
    for event in &written {
        let of_stream: Vec<Event> = written.iter().filter(|other| other.stream() == event.stream()).cloned().collect();
        let read = journal::list_stream(&db, &event.stream(), Seq(0), until, 1000).await.unwrap();
        assert_eq!(read.into_iter().map(|r| r.event).collect::<Vec<_>>(), of_stream);
    }
    let of_space = journal::list_space(&db, SpaceId(3), Seq(0), until, 1000).await.unwrap();
    let kinds: Vec<&str> = of_space.iter().map(|r| r.event.kind()).collect();
    let shown =
        ["started", "renamed", "pinned", "unpinned", "closed", "reopened"].map(|what| format!("threads.thread_{what}"));
    let others = [
        "threads.topics_chosen",
        "threads.question_asked",
        "threads.question_withdrawn",
        "threads.answer_accepted",
        "threads.acceptance_undone",
        "threads.post_written",
    ];
    assert_eq!(kinds, shown.iter().map(String::as_str).chain(others).collect::<Vec<_>>());
}

/// Writes a line into the log behind the house's back, as a newer program would.
async fn write_line(place: &Place, seq: i64, data: &str) {
    let insert = format!(
        "INSERT INTO journal (seq, at, kind, stream, actor_id, space_id, data)
         VALUES ({seq}, 1, 'threads.thread_started', 'thread:12', NULL, 3, '{data}')"
    );
    if let Some(path) = place.database_url.strip_prefix("sqlite:") {
        rusqlite::Connection::open(path).unwrap().execute(&insert, []).unwrap();
    } else {
        let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&place.database_url).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(insert)).execute(&mut conn).await.unwrap();
    }
}

async fn what_is_unknown_stops_a_reader(engine: Engine) {
    let place = Place::new(engine).await;
    let db = place.open().await;
    let unknown = [
        ("a room", r#"{"room":"chat","what":{"kind":"message_sent","message":1}}"#),
        ("a kind", r#"{"room":"threads","what":{"kind":"thread_merged","space":3,"thread":12}}"#),
        ("a field", r#"{"room":"threads","what":{"kind":"thread_renamed","space":3,"thread":12,"title":"x"}}"#),
        ("a field outside", r#"{"room":"threads","what":{"kind":"thread_renamed","space":3,"thread":12},"by":7}"#),
        ("a field less", r#"{"room":"threads","what":{"kind":"thread_renamed","space":3}}"#),
        ("a role", r#"{"room":"spaces","what":{"kind":"role_changed","space":3,"person":7,"role":"owner"}}"#),
        ("a type", r#"{"room":"threads","what":{"kind":"thread_renamed","space":"3","thread":12}}"#),
        ("no object", "null"),
        ("no JSON", "{"),
    ];
    for (seq, (what, data)) in (1..).zip(unknown) {
        write_line(&place, seq, data).await;
        let (after, until) = (Seq(seq - 1), Seq(seq));
        let reads = [
            journal::list_after(&db, after, 10).await,
            journal::list_stream(&db, "thread:12", after, until, 10).await,
            journal::list_space(&db, SpaceId(3), after, until, 10).await,
        ];
        for read in reads {
            assert!(
                matches!(read, Err(journal::Error::Unknown { seq: found, .. }) if found == until),
                "{what}: {read:?}"
            );
        }
    }
}

/// Tries to record every event under every permit; gives those that were.
struct TryAll;

impl Command for TryAll {
    type Output = Vec<(String, Action, Subject)>;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<Self::Output> {
        let mut recorded = Vec::new();
        for (event, _, _) in events() {
            for (action, subject) in everything() {
                match journal::record(tx, &permit(action, subject), NOW, &event).await {
                    Ok(_) => recorded.push((line(&event), action, subject)),
                    Err(db::Error::Broken(_)) => {}
                    Err(other) => return Err(other),
                }
            }
        }
        Ok(recorded)
    }
}

fn everything() -> Vec<(Action, Subject)> {
    let subjects = [
        Subject::Community,
        Subject::Person(PersonId(7)),
        Subject::Person(PersonId(8)),
        Subject::Organisation(OrganisationId(9)),
        Subject::Organisation(OrganisationId(10)),
        Subject::Invitation(InvitationId(5)),
        Subject::Invitation(InvitationId(6)),
        Subject::Space(SpaceId(3)),
        Subject::Space(SpaceId(4)),
        Subject::Thread(ThreadId(12)),
        Subject::Thread(ThreadId(13)),
        Subject::Post(PostId(88)),
        Subject::Post(PostId(89)),
    ];
    Action::ALL.iter().flat_map(|action| subjects.map(|subject| (*action, subject))).collect()
}

/// Records the wrong thing and does not look at the answer before the end.
struct Smuggle;

impl Command for Smuggle {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        let space = SpaceId(3);
        let right = permit(Action::EditSpace, Subject::Space(space));
        journal::record(tx, &right, NOW, &Event::Spaces(SpaceEvent::SpaceChanged { space })).await?;
        let other = Event::Spaces(SpaceEvent::SpaceChanged { space: SpaceId(4) });
        journal::record(tx, &right, NOW, &other).await.map(|_| ())
    }
}

async fn nothing_is_recorded_without_its_permit(engine: Engine) {
    let place = Place::new(engine).await;
    let db = place.open().await;
    assert!(matches!(db.write(Smuggle).await, Err(db::Error::Broken(_))));
    assert_eq!(journal::head(&db).await.unwrap(), Seq(0), "the half that was right must not stay either");
    let recorded = db.write(TryAll).await.unwrap();
    let mut wanted = Vec::new();
    for (event, actions, subject) in events() {
        wanted.extend(
            Action::ALL.iter().filter(|action| actions.contains(action)).map(|action| (line(&event), *action, subject)),
        );
    }
    assert_eq!(recorded, wanted);
    let kept = journal::list_after(&db, Seq(0), 1000).await.unwrap();
    assert_eq!(kept.len(), wanted.len());
}
