//! Topics.

use super::super::list::row_samples;
use super::super::samples::{difficult_thread, layout, shown, thread, thread_rows};
use super::{ChoosePage, Layout, TopicPage, Topics, TopicsPage};
use crate::authz::Role;
use crate::base::Seq;
use crate::web::samples::{HOSTILE, RTL, Stage, Who, samples, unbroken};
use crate::web::{Crumb, FieldErrors, Tab};

use super::MOST;

samples! {
    page "threads/topics.html" {
        "none" => |s| TopicsPage { l: plain(s, s.t().s("threads-topics")), topics: Vec::new() },
        "several, difficult words" => topics,
    }
    page "threads/topic.html" {
        "one discussion" => |s| topic(s, "mediazione", 1..2),
        "many, a difficult name" => |s| TopicPage { older: Some(Seq(10)), ..topic(s, HOSTILE, 0..7) },
    }
    page "threads/choose_topics.html" {
        "none yet" => |s| choose(s, String::new()),
        "refused, the input kept" => |s| ChoosePage {
            thread: difficult_thread(Some(Role::Member)),
            errors: s.missing(&["topics"]),
            ..choose(s, format!("{HOSTILE}, {}", unbroken(300)))
        },
    }
}

fn plain(stage: &Stage, title: &str) -> Layout {
    let l = stage.layout(Who::Colleague, Tab::Spaces, title);
    l.with_crumbs(vec![Crumb::new("/spazi", stage.t().s("spaces-title"))])
}

fn topics(stage: &Stage) -> TopicsPage {
    let names = Topics::from_lines(&format!("mediazione\n{HOSTILE}\n{}\n{RTL}", unbroken(40)));
    TopicsPage {
        l: plain(stage, stage.t().s("threads-topics")),
        topics: names.all().iter().cloned().zip(1..).collect(),
    }
}

fn topic(stage: &Stage, name: &str, rows: std::ops::Range<usize>) -> TopicPage {
    let rows = shown(row_samples(stage, &thread_rows()[rows], false));
    TopicPage { l: plain(stage, name), slug: "mediazione".to_owned(), rows, older: None }
}

fn choose(stage: &Stage, written: String) -> ChoosePage {
    let in_use = vec!["mediazione".to_owned(), HOSTILE.to_owned()];
    let l = layout(stage, Who::Colleague, stage.t().s("threads-topics-choose"));
    ChoosePage { l, thread: thread(Some(Role::Member)), written, in_use, most: MOST, errors: FieldErrors::default() }
}
