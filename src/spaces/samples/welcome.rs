//! The rules of a space.

use super::super::samples::{difficult_space, head, space};
use super::super::store::SpaceForActor;
use super::{NoLinks, RulesPage, SpaceTab, text};
use crate::authz::Role;
use crate::web::Tab;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};

samples! {
    page "spaces/rules.html" {
        "some" => |s| page(s, Who::Colleague, &space(Some(Role::Member)), "Ci diamo del **tu**.\n\n- uno\n- due"),
        "for a guest in an archived space" => |s| page(s, Who::Guest, &archived(), &long(400)),
        "difficult words" => |s| page(s, Who::LongName, &difficult_space(Some(Role::Facilitator)), &difficult()),
    }
}

fn archived() -> SpaceForActor {
    SpaceForActor { archived_at: Some(Stage::ago(900)), ..space(Some(Role::Guest)) }
}

fn difficult() -> String {
    format!(
        "**{HOSTILE}**\n\n{}\n\n| a | b |\n|---|---|\n| {} | 2 |\n\n```\n{}\n```",
        unbroken(300),
        unbroken(60),
        unbroken(200)
    )
}

fn page(stage: &Stage, who: Who, found: &SpaceForActor, rules: &str) -> RulesPage {
    let l = stage.layout(who, Tab::Spaces, stage.t().s("spaces-rules"));
    RulesPage { l, head: head(stage, found, SpaceTab::Rules), rules: text::render(rules, &NoLinks).html }
}
