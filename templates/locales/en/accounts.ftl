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
accounts-profile-readers = Colleagues see your name, office, function and introduction. Only you see your e-mail address, language and time zone.
accounts-office = Office or body
accounts-handle = To mention you
accounts-guest = Guest
accounts-about-hint = What you can help others with, in a few lines.
accounts-language = Language
accounts-time-zone = Time zone
accounts-as-others-see = See it as others do
accounts-edit-profile = Edit the profile

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
