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
spaces-add-person = Add a person
spaces-add = Add
spaces-who = Who
spaces-who-hint = The e-mail address or the short name, for example nives.altopiano
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
