//! Discussions and posts for samples.

use super::attachments::Attachment;
use super::compose::Composer;
use super::model::{PostState, Question, ThreadState};
use super::store::{PostForActor, PostRow, ThreadForActor, ThreadRow};
use super::topic::MOST;
use crate::authz::{Openness, Role, Standing};
use crate::base::{FileId, PersonId, PostId, Seq, ThreadId};
use crate::files::{FileState, Media, StoredFile};
use crate::spaces;
use crate::web::samples::{HOSTILE, RTL, Stage, long, unbroken};
use crate::web::{Crumb, FieldErrors, Layout, Tab, WebResult};

/// What a fragment says; what went wrong where one could not be made, which fails where the fragment itself is a sample.
pub(super) fn shown(html: WebResult<String>) -> String {
    html.unwrap_or_else(|error| format!("{error:?}"))
}

/// The layout of a page in the space of samples.
pub(super) fn layout(stage: &Stage, who: crate::web::samples::Who, title: &str) -> Layout {
    let name = spaces::sample_space(None).name;
    let way = vec![Crumb::new("/spazi", stage.t().s("spaces-title")), Crumb::new("/spazi/3", name)];
    stage.layout(who, Tab::Spaces, title).with_crumbs(way)
}

/// Who reads the space of samples.
pub(super) fn readers(stage: &Stage) -> String {
    spaces::readers(stage.t(), &spaces::sample_space(None).space(), 1234)
}

/// A row of a list: unread, by a colleague.
pub(super) fn thread_row(id: i64) -> ThreadRow {
    ThreadRow {
        id: ThreadId(id),
        space: Stage::SPACE,
        title: "Turni allo sportello del martedì".to_owned(),
        version: 1,
        posts: 12,
        last_seq: Seq(900),
        last_at: Stage::ago(5),
        author: PersonId(21),
        author_name: "Elia Collefiorito".to_owned(),
        office: "Prefettura di Asti".to_owned(),
        last_author: PersonId(22),
        last_author_name: "Ornella Bassavalle".to_owned(),
        read: 10,
        caught_up: Seq(1),
        state: ThreadState::Open,
        closed_reason: String::new(),
        is_pinned: false,
        topics: "mediazione\nturni allo sportello".to_owned(),
        question: Question::No,
        is_gone: false,
    }
}

/// Rows in every state, the last with difficult words.
pub(super) fn thread_rows() -> Vec<ThreadRow> {
    let (author_name, office) = (format!("{HOSTILE} {RTL}"), long(200));
    vec![
        ThreadRow { is_pinned: true, read: 12, ..thread_row(61) },
        thread_row(62),
        ThreadRow { author: Stage::ME, posts: 1, read: 1, topics: String::new(), ..thread_row(63) },
        ThreadRow { question: Question::Waiting, posts: 3, read: 0, ..thread_row(64) },
        ThreadRow { question: Question::Answered, read: 12, ..thread_row(65) },
        ThreadRow { state: ThreadState::Closed, closed_reason: HOSTILE.to_owned(), read: 12, ..thread_row(66) },
        ThreadRow {
            title: format!("{HOSTILE} {}", unbroken(240)),
            topics: format!("{HOSTILE}\n{}\n{RTL}", unbroken(40)),
            author_name,
            office,
            last_author_name: unbroken(100),
            posts: 12_345,
            ..thread_row(67)
        },
    ]
}

/// A discussion with many posts, for somebody with a role in its space, or none.
pub(super) fn thread(role: Option<Role>) -> ThreadForActor {
    ThreadForActor {
        id: ThreadId(61),
        space: Stage::SPACE,
        title: "Turni allo sportello del martedì".to_owned(),
        author: PersonId(21),
        posts: 4,
        openness: Openness::Open,
        role,
        read: 4,
        state: ThreadState::Open,
        closed_reason: String::new(),
        is_pinned: false,
        topics: "mediazione\nturni allo sportello".to_owned(),
        is_archived: false,
        question: Question::No,
        accepted: None,
        is_gone: false,
    }
}

/// Title and topics as long and as difficult as they may be.
pub(super) fn difficult_thread(role: Option<Role>) -> ThreadForActor {
    let topics = format!("{HOSTILE}\n{}\n{RTL}\nFAMI\n{}", unbroken(40), long(40));
    ThreadForActor { title: format!("{HOSTILE} {}", unbroken(240)), topics, ..thread(role) }
}

/// A post that somebody is about to do something with.
pub(super) fn post(position: i64) -> PostForActor {
    PostForActor {
        id: PostId(80 + position),
        thread: ThreadId(61),
        space: Stage::SPACE,
        position,
        author: Stage::ME,
        body: body().to_owned(),
        state: PostState::Published,
        version: 2,
        title: "Turni allo sportello del martedì".to_owned(),
        title_version: 1,
        openness: Openness::Open,
        role: Some(Role::Member),
        deleted_by: None,
        deleted_at: None,
        is_archived: false,
        question: Question::No,
        accepted: None,
        thread_author: PersonId(21),
        posts: 4,
    }
}

/// Words with everything that Markdown has.
pub(super) fn body() -> &'static str {
    "Da noi funziona così: un elenco **condiviso** con le *altre* prefetture.\n\n1. uno\n2. due\n\n> Come vi siete organizzati?\n\n\
     | giorno | chi |\n|---|---|\n| martedì | Nives |\n\n`codice` e [un link](https://prassi.example/).\n\n```\ntesto com’è\n```"
}

/// Words that try to get out of their place.
pub(super) fn difficult_body() -> String {
    format!(
        "{HOSTILE}\n\n<img src=x onerror=alert(1)>\n\n{}\n\n{RTL}\n\n| {} | b |\n|---|---|\n| 1 | 2 |\n\n```\n{}\n```\n\n> > > {}",
        unbroken(300),
        unbroken(80),
        unbroken(200),
        long(300)
    )
}

/// A post as everybody reads it.
pub(super) fn post_row(position: i64) -> PostRow {
    PostRow {
        id: PostId(80 + position),
        thread: ThreadId(61),
        position,
        version: 1,
        edition: 1,
        body: body().to_owned(),
        state: PostState::Published,
        created_at: Stage::ago(30),
        edited_at: None,
        author: PersonId(20 + position),
        author_name: "Ornella Bassavalle".to_owned(),
        author_version: 1,
        author_standing: Standing::Staff,
        office: "Prefettura di Rovigo".to_owned(),
        deleted_by: None,
        deletion_reason: String::new(),
        reactions: 0,
        is_accepted: false,
        has_files: false,
        author_picture: 0,
    }
}

/// The posts of a discussion: the question, an accepted answer by a guest, tombstones, difficult words.
pub(super) fn post_rows() -> Vec<PostRow> {
    let deleted = |position| PostRow { state: PostState::Deleted, body: String::new(), ..post_row(position) };
    vec![
        PostRow { reactions: 4, ..post_row(1) },
        PostRow {
            body: "Anche da noi, con un **elenco** condiviso.".to_owned(),
            is_accepted: true,
            author_standing: Standing::Guest,
            edition: 2,
            edited_at: Some(Stage::ago(3)),
            ..post_row(2)
        },
        PostRow { deleted_by: Some(PersonId(23)), ..deleted(3) },
        PostRow { deleted_by: Some(Stage::ME), deletion_reason: HOSTILE.to_owned(), ..deleted(4) },
        PostRow {
            body: difficult_body(),
            author_name: format!("{HOSTILE} {}", unbroken(80)),
            office: long(200),
            has_files: true,
            ..post_row(5)
        },
    ]
}

/// A file in somebody's composer.
pub(super) fn file(id: i64, name: &str, is_picture: bool) -> StoredFile {
    StoredFile {
        id: FileId(id),
        key: String::new(),
        owner: Stage::ME,
        name: name.to_owned(),
        size: 1_540_000,
        sha256: String::new(),
        media: if is_picture { Media::Png } else { Media::Pdf },
        width: if is_picture { 1600 } else { 0 },
        height: if is_picture { 900 } else { 0 },
        alt: String::new(),
        state: FileState::Waiting,
        post: None,
        position: 1,
    }
}

/// The form of an answer, still blank.
pub(super) fn composer(stage: &Stage) -> Composer {
    let t = stage.t();
    Composer {
        action: "/discussioni/61/messaggi".to_owned(),
        key: "reply-61".to_owned(),
        space: Stage::SPACE,
        title: None,
        is_question: None,
        body: String::new(),
        topics: None,
        most_topics: MOST,
        submission: "0123456789abcdef0123456789abcdef".to_owned(),
        version: None,
        errors: FieldErrors::default(),
        preview: None,
        readers: spaces::readers_short(t, &spaces::sample_space(None).space(), 1234),
        saved: None,
        known: 0,
        begun_from: 0,
        max: 20_000,
        files: Vec::new(),
        files_hint: t.f2("files-hint", "size", "200 MB", "n", 20),
        max_file: 200_000_000,
        submit: t.s("threads-publish-answer"),
        cancel: None,
    }
}

/// The form of a new discussion, blank.
pub(super) fn new_composer(stage: &Stage) -> Composer {
    Composer {
        title: Some(String::new()),
        is_question: Some(false),
        topics: Some((String::new(), vec!["mediazione".to_owned(), HOSTILE.to_owned()])),
        submit: stage.t().s("threads-publish-thread"),
        cancel: Some("/spazi/3".to_owned()),
        ..composer(stage)
    }
}

/// The same, full of what cannot be taken.
pub(super) fn refused_composer(stage: &Stage) -> Composer {
    let name = format!("{HOSTILE} {}.png", unbroken(200));
    let picture = Attachment::new(stage.t(), file(1, &name, true));
    Composer {
        title: Some(format!("{HOSTILE} {}", unbroken(300))),
        is_question: Some(true),
        topics: Some((format!("{HOSTILE}, {}", unbroken(60)), Vec::new())),
        body: difficult_body(),
        errors: stage.missing(&["title", "topics", "body", "files"]),
        preview: Some(crate::text::render(&format!("{HOSTILE}\n\n{}", unbroken(300)), &crate::text::NoLinks).html),
        saved: Some(("10:12".to_owned(), Stage::ago(1).rfc3339())),
        files: vec![picture],
        ..new_composer(stage)
    }
}
