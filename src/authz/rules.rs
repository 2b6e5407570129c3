//! The rules: one exhaustive match over the actions.

use super::{Action, Actor, Denied, Facts, Openness, Permit, Reason, Role, Standing};

/// Decides whether `actor` may do `action`, given the facts. The reviewed table of all answers is
/// `tests/it/snapshots/permissions.txt`.
pub fn decide(actor: &Actor, action: Action, facts: &Facts) -> Result<Permit, Denied> {
    let permit = Permit { actor: *actor, action, subject: facts.subject };
    let who = match *actor {
        Actor::System => return Ok(permit),
        Actor::Anonymous => return Err(Denied::SignIn),
        Actor::Person { standing, is_administrator, .. } => Who { standing, is_administrator },
    };
    let verdict = match action {
        Action::ListSpaces => Ok(()),
        Action::LookAfterServer | Action::InvitePeople | Action::CreateSpace | Action::ManageOffice => who.administrator(),
        // Accepting is proven by the invitation's secret, which the command checks; nobody does it while signed in.
        Action::AcceptInvitation => Err(Denied::Invisible),
        Action::SeeDirectory => who.colleague_or(false, Reason::GuestsSeeNoLists),
        Action::SeePerson => who.colleague_or(facts.is_own, Reason::GuestsSeeNoLists),
        Action::EditProfile | Action::ChangePassword | Action::EndSignIns | Action::ChangeEmail => own(facts),
        Action::SeeSpace => who.sees(facts),
        Action::SeeMembers => who.sees(facts).and_then(|()| who.colleague_or(false, Reason::GuestsSeeNoLists)),
        Action::EditSpace | Action::ManageMembers => who.sees(facts).and_then(|()| who.leads(facts)),
        Action::JoinSpace => who.sees(facts).and_then(|()| joins(facts)),
        Action::LeaveSpace => who.sees(facts).and_then(|()| leaves(facts)),
        Action::ReadThreads => who.reads(facts),
        Action::StartThread => who.reads(facts).and_then(|()| writes(facts)),
        Action::Answer => who.reads(facts).and_then(|()| answers(facts)).and_then(|()| writes(facts)),
        Action::PinThread | Action::CloseThread => who.reads(facts).and_then(|()| facilitates(facts)),
        Action::RenameThread | Action::ChooseTopics => {
            who.reads(facts).and_then(|()| writes(facts)).and_then(|()| own_or_leads(facts))
        }
        Action::EditPost => {
            who.reads(facts).and_then(|()| there(facts)).and_then(|()| writes(facts)).and_then(|()| own(facts))
        }
        Action::DeletePost => {
            who.reads(facts).and_then(|()| there(facts)).and_then(|()| writes(facts)).and_then(|()| own_or_leads(facts))
        }
        Action::React => who.reads(facts).and_then(|()| there(facts)).and_then(|()| writes(facts)),
        Action::SeeHistory => who.reads(facts).and_then(|()| has_history(facts)),
        Action::RestorePost => who
            .reads(facts)
            .and_then(|()| writes(facts))
            .and_then(|()| own_or_leads(facts))
            .and_then(|()| undoes(facts)),
    };
    verdict.map(|()| permit)
}

type Verdict = Result<(), Denied>;

const fn refuse(reason: Reason) -> Verdict {
    Err(Denied::Refused(reason))
}

#[derive(Clone, Copy)]
struct Who {
    standing: Standing,
    is_administrator: bool,
}

impl Who {
    fn administrator(self) -> Verdict {
        if self.is_administrator { Ok(()) } else { refuse(Reason::AdministratorsOnly) }
    }

    fn colleague_or(self, otherwise: bool, reason: Reason) -> Verdict {
        if self.standing == Standing::Staff || otherwise { Ok(()) } else { refuse(reason) }
    }

    /// An administrator knows that a private space exists, to look after its people, but does not read its words.
    fn sees(self, facts: &Facts) -> Verdict {
        let open_to_me = facts.openness == Some(Openness::Open) && self.standing == Standing::Staff;
        if facts.role.is_some() || open_to_me || self.is_administrator { Ok(()) } else { Err(Denied::Invisible) }
    }

    fn reads(self, facts: &Facts) -> Verdict {
        self.sees(facts)?;
        let open_to_me = facts.openness == Some(Openness::Open) && self.standing == Standing::Staff;
        if facts.role.is_some() || open_to_me { Ok(()) } else { refuse(Reason::MembersOnly) }
    }

    fn leads(self, facts: &Facts) -> Verdict {
        if facts.role == Some(Role::Facilitator) || self.is_administrator {
            Ok(())
        } else {
            refuse(Reason::FacilitatorsOnly)
        }
    }
}

fn writes(facts: &Facts) -> Verdict {
    if facts.role.is_some() { Ok(()) } else { refuse(Reason::JoinFirst) }
}

fn answers(facts: &Facts) -> Verdict {
    if facts.is_closed { refuse(Reason::Closed) } else { Ok(()) }
}

/// In person: an administrator who is not in the space looks after its people, not its words.
fn facilitates(facts: &Facts) -> Verdict {
    if facts.role == Some(Role::Facilitator) { Ok(()) } else { refuse(Reason::FacilitatorsOnly) }
}

fn joins(facts: &Facts) -> Verdict {
    match (facts.role, facts.openness) {
        (Some(_), _) => refuse(Reason::AlreadyMember),
        (None, Some(Openness::Open)) => Ok(()),
        (None, Some(Openness::Private) | None) => refuse(Reason::ByInvitation),
    }
}

fn leaves(facts: &Facts) -> Verdict {
    match facts.role {
        None => refuse(Reason::NotMember),
        Some(_) if facts.is_last_facilitator => refuse(Reason::LastFacilitator),
        Some(_) => Ok(()),
    }
}

fn there(facts: &Facts) -> Verdict {
    if facts.is_deleted { refuse(Reason::Deleted) } else { Ok(()) }
}

/// What a deleted post said is gone for everybody, facilitators too.
fn has_history(facts: &Facts) -> Verdict {
    if facts.is_deleted { refuse(Reason::HistoryGone) } else { Ok(()) }
}

fn undoes(facts: &Facts) -> Verdict {
    if facts.is_deleted && facts.is_undoable { Ok(()) } else { refuse(Reason::UndoOver) }
}

fn own(facts: &Facts) -> Verdict {
    if facts.is_own { Ok(()) } else { refuse(Reason::NotYours) }
}

fn own_or_leads(facts: &Facts) -> Verdict {
    if facts.is_own || facts.role == Some(Role::Facilitator) { Ok(()) } else { refuse(Reason::NotYours) }
}
