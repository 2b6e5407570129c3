### What every page says. Plain words, verbs on buttons; no exclamation marks.
# awaits: threads

## The frame

web-title = { $page } · { $community }
web-tagline = Whoever has solved it tells it here
web-skip-label = Skip links
web-skip-content = Go to the content
web-nav-label = Main
web-nav-label-bottom = Main, at the bottom
web-nav-today = Today
web-nav-spaces = Spaces
web-crumbs-label = Where you are
web-profile = Profile
web-sign-in = Sign in
web-passkey-enter = Sign in with a passkey
web-sign-out = Sign out
web-footer-label = About this site
web-footer-accessibility = Accessibility declaration
web-footer-privacy = Privacy notice
web-footer-feedback = Tell us what does not work
web-shortcuts = Keyboard shortcuts

## Lists, forms, drafts

web-older = Show earlier ones
web-save-changes = Save the changes
web-cancel = Cancel
web-optional = optional
web-form-problems = { $n ->
    [one] 1 field needs correcting. What you wrote is still here.
   *[other] { $n } fields need correcting. What you wrote is still here.
}
web-saved = Changes saved
web-draft-saved = Draft saved at { $time }
web-draft-keep = Keep as a draft

## When something does not work: what happened, what is safe, what to do

web-go-today = Back to Today
web-session-expired = Your session has expired. The text is safe: sign in and you will find it.
web-stale-title = The page had been open for a long time
web-stale-text = The page had been open for a long time and, to be safe, we did not save. The text is still here: check it and press the button again.
web-stale-lost = The page had been open for a long time and, to be safe, we did nothing. Go back to the page before and try again.
web-error-400-title = We did not understand the request
web-error-400-text = Something arrived incomplete. We changed nothing: go back to the page before and try again.
web-error-403-title = You cannot do this
web-error-404-title = There is nothing here
web-error-404-text = The address is wrong, the page is gone, or it is not among those you can see. Go back to Today or search for what you need.
web-error-413-title = It is too large
web-error-413-text = What you sent is over the limit of { $max } KB and we did not save it. Go back to the page before: the text should still be there. Shorten it and try again.
web-error-429-title = Too many requests in a short time
web-error-429-text = { $minutes ->
    [one] Wait a minute
   *[other] Wait { $minutes } minutes
}, then try again. What you had already saved is safe.
web-error-500-title = Something did not work
web-error-500-text = The problem is ours. What you had already saved is safe. Try again in a minute.
web-error-reference = If it happens again, write to us with this code: { $reference }

## Around signing in

web-nav-administration = Administration
web-to-read = to read
web-all-spaces = All spaces
web-forgotten-password = Forgotten your password?
web-footer-mailbox = Test mailbox
web-sign-in-again = Sign in again
web-kept-title = Your text is here
web-kept-text = What you were writing
web-error-kept = What you had written
web-error-kept-hint = If you still need it, copy it from here before you leave the page.
web-kept-name = Name
web-kept-signed-in = Your text is safe. Check it and go on: nobody sees it until you do.
web-send-again = Go on
web-error-origin-text = The request came from another site, so for safety we did nothing. Open the page from here and try again.
web-slim = The prefectures’ community of practice
web-error-status = Code
web-guest-bar = You are viewing as a guest: you see only the spaces you were invited to.
web-guest-bar-until = You are viewing as a guest until the end of { $day }: you see only the spaces you were invited to.
web-nav-directory = Directory
web-search-label = Search the community
web-due = to remember
