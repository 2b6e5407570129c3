### Reports to those who facilitate.

reports-report = Report to the facilitators
reports-readers = Only the facilitators of the space and the administrators read reports.
reports-secret = Whoever wrote the message will never know who reported it.
reports-of = Message by { $name }, { $office }
reports-post-of = message by { $name }
reports-post-gone = The message has been deleted already.
reports-reason = Why do you report it
reports-reason-personal-data = It contains personal data of a migrant, or of somebody else
reports-reason-offensive = It is offensive
reports-reason-off-topic = It is off topic, or in the wrong place
reports-reason-other = For another reason
reports-reason-missing = Choose a reason.
reports-words = Explain in a few words
reports-words-hint = Needed when the reason is another. Do not repeat the personal data: say where they are.
reports-consequence = Only the facilitators of the space and the administrators read it, and see your name. Whoever wrote the message will not know that it was you. The answer reaches you by e-mail.
reports-send = Send the report
reports-sent = The report has reached those who facilitate the space. Thank you: we will write to you what has been decided.
reports-sent-before = You had reported it already: your report is waiting for an answer.
reports-too-many = You have reported many messages today. If something is urgent, write to those who facilitate the space.
reports-standing = You have reported it already
reports-standing-since = You reported it on { $day }. Reason: { $reason }.
reports-standing-next = Those who facilitate the space have not looked at it yet. We will write to you what they decide; until then you can change your mind.
reports-withdraw = Withdraw the report
reports-withdrawn = You have withdrawn the report.
reports-back = Back to the message
reports-before = You had reported it on { $day }

## The queue

reports-title = Reports
reports-intro = Messages reported in the spaces that you facilitate. Those with personal data first, then the oldest.
reports-not-yours = Reports in the spaces that one facilitates arrive here. There is none that concerns you now.
reports-waiting = to look at
reports-filter = Filter the reports
reports-open = To look at
reports-history = Closed already
reports-history-none = No report has been closed yet.
reports-older = Show earlier ones
reports-none = No message is waiting.
reports-none-after = None waits after these.
reports-none-next = When somebody reports a message, you find it here and get an e-mail.
reports-next = Show the next ones
reports-start = Back to the most urgent
reports-urgent = Personal data
reports-by = reported by
reports-look = Look and decide
reports-own = It is a message of yours
reports-own-closed = It was a message of yours: who reported it we do not tell you.
reports-decided-by = decided by { $name }
reports-answered = Answer:

## One post

reports-case = Reported message
reports-in-thread = in the discussion “{ $title }”
reports-the-post = What it was when it was reported
reports-edited = It has been edited since.
reports-edited-see = See what has changed
reports-has-files = It has attachments: you see them at its place in the discussion.
reports-in-place = See it in the discussion
reports-words-hidden = The words of this space are read by its members: those who facilitate it decide.
reports-who = { $n ->
    [one] 1 report
   *[other] { $n } reports
}
reports-decide = What is to be done
reports-decision = Decision
reports-decision-missing = Choose what is to be done.
reports-delete = Delete the message
reports-delete-means = The text goes for everybody; the reason stays in its place.
reports-gone = The message is not there any more
reports-gone-means = The reports are closed with that.
reports-close-thread = Close the discussion
reports-close-thread-means = It can still be read; nobody can answer any more. The message stays.
reports-nothing = No action needed
reports-nothing-means = The message stays as it is.
reports-why-hint = Needed to delete or close. Everybody reads it, also who wrote the message: one sentence, without repeating what has to go.
reports-answer = A few words to those who reported
reports-answer-hint = They reach them by e-mail with the decision, in the name of the facilitators. Do not repeat personal data.
reports-close = Decide and close the reports
reports-closed = Done: the reports of that message are closed, and those who sent them get an e-mail.
reports-closed-before = These reports are not waiting any more: somebody else has decided already, or they were withdrawn.
reports-changed = Something has changed while you were looking: another report has come, or the message is not what it was. We have done nothing: look again, then decide.
reports-archived = The space is archived: to delete the message, those who facilitate it have to reopen it first.
reports-not-leading = Those who facilitate the space delete the message or close the discussion: administrators of the community leave the words of others alone. Here it can be done by:
reports-nobody-leading = Those who facilitate the space delete the message or close the discussion, and nobody else here can: entrust the space to somebody first.
reports-to-people = Go to the people of the space
reports-done-deleted = The message has been deleted.
reports-done-thread-closed = The discussion has been closed.
reports-done-nothing = No action was needed.

## Letters

reports-mail-arrived-subject = { $n ->
    [one] A reported message in “{ $space }”
   *[other] { $n } reported messages in “{ $space }”
}
reports-mail-arrived = { $n ->
    [one] A message has been reported in the space “{ $space }”.
   *[other] { $n } reported messages are waiting in the space “{ $space }”.
}
reports-mail-arrived-urgent = Personal data are among the reasons: if you can, look soon.
reports-mail-arrived-what = For confidentiality we repeat neither the message nor the report here: you find them in the space.
reports-mail-arrived-button = Look at the reports
reports-mail-arrived-why = You get this e-mail because you facilitate the space, or because you administer the community and nobody else can decide. We send you at most one an hour.
reports-mail-answered-subject = Your report in “{ $space }”
reports-mail-answered = You reported a message in the space “{ $space }” on { $day }. The facilitators have looked at it.
reports-mail-answered-words = They tell you: { $words }
reports-mail-answered-thanks = Thank you for reporting it: it helps the whole community.
reports-mail-answered-button = Go to the place of the message
reports-mail-answered-secret = Whoever wrote the message does not know that you reported it.
reports-title-too = It is the first post of a discussion. If the title is the problem, change it: the rest stays. If you delete the post, the title goes with it.
