### Spaces and who is in them.

spaces-title = Spaces
spaces-intro = Each space is a group working on one subject: its discussions, its people.
spaces-mine = Your spaces
spaces-mine-empty = You are not in any space yet. Choose one below: read at once, and join with one press when you want to write.
spaces-mine-empty-guest = Your invitation is no longer valid for any space. If you still need it, write to whoever invited you.
spaces-others = Other spaces
spaces-new = Create a space
spaces-create = Create the space
spaces-open = Open to all colleagues
spaces-private = For members only
spaces-members = { $n ->
    [one] 1 member
   *[other] { $n } members
}
spaces-name = Name of the space
spaces-name-hint = Short and clear, for example “Mediation and services”.
spaces-name-taken = There is already a space with this name: choose another.
spaces-purpose = What it is for
spaces-purpose-hint = One sentence: whoever reads it should know whether it concerns them.
spaces-openness = Who can read
spaces-open-explained = All registered colleagues read; one press lets them in to write.
spaces-private-explained = Only members see and read it; facilitators invite people.
spaces-readers-label = Who can read:
spaces-readers-guests = { $n ->
    [one] {" "}and 1 guest
   *[other] {" "}and { $n } guests
}
spaces-readers-open = { $staff ->
    [one] the one registered colleague
   *[other] all { $staff } registered colleagues
}{ $guests }. { $members ->
    [0] Nobody has joined yet.
    [one] Who has joined can write: 1 member.
   *[other] Who has joined can write: { $members } members.
}
spaces-readers-private = { $members ->
    [one] 1 member
   *[other] the { $members } members
} { $offices ->
    [one] of 1 office
   *[other] of { $offices } offices
}{ $guests }. By invitation only.
spaces-readers-short = { $n ->
    [one] 1 person reads this
   *[other] { $n } people read this
}{ $guests }.
spaces-you-are-guest = You are here as a guest: you read and write only here.
spaces-parts = Parts of the space
spaces-people = People
spaces-settings = Settings
spaces-about = About the space
spaces-join = Join the space
spaces-joined = You are now in the space: you can write.
spaces-leave-title = Do you want to leave the space?
spaces-leave = Leave the space
spaces-leave-consequence = Your posts stay. News of this space will no longer be among yours.
spaces-leave-yes = Yes, leave it
spaces-left = You have left the space.
spaces-add-person = Add people
spaces-add = Add
spaces-who = Who
spaces-who-hint = One e-mail address or short name on each line, for example nives.altopiano
spaces-invite-guests = Invite guests who are not in the community
spaces-no-such-person = There is nobody with this address or short name. Check how it is written, or ask an administrator to invite them.
spaces-guest-account = This person has a guest account: here they can only be a guest.
spaces-role = Role
spaces-role-member = Member
spaces-role-facilitator = Facilitator
spaces-role-guest = Guest
spaces-make-member = Take the facilitator role away
spaces-make-facilitator = Make facilitator
spaces-remove = Remove from the space
spaces-remove-consequence = { $name } will no longer have this space. Their posts stay.
spaces-remove-yes = Yes, remove
spaces-open-label = Open
spaces-private-label = Private
spaces-closed = Join by asking
spaces-closed-label = Closed
spaces-closed-explained = All colleagues know that it exists and can ask to join; only members read and write.
spaces-readers-closed = { $members ->
    [0] nobody yet
    [one] 1 member
   *[other] the { $members } members
} { $offices ->
    [0] {""}
    [one] of 1 office
   *[other] of { $offices } offices
}{ $guests }. Whoever wants to join asks the facilitators.
spaces-of-office = Space of { $office }
spaces-of-office-explained = This is the space of { $office }: whoever works there can join at any time.
spaces-own-office-explained = These are your office’s spaces: you can join at any time.
spaces-office = Whose space it is
spaces-office-hint = An office’s space is offered to everybody who works there, even when it is closed or private.
spaces-office-none = The whole community’s
spaces-unled = Spaces without a facilitator
spaces-unled-explained = No member is left who could facilitate them. Open the people of the space and entrust it to somebody.
spaces-unled-state = Nobody facilitates it
spaces-door = Joining
spaces-door-office = This space belongs to your office
spaces-door-office-explained = Join with the button above: from then on you read and write. You can leave at any time.
spaces-door-ask = Do you want to join?
spaces-door-ask-explained = Only members read what is written here. Your request goes to the facilitators; the answer reaches you by e-mail and stands here too.
spaces-door-waiting = You have asked to join
spaces-door-waiting-since = You asked on { $day }. The facilitators have not answered yet: the answer reaches you by e-mail and stands here too.
spaces-door-refused = Your request was not granted ({ $day }). This is why:
spaces-words = Why you want to join
spaces-words-hint = A few words will do: what you work on, what you are looking for. Only the facilitators read them.
spaces-ask = Ask to join
spaces-asked = Your request has reached the facilitators.
spaces-withdraw = Withdraw the request
spaces-request-withdrawn = You have withdrawn your request.
spaces-requests = Asking to join
spaces-requests-waiting = waiting for an answer
spaces-people-in = Who is in it
spaces-accept = Let in
spaces-refuse = Do not grant
spaces-refuse-title = Do not grant the request
spaces-refuse-heading = Do not grant the request of { $name }
spaces-reason = Why
spaces-reason-hint = Whoever asked reads these words, by e-mail and on the page of the space: explain and, if you can, say where to turn.
spaces-refuse-yes = Answer and do not grant
spaces-request-accepted = They are now in the space. We have written to them.
spaces-request-refused = The answer is on its way by e-mail.
spaces-request-gone = This request no longer waits for an answer: somebody has answered, or it was withdrawn.
spaces-mail-to-space = Open the space
spaces-mail-to-people = Open the people of the space
spaces-mail-approved-subject = You can join “{ $space }”
spaces-mail-approved = Your request was granted: you are now in “{ $space }”, reading and writing.
spaces-mail-refused-subject = Your request for “{ $space }”
spaces-mail-refused = Your request to join “{ $space }” was not granted.
spaces-mail-refused-reason = This is why: { $reason }
spaces-mail-asked-subject = { $n ->
    [one] Somebody asks to join “{ $space }”
   *[other] { $n } people ask to join “{ $space }”
}
spaces-mail-asked = { $n ->
    [one] One person asks to join “{ $space }” and waits for an answer.
   *[other] { $n } people ask to join “{ $space }” and wait for an answer.
}
spaces-mail-asked-what = Who it is and what they write you find in the space. If it is not the right place, name another: they read it in the answer.
spaces-mail-asked-button = See who is waiting
spaces-mail-asked-why = You get this e-mail because you facilitate the space, or because you administer the community and nobody facilitates it. We send you at most one an hour.
spaces-mail-leads-subject = You now facilitate “{ $space }”
spaces-mail-leads = From today “{ $space }” is facilitated by whoever has been in it for longest, which is you: nobody else was left who did.
spaces-mail-leads-what = You can let people in, look after the settings and, if you prefer, entrust the space to somebody else on the page of its people.
spaces-rules = How we work here
spaces-rules-hint = The rules of this space, on a page of their own: who does what, what is not written here, when answers come. You can use lists and **bold**.
spaces-rules-empty = This space has no rules of its own yet: common sense, and the respect you would show in the office.
spaces-rules-write = Write the rules
spaces-back-to-door = Back to the page of the space
spaces-welcome = Welcome
spaces-welcome-label = Welcome for newcomers
spaces-welcome-hint = Newcomers read it at the top of the space until they close it: where to begin, whom to ask.
spaces-welcome-read = I have read it
spaces-colour = Colour
spaces-colour-hint = The colour of the square beside the name: it helps to recognise the space and means nothing else.
spaces-colour-blue = Blue
spaces-colour-teal = Teal
spaces-colour-green = Green
spaces-colour-violet = Violet
spaces-colour-plum = Plum
spaces-colour-slate = Slate
spaces-guest-until = Guest until { $day }
spaces-guest-extend = Change the last day
spaces-guest-extend-yes = Save the last day
spaces-guest-extended = Done: they can stay until the end of { $day }.
spaces-no-guest = This person is no guest of the space and has no last day.
spaces-you-are-guest-until = You are viewing as a guest until the end of { $day }: you read and write only here.
spaces-until = Last day, for guests
spaces-until-hint = After that day a guest sees nothing any more. It does not matter for members and facilitators.
spaces-already-in = Is already in the space with this role.
spaces-too-many = These are too many at once: at most { $max }.
spaces-some-refused = { $n } lines were not accepted: they are still here, each with its reason.
spaces-added = { $n ->
    [one] Done: 1 more person. We have written to them.
   *[other] Done: { $n } more people. We have written to them.
}
spaces-mail-admitted-subject = You are in “{ $space }”
spaces-mail-admitted = The facilitators of “{ $space }” have let you in: you can now read and write.
spaces-mail-admitted-facilitator = You now facilitate “{ $space }”: you can let people in and look after the settings.
spaces-mail-admitted-guest = The facilitators of “{ $space }” have let you in as a guest: you read and write only there.
spaces-mail-admitted-guest-until = The facilitators of “{ $space }” have let you in as a guest until the end of { $day }: you read and write only there.
spaces-archive = Archived spaces
spaces-archive-intro = Spaces whose work is done: they are read, nobody writes there any more.
spaces-archive-empty = None of your spaces is archived.
spaces-archive-title = Is the work of this space done?
spaces-archive-it = Archive the space
spaces-archive-consequence = Everything stays and can be read, but nobody can write any more. It leaves lists and counts, and is found among the archived spaces. You can reopen it at any time.
spaces-archive-yes = Yes, archive it
spaces-archived = The space is archived: it is read, nobody writes there any more.
spaces-restore = Reopen the space
spaces-restored = The space is open again to who writes there.
spaces-is-archived = This space has been archived since { $day }: it is read, nobody writes there any more.
spaces-opens-title = You are about to let others read the space
spaces-opens-to-all = What has been written so far will be readable by all registered colleagues, with its attachments, and the search will find it for them.
spaces-opens-to-ask = All colleagues will know that the space exists, with its name and what it is for, and can ask to come in. Who comes in also reads what has been written so far.
spaces-opens-told = Everybody in it gets an e-mail that says who decided this, and finds it on the page of its people.
spaces-opens-yes = Yes, let others read it
spaces-opens-from-outside = From outside you can let fewer people read, not more: that is for somebody who is in it.
spaces-readers-history = Who changed who can read
spaces-readers-changed = { $who } changed who can read: from “{ $from }” to “{ $to }”.
spaces-readers-from-to = The space was “{ $from }” and is “{ $to }” now.
spaces-readers-nobody = Those who look after the community
spaces-mail-opened-subject = More people can read “{ $space }”
spaces-mail-opened = { $who } changed who can read “{ $space }”.
spaces-mail-opened-why = You get this e-mail because you are in the space. If others should not read something of yours, you can change or delete it, or write to those who facilitate.
spaces-conflict = Meanwhile somebody has saved other settings: they are here below, and further down what you wrote. Take what you need; if you save, yours counts.
spaces-conflict-theirs = As it is now
spaces-conflict-nothing = Nothing.
spaces-mail-to-spaces = Open the spaces
spaces-mail-appointed = From today you facilitate “{ $space }”: those who look after it have entrusted it to you.
spaces-mail-removed-subject = You are no longer in “{ $space }”
spaces-mail-removed = Those who look after “{ $space }” have taken you out of the space: it is no longer among yours.
spaces-mail-removed-what = Your posts stay where they are. If you think this is a mistake, write to one of the people who facilitate it.
