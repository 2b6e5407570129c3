### What administrators see.

admin-title = Administration
admin-readers = Only those who administer the community see this.

## How the server does

admin-health-title = How the server is doing
admin-version = Version
admin-database = Database
admin-events = Events in the journal
admin-sockets = Pages open now
admin-behind = Events that open pages do not know yet
admin-queued = Jobs in the queue
admin-sent = Letters that left
admin-waiting = Letters about to leave

## What waits for somebody

admin-attention-title = Waiting for you
admin-attention-none = Nothing to put right.
admin-attention-none-next = When a job fails or a letter does not leave, you find it here.
admin-attention-reports = { $n ->
    [one] 1 reported message that no facilitator can look at
   *[other] { $n } reported messages that no facilitator can look at
}
admin-attention-work = { $n ->
    [one] One job failed
   *[other] { $n } jobs failed
}
admin-attention-letters = { $n ->
    [one] One letter did not leave
   *[other] { $n } letters did not leave
}

## Where to go

admin-places-title = Where to go
admin-invitations = Invitations
admin-invitations-about = Who has been invited, and whom to invite
admin-work-title = Failed work
admin-work-about = Letters that did not leave and other jobs, to retry or drop
admin-security-title = Security
admin-security-about = Wrong passwords, changed passwords and roles

## Work that failed

admin-work-intro = After its last try a job stops here. Put the cause right and try again; drop what nobody needs any more.
admin-work-none = No job has stopped.
admin-work-none-next = There is nothing to do.
admin-work-letters = Letters
admin-work-others = Other jobs
admin-work-tried = { $n ->
    [one] one try, stopped on { $date }
   *[other] { $n } tries, stopped on { $date }
}
admin-work-no-error = Without an explanation.
admin-work-retry = Try again
admin-work-drop = Drop
admin-work-drop-sure = It cannot be tried again afterwards.
admin-work-drop-yes = Yes, drop it
admin-work-number = Job no. { $job }
admin-work-whose = job { $job }
admin-work-retried = The job starts again in a moment.
admin-work-dropped = The job was dropped.
admin-work-next = Show the next

## Security

admin-security-guesses = Wrong passwords
admin-security-calm = Nobody has mistyped a password in the last { $minutes } minutes.
admin-security-failures = { $n ->
    [one] One wrong attempt still counts.
   *[other] { $n } wrong attempts still count.
}
admin-security-sides = { $n ->
    [one] It concerns one count: an account, a network address, or both.
   *[other] They concern { $n } different counts: accounts, network addresses, or both.
}
admin-security-blocked = { $n ->
    [0] Nobody has to wait.
    [one] One has to wait before trying again.
   *[other] { $n } have to wait before trying again.
}
admin-security-privacy = Who they were is written nowhere: fingerprints are counted, not names.
admin-security-events = Invitations, passwords and roles
admin-security-none = Nothing yet.
admin-security-none-next = Invitations, changed passwords and roles given or taken appear here.
admin-security-nobody = the server
admin-security-invited = Invitation sent
admin-security-withdrawn = Invitation taken back
admin-security-joined = One more person
admin-security-password = Password changed
admin-security-ended = Sign-ins elsewhere ended
admin-security-email = E-mail address changed
admin-security-stopped = Change of address stopped from the old one
admin-security-office = Role in an office changed
admin-security-closed = Account closed
admin-security-reopened = Account active again
admin-security-administrator = Administers from now on
admin-security-administrator-ended = No longer administers
admin-security-moved = Change of office
admin-security-second-on = Second factor switched on
admin-security-second-off = Second factor switched off
admin-security-second-reset = Second factor reset
admin-security-codes = Recovery codes renewed
admin-security-code-used = Recovery code used
admin-security-demanded = Changed who needs a second factor
admin-security-token = Key for programs made
admin-security-token-revoked = Key for programs revoked
admin-security-passkey = Passkey added
admin-security-passkey-removed = Passkey removed
admin-security-passkey-used = Signed in with a passkey
admin-security-passkey-refused = Passkey refused: there may be a copy of it
admin-security-member = Came into a space
admin-security-left = Left a space
admin-security-readers = Changed who can read a space
admin-security-role = Role changed in a space
admin-security-other = Something else
admin-security-by = by: { $name }
