### Signing in, invitations, the profile, the directory.

## Signing in

accounts-sign-in-title = Sign in
accounts-sign-in-wrong = The e-mail address or the password is not right. Check them and try again, or ask for a new password.
accounts-sign-in-wait = { $minutes ->
    [one] There have been too many attempts. Try again in a minute, or ask for a new password.
   *[other] There have been too many attempts. Try again in { $minutes } minutes, or ask for a new password.
}
accounts-sign-in-invitation-only = You come in by invitation. If you need one, ask someone in your office who is already here.
accounts-go-to-sign-in = Sign in
accounts-back-to-sign-in = Back to sign-in

## Passwords

accounts-password-hint = At least { $min } characters; spaces are fine too. Four random words are easier to remember than a code.
accounts-error-name = Write the name with letters.
accounts-error-password-obvious = This is your name or your address: whoever knows you will guess it. Choose another.
accounts-forgotten-title = Forgotten password
accounts-forgotten-intro = Write the e-mail address you sign in with: we will send you a link to choose a new password.
accounts-forgotten-send = Send me the link
accounts-forgotten-sent = If the address belongs to someone in the community, an e-mail with the link will arrive shortly. The link works for an hour.
accounts-forgotten-not-arrived = Nothing there? Look in your spam folder and check that the address is the one you sign in with.
accounts-forgotten-again = Write another address
accounts-new-password-title = Choose a new password
accounts-new-password-intro = Saving it signs you out of every device you were signed in on.
accounts-new-password = New password
accounts-new-password-save = Save the password
accounts-password-changed = The password has changed. Sign in with the new one.
accounts-dead-password-link = This link no longer works
accounts-dead-password-link-why = It has been used, more than an hour has passed, or the address was not copied completely.
accounts-dead-password-link-again = Ask for a new link

## Coming in by an invitation

accounts-invitation-title = Join the community
accounts-invitation-by = { $name } ({ $office }) invites you to { $community }.
accounts-invitation-by-nobody = You are invited to { $community }.
accounts-name-hint = First and last name, as your colleagues know you.
accounts-function-hint = For example: Area IV, immigration.
accounts-choose-password = Choose a password
accounts-join = Join { $community }
accounts-who-sees-profile = Colleagues in the community see your name, office and function. You can write the rest of the profile later, if you like.
accounts-dead-invitation = This invitation no longer works
accounts-dead-invitation-why = It has been used, has expired or was withdrawn, or the address was not copied completely.
accounts-dead-invitation-joined = If you have already joined, sign in with your e-mail address and your password.
accounts-dead-invitation-ask = If not, ask whoever invited you for a new invitation: it takes a few seconds.

## The profile

accounts-profile-title = Your profile
accounts-profile-readers = Colleagues see what you write here; only you see your e-mail address, hours, the language of the pages and the time zone.
accounts-office = Office or body
accounts-handle = To mention you
accounts-guest = Guest
accounts-about-hint = What you can help others with, in a few lines.
accounts-language = Language
accounts-time-zone = Time zone
accounts-as-others-see = See it as others do
accounts-edit-profile = Edit the profile
accounts-topics = Topics
accounts-topics-hint = Eight at most, with commas: for example mediation, FAMI reports, housing. Colleagues find you in the directory.
accounts-can-help-with = Can help with
accounts-phone = Telephone
accounts-phone-hint = The office’s, for example 0425 428511 int. 14.
accounts-speaks = Languages you speak
accounts-speaks-hint = For example: English, Arabic, a little French.
accounts-absence = Absence
accounts-absence-hint = It stands beside your name, the last day included.
accounts-away-until = Away until
accounts-away-reason = Why
accounts-away = Away until { $date }
accounts-away-why = Away until { $date } ({ $why })
accounts-hours = When we may write to you
accounts-hours-hint = Digests and notices wait on other days and in these hours. Without any day, Monday to Friday counts.
accounts-working-days = Days on which you work
accounts-monday = Monday
accounts-tuesday = Tuesday
accounts-wednesday = Wednesday
accounts-thursday = Thursday
accounts-friday = Friday
accounts-saturday = Saturday
accounts-sunday = Sunday
accounts-quiet-from = Quiet from
accounts-quiet-until = to
accounts-language-and-zone = Language and time zone
accounts-error-phone = This does not look like a telephone number. Write it in figures, for example 0425 428511 int. 14.
accounts-error-day = Choose a day from today on, within two years.
accounts-error-time = Write a time, for example 19:00.

## The picture

accounts-picture = Picture
accounts-picture-title = Your picture
accounts-picture-readers = Colleagues see the picture, beside your name.
accounts-picture-none = Beside your name are your initials now, and they will do.
accounts-picture-yours = Your picture as it is now
accounts-picture-file = Choose a picture
accounts-picture-hint = JPEG, PNG or WebP, 8 MB at most. We cut it square and write it anew, without the place and whatever else the file may hold.
accounts-picture-save = Save the picture
accounts-picture-change = Change the picture
accounts-picture-add = Add a picture
accounts-picture-remove = Remove the picture
accounts-picture-none-chosen = Choose a file first.
accounts-picture-unreadable = This file is no picture that we can read. Try one in JPEG, PNG or WebP.
accounts-picture-too-many-pixels = The picture is too large: 40 megapixels at most. Make it smaller and try again.
accounts-picture-too-small = The picture is too small: at least 48 pixels a side are needed.

## The directory and the offices

accounts-directory-title = Directory
accounts-directory-readers = Colleagues see the directory; guests do not.
accounts-directory-name = First or last name
accounts-directory-any-office = Any
accounts-directory-any-region = Any
accounts-directory-any-topic = Anything
accounts-directory-search = Search
accounts-directory-all = Show everybody
accounts-directory-people = People
accounts-directory-more = Show more people
accounts-directory-start = Back to the beginning of the directory
accounts-directory-none = Nobody fits.
accounts-directory-none-next = Try fewer words, or take one of the choices away.
accounts-region = Region
accounts-topic-people = { $topic } ({ $n })
accounts-office-head = Head of office
accounts-office-focal-point = Focal point
accounts-office-no-role = No role
accounts-office-role-of = Role of { $name }
accounts-office-save-role = Save the role
accounts-office-all = Show everybody of the office
accounts-office-empty = Nobody of this office is here yet.
accounts-office-empty-next = If you know somebody who works there, ask an administrator for an invitation.
accounts-office-no-focal-point = This office has no focal point yet.

## Signing in from several devices, one’s own password

accounts-security = Security
accounts-only-you = Only you see this page.
accounts-sign-ins-title = Where you are signed in
accounts-sign-ins-intro = The devices on which you signed in and have not signed out yet. If you do not know one of them, end it and change your password.
accounts-device = { $browser } on { $system }
accounts-device-unknown = A device that does not say what it is
accounts-this-device = This one
accounts-last-used = Last used
accounts-now = now
accounts-signed-in-since = Signed in
accounts-end = End
accounts-end-this = Sign out here
accounts-end-others-title = The other devices
accounts-end-others-why = Pages that are open there close at once; what has been saved stays.
accounts-end-others = Sign out of all other devices
accounts-sign-in-ended = Done: nobody gets in from that device without the password.
accounts-sign-ins-ended = { $n ->
    [one] Done: one other sign-in ended.
   *[other] Done: { $n } other sign-ins ended.
}
accounts-change-password = Change the password
accounts-change-password-intro = Saving it signs you out of all other devices and closes the keys of your programs; here you stay in.
accounts-present-password = Present password
accounts-own-password-changed = The password has changed. On other devices, sign in with the new one.
accounts-error-present-password = This is not the present password. Check it and try again.
accounts-error-password-common = Many people use this password, and whoever tries to get in begins with those. Choose one of your own.
accounts-wait = { $minutes ->
    [one] There have been too many attempts. Try again in a minute.
   *[other] There have been too many attempts. Try again in { $minutes } minutes.
}

## Another e-mail address

accounts-change-email = Change address
accounts-email-current = You sign in and receive mail with { $email }.
accounts-new-email = New e-mail address
accounts-new-email-hint = We send a link to confirm it; a notice goes to the present address.
accounts-email-ask = Ask for the change
accounts-email-waiting = A change is under way
accounts-email-waits-for-new = We have sent a link to this address: open it by { $date }. Nothing there? Check that it is written correctly and look in the spam folder.
accounts-email-waits-for-old = The new address is confirmed. The change happens as soon as you agree from the old address, or by itself after { $date }.
accounts-email-withdraw = Call the change off
accounts-email-withdrawn = Change called off: the address stays as it was.
accounts-error-same-email = This is your address already.
accounts-email-too-many = { $minutes ->
    [one] You have asked for many changes in a short time. Try again in a minute.
   *[other] You have asked for many changes in a short time. Try again in { $minutes } minutes.
}
accounts-email-new-title = Confirm the address
accounts-email-new-what = { $email } becomes the address with which you sign in to { $community } and receive mail.
accounts-email-old-title = Your address is about to change
accounts-email-stop-consequence = If you did not ask for it, stop it: the address stays this one, and you are signed out of all devices. Then choose a new password, because somebody knows the present one.
accounts-email-stop = Stop the change
accounts-email-agree = It was me, go on
accounts-email-answered-title = Thank you
accounts-email-done = The address has changed. From now on, sign in with the new one.
accounts-email-proven = The address is confirmed. The change happens as soon as you agree from the old address, or by itself after { $date }.
accounts-email-agreed = You have agreed. The change happens as soon as you confirm the new address, with the link that was sent there.
accounts-email-stopped-title = Change stopped
accounts-email-stopped = The address stays as it was and no device is signed in any more. Choose a new password now.
accounts-dead-email-link = This link no longer works
accounts-dead-email-link-why = The change has happened, was called off or stopped, too much time has passed, or the address was not copied completely.
accounts-dead-email-link-look = See how far it is

## Inviting

accounts-invitations-title = Invitations
accounts-invitations-readers = Only administrators see this page.
accounts-invitations-list = Invitations sent
accounts-invitations-none = No invitation sent.
accounts-invitations-none-next = Invite the first person: an e-mail with a link to join will arrive there.
accounts-invitation-waiting = Waiting
accounts-invitation-accepted = Accepted
accounts-invitation-expired = Expired
accounts-invitation-withdrawn = Withdrawn
accounts-invitation-until = until { $date }
accounts-invitation-of = sent { $date }
accounts-invitation-whose = to { $name }
accounts-resend = Send again
accounts-withdraw = Withdraw
accounts-invite-title = Invite somebody
accounts-choose-office = Choose the office or body
accounts-other-bodies = Other bodies
accounts-standing = Joins as
accounts-standing-staff = Colleague
accounts-standing-staff-hint = Works for an office or body of the community: reads open spaces.
accounts-standing-guest = Guest
accounts-standing-guest-hint = From outside: sees only the space of the invitation.
accounts-space = Space to enter
accounts-no-space = None for now
accounts-role = Role in the space
accounts-role-member = Member
accounts-role-facilitator = Facilitator
accounts-make-administrator = May administer the community
accounts-send-invitation = Send the invitation
accounts-invitation-sent = Invitation sent to { $name }.
accounts-invitation-resent = Invitation sent again to { $name }.
accounts-invitation-taken-back = Invitation to { $name } withdrawn: its link opens nothing any more.
accounts-error-email-taken = Somebody with this address is already in the community.
accounts-error-already-invited = An invitation to this address is already waiting: you can send it again from the list.
accounts-error-guest-space = A guest sees only the space of the invitation: choose it.

## Letters

accounts-mail-greeting = Hello { $name },
accounts-mail-link-instead = If the button does not work, copy this address into your browser:
accounts-mail-valid-until = The link works until { $date }.
accounts-mail-invitation-subject = Your invitation to { $community }
accounts-mail-invitation-by = { $name } ({ $office }) invites you to { $community }, where offices tell each other how they solved things.
accounts-mail-invitation-by-nobody = You are invited to { $community }, where offices tell each other how they solved things.
accounts-mail-invitation-what = You join for: { $office }. Choose a password and you are in: it takes a minute.
accounts-mail-invitation-button = Accept the invitation
accounts-mail-invitation-not-you = If you were not expecting this invitation, ignore it: without the link nothing happens.
accounts-mail-password-subject = A new password for { $community }
accounts-mail-password-what = Someone, hopefully you, asked to change your { $community } password.
accounts-mail-password-button = Choose a new password
accounts-mail-password-not-you = If you asked for nothing, ignore this e-mail: your password stays as it was.
accounts-mail-new-email-subject = Confirm your new address for { $community }
accounts-mail-new-email-what = Someone, hopefully you, asked to use this address for { $community }. Confirm it with the button.
accounts-mail-new-email-button = Confirm the address
accounts-mail-new-email-not-you = If you asked for nothing, ignore this e-mail: without a confirmation nothing happens.
accounts-mail-old-email-subject = Your { $community } address is about to change
accounts-mail-old-email-what = Someone, hopefully you, asked for your { $community } address to become { $email }.
accounts-mail-old-email-silence = If you say nothing, the change can happen from { $date }, once the new address is confirmed.
accounts-mail-old-email-button = Stop the change, or agree to it
accounts-mail-old-email-not-you = If you did not ask for it, stop it now: somebody knows your password.
accounts-mail-email-changed-subject = Your { $community } address has changed
accounts-mail-email-changed-what = From now on you sign in to { $community } and receive mail with the new address. We will not write here any more.
accounts-mail-email-changed-button = Go to the community
accounts-mail-email-changed-not-you = If you did not ask for it, write to the administrators of the community now.

## Keys for programs

accounts-tokens-title = Access keys for programs
accounts-tokens-intro = With a key a program of yours reads or writes here in your name: never more than you may do yourself, and only what you choose.
accounts-tokens-docs = What a program can do
accounts-tokens-none = You have no keys yet. If you use no programs of your own, you need none.
accounts-token-made = The key is ready
accounts-token-secret = The new key
accounts-token-once = Copy it now: we will not show it again, and only a digest of it stays here.
accounts-token-care = Keep it like a password. If you lose it or somebody else sees it, revoke it and make another one.
accounts-token-over = expired
accounts-token-unused = never used
accounts-token-last-day = Last day
accounts-token-revoke = Revoke
accounts-token-revoked = Done: that key opens nothing any more.
accounts-token-new = A new key
accounts-token-name = What it is for
accounts-token-name-hint = A name to know it by, such as “Weekly bulletin”.
accounts-token-scopes = What it may do
accounts-token-scopes-hint = Choose the least that is enough: a key is not changed, another one is made.
accounts-token-expires-hint = A year from now at most.
accounts-token-password-hint = To know that it is you. When you change your password one day, all keys close.
accounts-token-make = Make the key
accounts-tokens-no-room = You have twenty keys in use already. Revoke one that is no longer needed, and you can make another.
accounts-scope-profile-read = Read your profile and what you have to read
accounts-scope-profile-write = Change your profile
accounts-scope-people-read = Search the directory and the offices
accounts-scope-people-write = Give roles in offices, for administrators
accounts-scope-spaces-read = See spaces and who is in them
accounts-scope-spaces-write = Enter, leave and look after spaces
accounts-scope-threads-read = Read discussions
accounts-scope-threads-write = Write in discussions
accounts-error-scopes = Choose at least one thing that the key may do.
accounts-error-token-day = Choose a day from today to a year from now.
accounts-error-tokens-full = You have { $max } keys in use already: revoke one.
accounts-error-tokens-wait = { $minutes ->
    [one] You have made many keys in a short time. Try again in a minute.
   *[other] You have made many keys in a short time. Try again in { $minutes } minutes.
}
accounts-mail-token-subject = { $community }: a new key for your programs
accounts-mail-token-what = The key “{ $name }” was made in your profile. Whoever uses it can act in { $community } in your name.
accounts-mail-token-until = It is valid until { $date }, and you can revoke it at any time.
accounts-mail-token-button = Your keys
accounts-mail-token-not-you = If you did not make it, revoke it and change your password now.
