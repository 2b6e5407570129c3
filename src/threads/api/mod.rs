//! This room for programs: discussions, posts and their files, drafts, read marks, topics, the day's page.

mod bookmarks;
mod files;
mod home;
mod news;
mod post;
mod posts;
mod questions;
mod search;
mod shape;
mod thread;
mod threads;

use crate::web::api::{List, Operation, Operations, Problem, Scope};
use crate::web::{Access, Outcome};

use super::commands::Error;
use home::{DraftShape, Home, UnreadShape};
use posts::{PostMade, Posts};
use shape::{PostShape, ThreadShape};
use threads::{ThreadMade, TopicShape};

const LED: Access = Access { guest: Outcome::Refused, member: Outcome::Refused, ..Access::READERS };
const OWN_OR_LED: Access = Access { guest: Outcome::Refused, ..Access::READERS };
const OWN_POST: Access = Access { facilitator: Outcome::Refused, guest: Outcome::Refused, ..Access::READERS };
/// In the fixture nothing is there yet.
const SHOWN_LATER: Access =
    Access { guest: Outcome::NotFound, member: Outcome::NotFound, facilitator: Outcome::NotFound, ..Access::READERS };
const TOPIC: Access = Access { administrator: Outcome::NotFound, ..Access::READERS };

/// What programs can ask of this room.
pub fn operations() -> Operations {
    let all = many_threads(Operations::default()).merge(one_thread(Operations::default()));
    let all = all.merge(many_posts(Operations::default())).merge(one_post(Operations::default()));
    let more = [files::operations(), questions::operations(), news::operations(), search::operations()];
    let all = more.into_iter().fold(all, Operations::merge);
    all.merge(bookmarks::operations()).merge(the_day(Operations::default()))
}

fn many_threads(to: Operations) -> Operations {
    use Scope::{ThreadsRead, ThreadsWrite};
    let list = Operation::get("/spaces/{space}/threads", "listThreads", ThreadsRead, Access::READERS)
        .about("The discussions of a space, newest activity first")
        .query::<threads::Wanted>()
        .gives::<List<ThreadShape>>();
    let start = Operation::post("/spaces/{space}/threads", "startThread", ThreadsWrite, Access::READERS)
        .about("Starts a discussion with its first post, or asks a question")
        .takes::<threads::NewThread>()
        .creates::<ThreadMade>();
    let level = Operation::put("/spaces/{space}/level", "followSpace", ThreadsWrite, Access::READERS)
        .about("How closely the person follows a space, where nothing is said of a discussion")
        .takes::<thread::NewLevel>();
    let topics = Operation::get("/topics", "listTopics", ThreadsRead, Access::SIGNED_IN)
        .about("What the discussions that the person reads are about, the most used first; at most 300")
        .gives::<List<TopicShape>>();
    let about = Operation::get("/topics/{slug}/threads", "listThreadsByTopic", ThreadsRead, TOPIC)
        .about("The discussions about a topic, across the spaces that the person reads")
        .query::<threads::Cursor>()
        .gives::<List<ThreadShape>>();
    to.add(list, threads::list)
        .add(start, threads::start)
        .add(level, thread::follow_space)
        .add(topics, threads::topics)
        .add(about, threads::by_topic)
}

fn one_thread(to: Operations) -> Operations {
    use Scope::{ThreadsRead, ThreadsWrite};
    let write = |method: fn(_, _, _, _) -> Operation, path, id, access| method(path, id, ThreadsWrite, access);
    let show = Operation::get("/threads/{thread}", "getThread", ThreadsRead, Access::READERS)
        .about("A discussion, without its posts")
        .gives_versioned::<ThreadShape>();
    let edit = write(Operation::patch, "/threads/{thread}", "renameThread", OWN_OR_LED)
        .about("Changes the title of a discussion")
        .takes::<thread::ThreadChange>()
        .edits::<ThreadShape>();
    let pin = write(Operation::put, "/threads/{thread}/pin", "pinThread", LED)
        .about("Puts a discussion at the head of its space");
    let unpin = write(Operation::delete, "/threads/{thread}/pin", "unpinThread", LED)
        .about("Puts a discussion back among the others");
    let close = write(Operation::put, "/threads/{thread}/closure", "closeThread", LED)
        .about("Closes a discussion: it takes no more answers, and says why")
        .takes::<thread::Reason>();
    let reopen = write(Operation::delete, "/threads/{thread}/closure", "reopenThread", LED)
        .about("Lets a closed discussion take answers again");
    let topics = write(Operation::put, "/threads/{thread}/topics", "chooseTopics", OWN_OR_LED)
        .about("Says what a discussion is about; at most five topics")
        .takes::<thread::NewTopics>();
    let level = write(Operation::put, "/threads/{thread}/level", "followThread", Access::READERS)
        .about("How closely the person follows a discussion")
        .takes::<thread::NewLevel>();
    let read = write(Operation::put, "/threads/{thread}/read-mark", "markRead", Access::READERS)
        .about("How far the person has read; never moves back")
        .takes::<thread::ReadMark>();
    to.add(show, thread::show)
        .add(edit, thread::edit)
        .add(pin, thread::pin)
        .add(unpin, thread::unpin)
        .add(close, thread::close)
        .add(reopen, thread::reopen)
        .add(topics, thread::choose_topics)
        .add(level, thread::follow)
        .add(read, thread::mark_read)
}

fn many_posts(to: Operations) -> Operations {
    use Scope::{ThreadsRead, ThreadsWrite};
    let list = Operation::get("/threads/{thread}/posts", "listPosts", ThreadsRead, Access::READERS)
        .about("Posts of a discussion, in their order, from the first, or around a position")
        .notes("Reading here moves no read mark: `markRead` does.")
        .query::<posts::Wanted>()
        .gives::<Posts>();
    let answer = Operation::post("/threads/{thread}/posts", "answer", ThreadsWrite, Access::READERS)
        .about("Answers in a discussion")
        .takes::<posts::NewPost>()
        .creates::<PostMade>();
    let preview = Operation::post("/preview", "preview", ThreadsRead, Access::SIGNED_IN)
        .about("A text as it would be published")
        .takes::<posts::Text>()
        .gives::<posts::Previewed>();
    to.add(list, posts::list).add(answer, posts::answer).add(preview, posts::preview)
}

fn one_post(to: Operations) -> Operations {
    use Scope::{ThreadsRead, ThreadsWrite};
    let show = Operation::get("/posts/{post}", "getPost", ThreadsRead, Access::READERS)
        .about("A post")
        .gives_versioned::<PostShape>();
    let edit = Operation::patch("/posts/{post}", "editPost", ThreadsWrite, OWN_POST)
        .about("Changes what the person wrote, and its files; of the first post also the title")
        .takes::<post::PostChange>()
        .edits::<PostShape>();
    let delete = Operation::put("/posts/{post}/deletion", "deletePost", ThreadsWrite, OWN_OR_LED)
        .about("Takes the words of a post away; its place stays")
        .notes("Facilitators give a reason for another's words, which everybody reads.")
        .takes::<post::Deletion>();
    let restore = Operation::delete("/posts/{post}/deletion", "restorePost", ThreadsWrite, Access::READERS)
        .about("Gives a post its words back, within 24 hours, for who took them away");
    let versions = Operation::get("/posts/{post}/versions", "listVersions", ThreadsRead, Access::READERS)
        .about("What a post said, newest first; at most the last 20 versions")
        .gives::<List<post::VersionShape>>();
    let quote = Operation::get("/posts/{post}/quotation", "quotePost", ThreadsRead, Access::READERS)
        .about("The Markdown that quotes a post")
        .gives::<post::Quotation>();
    let react = Operation::put("/posts/{post}/reactions/{reaction}", "react", ThreadsWrite, Access::READERS)
        .about("Gives a reaction");
    let take_back =
        Operation::delete("/posts/{post}/reactions/{reaction}", "takeReactionBack", ThreadsWrite, Access::READERS)
            .about("Takes a reaction back");
    to.add(show, post::show)
        .add(edit, post::edit)
        .add(delete, post::delete)
        .add(restore, post::restore)
        .add(versions, post::versions)
        .add(quote, post::quote)
        .add(react, post::react)
        .add(take_back, post::take_back)
}

fn the_day(to: Operations) -> Operations {
    use Scope::{ProfileRead, ThreadsRead, ThreadsWrite};
    let unread = Operation::get("/me/unread", "getUnread", ProfileRead, Access::SIGNED_IN)
        .about("How many discussions the person has not read to the end, by space, and who asks to come in")
        .notes("Counted among the 300 newest of each space, up to 99.")
        .gives::<UnreadShape>();
    let home = Operation::get("/me/home", "getHome", ThreadsRead, Access::SIGNED_IN)
        .about("The day's page: reminders that have come, who names the person, what waits for an answer, what is new")
        .gives::<Home>();
    let drafts = Operation::get("/me/drafts", "listDrafts", ThreadsRead, Access::SIGNED_IN)
        .about("What the person was writing, newest first; at most 20")
        .gives::<List<DraftShape>>();
    let draft = Operation::get("/me/drafts/{draft}", "getDraft", ThreadsRead, Access::OWNER)
        .about("A draft")
        .gives::<DraftShape>();
    let put = Operation::put("/me/drafts/{draft}", "saveDraft", ThreadsWrite, Access::READERS)
        .about("Keeps a text on its way; an empty one is forgotten")
        .takes::<home::NewDraft>();
    let forget = Operation::delete("/me/drafts/{draft}", "forgetDraft", ThreadsWrite, Access::SIGNED_IN)
        .about("Forgets a draft, if there is one; its files go after a day");
    to.add(unread, home::unread)
        .add(home, home::show)
        .add(drafts, home::drafts)
        .add(draft, home::draft)
        .add(put, home::save)
        .add(forget, home::forget)
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Denied(denied) => denied.into(),
            Error::Db(error) => error.into(),
            Error::Conflict { .. } | Error::ReasonMissing | Error::File(_) | Error::NoSuchFile(_) => {
                Self::Internal(error.into())
            }
        }
    }
}
