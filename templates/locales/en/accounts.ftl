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
accounts-stale-invitation-why = Whoever sent it can no longer let you in: their task or office may have changed.
accounts-stale-invitation-ask-space = Ask whoever facilitates the space, or who administers the community, for a new invitation.
accounts-stale-invitation-ask-office = Ask the focal point or head of the office ({ $office }), or who administers the community, for a new invitation.
accounts-name-taken = Somebody else has this name already: add your second name, or ask who administers the community.
accounts-overtaken = The profile changed in another window while you were writing. Nothing was overwritten: here is what is saved now, and below are the fields as you wrote them. Put them right and save: they will take the other version’s place.
accounts-overtaken-theirs = Saved now, different from yours
accounts-overtaken-empty = empty

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
accounts-by-passkey = with the passkey “{ $name }”
accounts-by-passkey-gone = with a passkey that is not there any more
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
accounts-invitation-over = The invitation was not sent: the last day is over. If it is still needed, send a new one with another day.
accounts-invitation-taken-back = Invitation to { $name } withdrawn: its link opens nothing any more.
accounts-error-email-taken = Somebody with this address is already in the community.
accounts-error-already-invited = An invitation to this address is already waiting: you can send it again from the list.
accounts-error-guest-space = A guest sees only the space of the invitation: choose it.

## Accounts: closed, open again, another office

accounts-no-longer-active = no longer active
accounts-no-longer-active-what = No longer part of the community. What they wrote stays, under their name.
accounts-before = Before
accounts-office-until = { $office }, until { $date }
accounts-administrator = Administrator
accounts-never = never
accounts-register-title = People
accounts-register-about = Who has an account, open or closed, and what to do about it
accounts-register-words = Name or address
accounts-register-state = State
accounts-register-active = Active
accounts-register-closed = No longer active
accounts-register-role = Role
accounts-register-start = Back to the beginning
accounts-to-record = Open the account
accounts-record-facts = The account
accounts-here-since = Here since
accounts-devices = Devices signed in
accounts-no-password-yet = Has not chosen one yet
accounts-offices = Offices
accounts-since = since { $date }
accounts-spaces = Spaces
accounts-no-spaces = In no space.
accounts-actions = What you can do
accounts-record-mine = This account is yours: you look after it in your profile.
accounts-as-colleagues-see = See it as colleagues do
accounts-has-left = Left the community on { $date }.
accounts-closed-by = Account closed on { $date } by { $name }.
accounts-closed-why = Reason: { $why }
accounts-close = Close the account
accounts-close-consequence = Signed out of all devices at once, no more mail, gone from the directory and from lists. What they wrote stays under their name, and what they alone facilitate passes to whoever has been in the space for longest. You can always bring them back.
accounts-close-why-hint = Only administrators read it.
accounts-close-yes = Yes, close the account
accounts-closed = Account closed: nobody can sign in with it any more.
accounts-reopen = Bring back
accounts-reopen-consequence = They find their place in their spaces again, and their password. Roles in the office are not given back, and whoever took over facilitating goes on. We write to them that they can sign in.
accounts-reopened = The account is active again: we wrote to the person.
accounts-administrator-make = Let them administer the community
accounts-administrator-make-consequence = From now on they see and change all that you see and change: people, invitations, offices, settings. It does not let them read spaces that they are not in. We write to them, and it stands on the security page.
accounts-administrator-make-yes = Yes, they administer too
accounts-administrator-made = Done: they administer the community from now on. We have written to them.
accounts-administrator-end = Let them administer no longer
accounts-administrator-end-consequence = From now on these pages are closed to them. They stay in the community, with their spaces. We write to them, and it stands on the security page.
accounts-administrator-end-yes = Yes, they no longer administer
accounts-administrator-ended = Done: they no longer administer the community. We have written to them.
accounts-administrator-last = You are the only one who administers: to lay this task down, give it to somebody else first, on their page.
accounts-administrator-lay-down = Administer no longer
accounts-administrator-lay-down-consequence = From now on these pages are closed to you. To come back, another administrator has to give you the task again.
accounts-administrator-lay-down-yes = Yes, I lay it down
accounts-administrator-laid-down = Done: you no longer administer the community.
accounts-mail-administrator-subject = You administer { $community } from now on
accounts-mail-administrator-what = You have been given the task of administering { $community }: people, invitations, offices, settings.
accounts-mail-administrator-look = Open the administration
accounts-mail-administrator-note = If you did not expect this, tell who administers with you. And protect your account with a second factor, in your profile.
accounts-mail-administrator-ended-subject = You no longer administer { $community }
accounts-mail-administrator-ended-what = From now on you no longer administer { $community }. You stay in the community, with your spaces.
accounts-mail-administrator-ended-note = If you did not expect this, tell who administers the community.
accounts-as-it-was = It had changed meanwhile: this is how it is now.
accounts-mail-reopened-subject = You can sign in to { $community } again
accounts-mail-reopened-what = Your account in { $community } is active again, with the spaces you were in.
accounts-mail-reopened-password = Your password is the one from before. If you do not remember it, ask for a new one on the sign-in page.
accounts-move = Change office
accounts-move-title = Change of office
accounts-move-now = { $name } works for: { $office }.
accounts-move-role-ends = Their role there ({ $role }) ends with the change.
accounts-move-to = New office or body
accounts-move-look = See what changes
accounts-move-other = Choose another office
accounts-move-handover = What passes to whom
accounts-move-nothing = Facilitates no space and is in none of the office’s own: there is nothing to hand over.
accounts-move-hidden = { $n ->
    [one] There is one more space, which you may not see: if it is the old office’s own they leave it, otherwise everything stays.
   *[other] There are { $n } more spaces, which you may not see: they leave those of the old office, in the others everything stays.
}
accounts-move-leads = Facilitates it.
accounts-move-leads-own = Facilitates it; it belongs to the office they leave ({ $office }).
accounts-move-member-own = Is in it; it belongs to the office they leave ({ $office }).
accounts-move-keeps-leading = Goes on facilitating
accounts-move-leaves-oldest = Leaves; whoever has been there for longest facilitates
accounts-move-passes = { $name } facilitates; the person who moves stays as a member
accounts-move-passes-and-leaves = Leaves; { $name } facilitates
accounts-move-leaves = Leaves
accounts-move-stays = Stays
accounts-move-words = What they wrote shows the new office from now on; their page says where they worked before, with dates.
accounts-move-confirm = Confirm: now works for { $office }
accounts-move-cancel = Leave everything as it is
accounts-move-no-heir = One of the people chosen can no longer facilitate the space: choose somebody else.
accounts-moved = Done: { $name } works for the new office.
accounts-leave-title = Leave the community
accounts-leave-about = If you change jobs or no longer need it, you can close your account here.
accounts-leave-go = Go to closing the account
accounts-leave-what = You close your account in { $community }.
accounts-leave-out = You are signed out everywhere at once, get no more mail and are no longer in the directory.
accounts-leave-words = What you wrote stays, under your name: discussions help those who come later too.
accounts-leave-back = If you change your mind, an administrator can bring you back.
accounts-leave-led = The spaces you facilitate
accounts-leave-led-what = Those that you alone facilitate pass to whoever has been there for longest. If you would rather choose, hand them on first from the space’s page of people.
accounts-leave-yes = Close my account
accounts-leave-no = I stay
accounts-left = Your account is closed. Thank you for what you shared.

## Offices and other bodies, for administrators

accounts-bodies-title = Offices and bodies
accounts-bodies-about = The list of offices and other bodies, with how many people there are
accounts-bodies-none = No body fits.
accounts-bodies-none-next = Try fewer words, or add the one that is missing.
accounts-bodies-more = Show more
accounts-body-new = Add a body
accounts-body-edit = Change the body
accounts-body-change = Change
accounts-body-save = Save the body
accounts-body-saved = Saved: { $name }.
accounts-body-code = Code
accounts-body-code-hint = A few letters that tell it apart. It cannot be changed later.
accounts-body-name = Name
accounts-body-name-hint = The short one, which stands beside people’s names.
accounts-body-denomination = Full name
accounts-body-denomination-hint = If it differs from the name.
accounts-body-kind = Kind
accounts-body-choose-kind = Choose the kind
accounts-body-people = { $n ->
    [0] nobody
    [one] one person
   *[other] { $n } people
}
accounts-body-no-focal-point = no focal point
accounts-error-code = It takes 1 to { $max } letters without accents, digits, hyphens.
accounts-error-code-taken = This code belongs to another body.
accounts-kind-prefecture = Prefecture
accounts-kind-commission = Government Commission
accounts-kind-presidency = Presidency of the Region
accounts-kind-department = Department
accounts-kind-authority = Managing Authority
accounts-kind-training = Training body
accounts-kind-stakeholder = Local body

## Inviting many

accounts-invitations-filter = Which invitations
accounts-many-go = Invite several people at once
accounts-many-title = Invite several people
accounts-many-intro = Before anything is sent you see what happens to each line. They come in as colleagues; guests are invited from their space’s page of people.
accounts-many-office-go = Invite colleagues
accounts-many-office-title = Invite colleagues of the office
accounts-many-office-intro = They come in for { $office }. Before anything is sent you see what happens to each line.
accounts-many-space-title = Invite guests from outside
accounts-many-space-intro = For whoever is not in the community: they come in as guests and see only “{ $space }”, until the day you choose. Whoever is here already is added on the page of people.
accounts-many-lines = People
accounts-many-lines-hint = One on each line, at most 200: the name and the address between < and >, or the address alone. The code of the body may stand at the end of the line.
accounts-many-office-hint = For the lines without a code.
accounts-many-until = Guests until
accounts-invite-until-hint = Only for guests: the last day, included. You can change it any time from the page of the space’s people.
accounts-many-until-hint = The last day, included; you can change it on the page of people.
accounts-many-look = Check the lines
accounts-many-look-again = Check again
accounts-many-checked = { $n ->
    [0] No invitation is ready
    [one] One invitation of { $all } is ready
   *[other] { $n } invitations of { $all } are ready
}
accounts-many-send = { $n ->
    [one] Send the invitation
   *[other] Send { $n } invitations
}
accounts-many-sent = { $n ->
    [one] One invitation sent.
   *[other] { $n } invitations sent.
}
accounts-many-left = The lines you see were not sent: correct them and try again.
accounts-many-table = From a table
accounts-many-file = CSV file
accounts-many-file-hint = With the name, the address and, if you like, the code of the body. Its lines go into the box, where you check them.
accounts-many-read = Read the table
accounts-many-none-next = Write whom to invite: they get an e-mail with a link to come in.
accounts-line-ready = Ready
accounts-line-unreadable = There is no e-mail address here that can be used.
accounts-line-repeated = The address is in a line above already.
accounts-line-taken = Is in the community already.
accounts-line-closed = Has an account that is no longer active: an administrator can bring them back.
accounts-line-waiting = An invitation is waiting already.
accounts-line-no-office = Choose the office or body, or check the code.
accounts-line-too-many = You sent many invitations in a short time: try again in an hour.
accounts-mail-invitation-guest = You come in as a guest, until { $date }.

## The second factor

accounts-second-title = Second factor
accounts-second-what = With a second factor we ask, after the password, for a code that changes every thirty seconds: whoever finds out the password alone does not get in.
accounts-second-apps = You need an app for codes on your phone or computer, like those of banks and other services: any app for TOTP codes will do.
accounts-second-begin = Begin
accounts-second-demanded = Your role needs a second factor: set it up now, then go on.
accounts-second-scan = Open the app and scan the drawing, or type the key below it.
accounts-second-type = Type the six digits that the app shows you.
accounts-second-picture = The key, to be scanned by the app
accounts-second-key = Key
accounts-second-code-hint = The six digits that the app shows now.
accounts-second-confirm = Switch the second factor on
accounts-second-since = On since { $date }.
accounts-codes-left = { $n ->
    [0] You have no recovery codes left.
    [one] You have one recovery code left.
   *[other] You have { $n } recovery codes left.
}
accounts-second-change = To change phones, switch it off and on again. We ask for the password for both.
accounts-second-end = Switch the second factor off
accounts-second-ended = The second factor is off: the password alone opens the door.
accounts-second-is-on = on
accounts-second-is-off = off
accounts-second-reset = Reset the second factor
accounts-second-reset-consequence = For somebody who has lost phone and recovery codes. Make sure first that it is really them: their passkeys go too, they are signed out everywhere and come in with the password alone. We write to them.
accounts-second-reset-yes = Yes, reset it
accounts-second-was-reset = Second factor reset: we wrote to the person.
accounts-codes-title = Your recovery codes
accounts-codes-on = The second factor is on. You see these codes only now.
accounts-codes-what = If you lose your phone, each of these codes lets you in once in place of the app’s. Print them or copy them to a safe place, away from your password.
accounts-codes-kept = They are safe
accounts-codes-renew = Make new recovery codes
accounts-step-title = The second factor
accounts-step-what = The password is right. Now the app’s code is needed.
accounts-step-code = Code
accounts-step-code-hint = The six digits of the app, or a recovery code.
accounts-step-go = Sign in
accounts-step-lost = Have you lost your phone and your recovery codes? Ask an administrator to reset the second factor.
accounts-error-code-wrong = The code does not work: it is wrong, too old or was used. Wait for the next one and try again.
accounts-demanded-title = Who needs a second factor
accounts-demanded-about = The roles for which a password alone is not enough
accounts-demanded-what = Whoever has one of these roles and no second factor yet sets it up right after the password, and can do nothing else before. A passkey will do too.
accounts-demanded-of = Needed by
accounts-demanded-administrators = administrators
accounts-demanded-facilitators = whoever facilitates a space
accounts-demanded-focal-points = heads and focal points of offices
accounts-demanded-staff = all colleagues
accounts-demanded-not-you = You do not have one yet.
accounts-mail-second-on-subject = The second factor for { $community } is on
accounts-mail-second-on-what = From now on, { $community } asks for a code of your app after the password.
accounts-mail-second-off-subject = The second factor for { $community } is off
accounts-mail-second-off-what = From now on the password alone opens { $community }.
accounts-mail-second-look = Look at the second factor
accounts-mail-second-not-you = If it was not you, change your password at once and write to an administrator.

## Passkeys

accounts-passkeys-title = Passkeys
accounts-passkeys-yours = Your passkeys
accounts-passkeys-what = With a passkey you sign in the way you unlock your phone or computer: with a fingerprint, your face or a PIN. There is nothing to remember, and nothing that a fake sign-in page could steal. The password stays and works as before.
accounts-passkeys-none = You have no passkey yet.
accounts-passkey-unused = never used
accounts-passkey-since = Made
accounts-passkey-edit = Edit
accounts-passkey-add = Add a passkey
accounts-passkey-name = Name of the passkey
accounts-passkey-name-hint = To tell it from the others, such as “Office laptop”.
accounts-passkey-password-hint = So that we know it is you.
accounts-passkey-begin = Go on
accounts-passkeys-nowhere = No passkeys can be made here: they belong to a name, such as prassi.example.it, reached by https, and this server’s public address is a number or a name without https. Whoever runs it can change that.
accounts-passkeys-script = Passkeys need JavaScript, which is off in this browser. The password works anyway.
accounts-passkeys-old-browser = This browser knows no passkeys. Try to update it, or use another device.
accounts-passkeys-elsewhere = This server’s passkeys work only at the address
accounts-passkeys-no-room = You have ten passkeys already. Remove one that you no longer use, and you can add another.
accounts-passkey-new-title = Create the passkey
accounts-passkey-new-what = Press the button: your device asks for your fingerprint, your face or a PIN, and says where it keeps the passkey. You have five minutes.
accounts-passkey-new-kept = Fingerprint and face do not leave your device: all we get is a public key.
accounts-passkey-make = Create the passkey “{ $name }”
accounts-passkey-made = The passkey “{ $name }” is ready: next time you can sign in with it.
accounts-passkey-title = The passkey “{ $name }”
accounts-passkey-remove-title = Remove it
accounts-passkey-remove-what = It will open nothing any more, and what was signed in with it on other devices is signed out. You will sign in with the password or another passkey. Then delete it on your device too: we cannot do that from here.
accounts-passkey-remove = Remove this passkey
accounts-passkey-removed = Done: that passkey opens nothing any more.
accounts-passkey-wrong = This passkey does not let you in: perhaps it was removed, or too much time has passed. Try again, or sign in with the password.
accounts-error-passkey-not-made = The passkey was not created: too much time has passed, or the device did not answer as it should. Try again.
accounts-error-passkeys-full = You have { $max } passkeys already: remove one.
accounts-error-passkeys-wait = { $minutes ->
    [one] You made many passkeys in a short time. Try again in a minute.
   *[other] You made many passkeys in a short time. Try again in { $minutes } minutes.
}
accounts-second-or-passkey = Whoever signs in with a passkey has a second factor too: the device, which recognises you by itself. We ask them for no other codes.
accounts-second-has-passkey-title = You have a passkey already
accounts-second-has-passkey = Sign out, and come back with it: nothing else is needed.
accounts-step-passkey-what = The password is right. Your role needs your passkey as well.
accounts-step-passkey-script = The passkey needs JavaScript, which is off in this browser.
accounts-step-passkey-lost = Do you no longer have the passkey? Ask an administrator to reset the second factor.
accounts-mail-passkey-added-subject = A new passkey for { $community }
accounts-mail-passkey-added-what = A passkey was added to your profile: from now on it opens { $community } in your name.
accounts-mail-passkey-removed-subject = One passkey less for { $community }
accounts-mail-passkey-removed-what = A passkey was removed from your profile: it opens { $community } no more.
accounts-mail-passkey-look = Look at your passkeys
accounts-mail-passkey-added-not-you = If you did not add it, remove it, change your password at once and write to an administrator.
accounts-mail-passkey-removed-not-you = If you did not remove it, change your password at once and write to an administrator.

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
accounts-scope-reports-read = Read your reports and, where you facilitate, those to look at
accounts-scope-reports-write = Report messages and, where you facilitate, decide what is done
accounts-error-scopes = Choose at least one thing that the key may do.
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
