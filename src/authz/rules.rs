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
        Action::LookAfterServer | Action::CreateSpace | Action::ManageOffice | Action::ManageOrganisations => {
            who.administrator()
        }
        Action::ManagePeople => who.administrator().and_then(|()| anothers(facts)),
        Action::AppointAdministrators => who.administrator().and_then(|()| replaceable(facts)),
        Action::InvitePeople => who.invites(facts),
        Action::MovePerson => who.moves(facts),
        Action::LeaveCommunity => own(facts).and_then(|()| replaceable(facts)),
        // Accepting is proven by the invitation's secret, which the command checks; nobody does it while signed in.
        Action::AcceptInvitation => Err(Denied::Invisible),
        Action::SeeDirectory => who.colleague_or(false, Reason::GuestsSeeNoLists),
        Action::SeePerson => who.colleague_or(facts.is_own, Reason::GuestsSeeNoLists),
        Action::EditProfile
        | Action::ChangePassword
        | Action::EndSignIns
        | Action::ChangeEmail
        | Action::SecureAccount
        | Action::ManageAccessTokens => own(facts),
        Action::SeeSpace => who.sees(facts),
        Action::SeeMembers => who.lists(facts),
        Action::EditSpace => who.sees(facts).and_then(|()| who.leads(facts)).and_then(|()| in_use(facts)),
        Action::OpenUp => {
            who.sees(facts).and_then(|()| who.leads(facts)).and_then(|()| in_use(facts)).and_then(|()| within(facts))
        }
        Action::ManageMembers | Action::ArchiveSpace => who.sees(facts).and_then(|()| who.leads(facts)),
        Action::JoinSpace => who.sees(facts).and_then(|()| joins(facts)),
        Action::AskToJoin => who.sees(facts).and_then(|()| asks(facts)),
        Action::WithdrawRequest => who.sees(facts).and_then(|()| withdraws(facts)),
        Action::LeaveSpace => who.sees(facts).and_then(|()| leaves(facts)),
        Action::ReadThreads => who.reads(facts),
        Action::ReadFile => who.file(facts),
        Action::StartThread => who.writes(facts),
        Action::Answer => who.reads(facts).and_then(|()| answers(facts)).and_then(|()| writes(facts)),
        Action::PinThread | Action::CloseThread => {
            who.reads(facts).and_then(|()| in_use(facts)).and_then(|()| facilitates(facts))
        }
        Action::RenameThread | Action::ChooseTopics => who.writes(facts).and_then(|()| own_or_leads(facts)),
        Action::MarkQuestion => who.writes(facts).and_then(|()| asked_or_leads(facts)),
        Action::AcceptAnswer => who.touches(facts).and_then(|()| asked_or_leads(facts)),
        Action::EditPost => who.touches(facts).and_then(|()| own(facts)),
        Action::DeletePost => who.touches(facts).and_then(|()| own_or_leads(facts)),
        Action::React => who.touches(facts),
        Action::SeeHistory => who.reads(facts).and_then(|()| has_history(facts)),
        Action::ReportPost => who.reads(facts).and_then(|()| there(facts)).and_then(|()| of_another(facts)),
        Action::WithdrawReport => who.reads(facts).and_then(|()| withdraws(facts)),
        Action::SeeReports => who.sees(facts).and_then(|()| who.leads(facts)),
        Action::JudgeReports => who.sees(facts).and_then(|()| who.leads(facts)).and_then(|()| impartial(facts)),
        Action::RestorePost => who.writes(facts).and_then(|()| own_or_leads(facts)).and_then(|()| undoes(facts)),
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

    /// Into the own office, or as guests into a space one leads: the command says which it is.
    fn invites(self, facts: &Facts) -> Verdict {
        let may = facts.speaks_for_office || facts.role == Some(Role::Facilitator);
        if self.is_administrator || (may && self.standing == Standing::Staff) {
            Ok(())
        } else {
            refuse(Reason::WhoInvites)
        }
    }

    /// Whoever speaks for one of the two offices moves others, not themselves: nobody takes a place in an office alone.
    fn moves(self, facts: &Facts) -> Verdict {
        let speaks = facts.speaks_for_office && !facts.is_own && self.standing == Standing::Staff;
        if self.is_administrator || speaks { Ok(()) } else { refuse(Reason::OfficesOnly) }
    }

    fn colleague_or(self, otherwise: bool, reason: Reason) -> Verdict {
        if self.standing == Standing::Staff || otherwise { Ok(()) } else { refuse(reason) }
    }

    /// An administrator knows that a private space exists, to look after its people, but does not read its words.
    fn sees(self, facts: &Facts) -> Verdict {
        let is_shown = matches!(facts.openness, Some(Openness::Open | Openness::Closed)) || facts.is_own_office;
        let shown_to_me = is_shown && self.standing == Standing::Staff;
        if facts.role.is_some() || shown_to_me || self.is_administrator { Ok(()) } else { Err(Denied::Invisible) }
    }

    fn reads(self, facts: &Facts) -> Verdict {
        self.sees(facts)?;
        if facts.role.is_some() || self.open_to_me(facts) { Ok(()) } else { refuse(self.way_in(facts)) }
    }

    /// Reads, and takes part.
    fn writes(self, facts: &Facts) -> Verdict {
        self.reads(facts).and_then(|()| writes(facts))
    }

    /// Takes part in what is about a post that is there.
    fn touches(self, facts: &Facts) -> Verdict {
        self.reads(facts).and_then(|()| there(facts)).and_then(|()| writes(facts))
    }

    /// A file in a post is read by who reads the post, while both are there; one that waits in a draft by its owner.
    fn file(self, facts: &Facts) -> Verdict {
        match facts.openness {
            Some(_) => self.reads(facts).and_then(|()| there(facts)),
            None if facts.is_own => Ok(()),
            None => Err(Denied::Invisible),
        }
    }

    /// The people of a space are known to who may read it, and to who looks after it.
    fn lists(self, facts: &Facts) -> Verdict {
        self.sees(facts)?;
        self.colleague_or(false, Reason::GuestsSeeNoLists)?;
        if facts.role.is_some() || self.open_to_me(facts) || self.is_administrator {
            Ok(())
        } else {
            refuse(self.way_in(facts))
        }
    }

    fn open_to_me(self, facts: &Facts) -> bool {
        facts.openness == Some(Openness::Open) && self.standing == Standing::Staff
    }

    /// What somebody who sees a space has to do before reading it.
    fn way_in(self, facts: &Facts) -> Reason {
        let is_staff = self.standing == Standing::Staff;
        match facts.openness {
            _ if is_staff && facts.is_own_office => Reason::EnterToRead,
            Some(Openness::Closed) if is_staff => Reason::AskFirst,
            _ => Reason::MembersOnly,
        }
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
    in_use(facts)?;
    if facts.role.is_some() { Ok(()) } else { refuse(Reason::JoinFirst) }
}

fn answers(facts: &Facts) -> Verdict {
    if facts.is_closed { refuse(Reason::Closed) } else { Ok(()) }
}

/// In person: an administrator who is not in the space looks after its people, not its words.
fn facilitates(facts: &Facts) -> Verdict {
    if facts.role == Some(Role::Facilitator) { Ok(()) } else { refuse(Reason::FacilitatorsOnly) }
}

/// Whoever lets others read is one of those whose words they are.
fn within(facts: &Facts) -> Verdict {
    match facts.role {
        Some(Role::Member | Role::Facilitator) => Ok(()),
        Some(Role::Guest) | None => refuse(Reason::InsideOnly),
    }
}

/// What is archived is read, and nothing else.
fn in_use(facts: &Facts) -> Verdict {
    if facts.is_archived { refuse(Reason::Archived) } else { Ok(()) }
}

fn joins(facts: &Facts) -> Verdict {
    match (facts.role, facts.openness) {
        (Some(_), _) => refuse(Reason::AlreadyMember),
        (None, _) if facts.is_archived => refuse(Reason::Archived),
        (None, Some(Openness::Open)) => Ok(()),
        (None, _) if facts.is_own_office => Ok(()),
        (None, Some(Openness::Closed)) => refuse(Reason::AskFirst),
        (None, Some(Openness::Private) | None) => refuse(Reason::ByInvitation),
    }
}

fn asks(facts: &Facts) -> Verdict {
    match (facts.role, facts.openness) {
        (Some(_), _) => refuse(Reason::AlreadyMember),
        (None, _) if facts.is_archived => refuse(Reason::Archived),
        (None, Some(Openness::Open)) => refuse(Reason::NoNeedToAsk),
        (None, _) if facts.is_own_office => refuse(Reason::NoNeedToAsk),
        (None, Some(Openness::Closed)) => Ok(()),
        (None, Some(Openness::Private) | None) => refuse(Reason::ByInvitation),
    }
}

fn withdraws(facts: &Facts) -> Verdict {
    if facts.has_asked { Ok(()) } else { refuse(Reason::NotAsked) }
}

fn leaves(facts: &Facts) -> Verdict {
    match facts.role {
        None => refuse(Reason::NotMember),
        Some(_) => Ok(()),
    }
}

fn there(facts: &Facts) -> Verdict {
    if facts.is_deleted { refuse(Reason::Deleted) } else { Ok(()) }
}

/// What is one's own one changes or deletes.
fn of_another(facts: &Facts) -> Verdict {
    if facts.is_own { refuse(Reason::OwnPost) } else { Ok(()) }
}

/// Nobody judges what is said of the own words, nor learns who said it.
fn impartial(facts: &Facts) -> Verdict {
    if facts.is_own { refuse(Reason::OwnReported) } else { Ok(()) }
}

/// What a deleted post said is gone for everybody, facilitators too.
fn has_history(facts: &Facts) -> Verdict {
    if facts.is_deleted { refuse(Reason::HistoryGone) } else { Ok(()) }
}

fn undoes(facts: &Facts) -> Verdict {
    if facts.is_deleted && facts.is_undoable { Ok(()) } else { refuse(Reason::UndoOver) }
}

/// One's own account is closed from the profile.
fn anothers(facts: &Facts) -> Verdict {
    if facts.is_own { refuse(Reason::OwnAccount) } else { Ok(()) }
}

/// A community has somebody who administers it.
fn replaceable(facts: &Facts) -> Verdict {
    if facts.is_last_administrator { refuse(Reason::LastAdministrator) } else { Ok(()) }
}

fn own(facts: &Facts) -> Verdict {
    if facts.is_own { Ok(()) } else { refuse(Reason::NotYours) }
}

fn asked_or_leads(facts: &Facts) -> Verdict {
    if facts.is_own || facts.role == Some(Role::Facilitator) { Ok(()) } else { refuse(Reason::NotYourQuestion) }
}

fn own_or_leads(facts: &Facts) -> Verdict {
    if facts.is_own || facts.role == Some(Role::Facilitator) { Ok(()) } else { refuse(Reason::NotYours) }
}
