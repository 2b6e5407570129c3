### Why something is refused: one sentence per reason of `authz`.
# dynamic: denied-*

denied-administrators-only = Only administrators of the community do this. If you need it, ask whoever invited you.
denied-last-administrator = You are the only administrator of the community: somebody else has to be one first.
denied-colleagues-administer = Only colleagues of an office or body of the community administer it, not guests.
denied-own-account = This account is yours: you look after it in your profile.
denied-offices-only = Administrators do this, and the head or the focal point of one of the two offices; nobody does it for themselves.
denied-who-invites = Administrators invite; heads and focal points into their own office, and whoever facilitates a space invites guests into it.
denied-facilitators-only = Only facilitators of the space do this. If you need it, ask one of them.
denied-members-only = What is written here is read by the members of the space only. You can look after its people, not read its words.
denied-inside-only = Only somebody who is in the space, and knows what has been written there, can open it to more readers. From outside you can change everything else, or let fewer people read.
denied-join-first = Join the space first to write: one press is enough.
denied-by-invitation = This space is joined by a facilitator’s invitation.
denied-already-member = You are already in this space.
denied-not-member = You are not in this space.
denied-last-facilitator = This is the only facilitator of the space: hand it to somebody else first.
denied-guests-see-no-lists = Guests do not see lists of people.
denied-not-yours = Only whoever wrote this can do it.
denied-deleted = This post was deleted: it can no longer be changed.
denied-history-gone = This post was deleted: what it said before can no longer be read.
denied-undo-over = A deletion can be undone within 24 hours, by whoever deleted the post.
denied-closed = This discussion is closed: it takes no more answers. Your text is safe.
denied-enter-to-read = This space belongs to your office: join it, and read.
denied-ask-first = Only members read what is written here. You can ask to join on the page of the space.
denied-no-need-to-ask = There is no need to ask here: one press lets you in.
denied-not-asked = You have no request that waits for an answer.
denied-archived = The space is archived: it is read, nobody writes there any more. Its facilitators can reopen it.
denied-not-your-question = Only whoever asked, or who facilitates the space, can do this.
denied-own-post = What you wrote you change or delete yourself: there is no need to report it.
denied-own-reported = It is a message of yours: another facilitator of the space, or an administrator, looks at its reports. We do not tell you who reported it.
