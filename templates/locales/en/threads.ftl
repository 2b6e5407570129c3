### Discussions.

threads-title = Discussions
threads-start = Start a discussion
threads-none = There is no discussion here yet. You can begin: a concrete question works best.
threads-none-unread = You have read everything in this space.
threads-filter = Filter the discussions
threads-all = All
threads-only-unread = Unread
threads-older = Show earlier discussions
threads-unanswered = No answer yet
threads-yours = Yours
threads-answers = { $n ->
    [0] none
    [one] 1 answer
   *[other] { $n } answers
}
threads-last-by = latest by { $name }
threads-unread-from-here = Unread from here
threads-jump-unread = Go to the first unread post
threads-previous-posts = Show earlier posts
threads-next-posts = Show later posts
threads-first-posts = Go to the first
threads-pages = Pages of the discussion
threads-pages-here = Posts { $from }–{ $to } of { $n }
threads-jump-title = Go to a post or a day
threads-jump-number = Number of the post (1 to { $n })
threads-jump-day = Or the day
threads-jump-go = Go
threads-jump-wrong-number = Write a number from 1 to { $n }.
threads-last-posts = Go to the latest (of { $n })
threads-tombstone = { $name } had written a post here; it was deleted.
threads-tombstone-led = A post by { $name } was deleted by a facilitator.
threads-tombstone-why = Reason: { $why }
threads-edited = edited
threads-edited-see = : see what changed
threads-history = History of the post
threads-history-of = Post by { $name }, { $office }
threads-history-back = Back to the post
threads-history-none = This post was never edited.
threads-history-explained = From the present version back to the first. Added text is underlined, removed text is struck through. Whoever reads the post sees this.
threads-history-now = As it reads now
threads-history-then = An earlier version
threads-history-first = The first text
threads-history-taken = Removed:
threads-history-added = Added:
threads-history-end = .
threads-history-left = (unchanged part not shown)
threads-history-cut = Versions older than these are not shown.
threads-react = React
threads-react-thanks = Thanks
threads-react-agree = Agreed
threads-react-useful = Useful
threads-react-us-too = Same here
threads-reacted = { $n ->
    [one] 1 reaction: by whom
   *[other] { $n } reactions: by whom
}
threads-reacted-others = { $n ->
    [one] and one more person
   *[other] and { $n } more people
}
threads-care = Care of the discussion
threads-pin = Pin
threads-unpin = Unpin
threads-pinned = Pinned
threads-pinned-done = Done: the discussion stands at the head of the space’s list.
threads-unpinned-done = Done: the discussion is back among the others.
threads-close = Close the discussion
threads-close-explained = Whoever reads the space goes on reading it; nobody can answer any more. You can reopen it whenever you like.
threads-close-why-hint = Everybody reads it, in the place where one answers. For example: “We talk about this in the new discussion”.
threads-closed = Closed
threads-closed-done = Done: the discussion takes no more answers.
threads-closed-sentence = Closed: it takes no more answers.
threads-reopen = Reopen the discussion
threads-reopened-done = Done: people can answer again.
threads-reopened-sentence = The discussion has been reopened.
threads-reopened-reload = Load the page again to answer
threads-kept-draft = What you were writing
threads-topic = Topic:
threads-topics = Topics
threads-topics-intro = What the spaces you read talk about.
threads-topics-none = No discussion has a topic yet. Whoever starts one chooses them, from the page of the discussion.
threads-topic-count = { $n ->
    [one] 1 discussion
   *[other] { $n } discussions
}
threads-topic-explained = The discussions about this, in the spaces you read.
threads-topics-choose = Topics of the discussion
threads-topics-hint = At most { $max }, separated by commas: for example “mediation, shifts”.
threads-topics-in-use = In use in this space:
threads-topics-save = Save the topics
threads-topics-add = Add topics
threads-topics-change = Change the topics
threads-topics-done = The topics are saved.
threads-topics-too-many = These are too many: choose at most { $max }.
threads-topics-wordless = “{ $name }” holds no words: write a name.
threads-for-you = For you today
threads-for-you-why = Discussions you follow, with something new.
threads-nothing-else = Nothing else is new in your spaces.
threads-level-thread = How you follow this discussion
threads-level-space = How you follow this space
threads-level-follow = Follow
threads-level-normal = Normal
threads-level-mute = Muted
threads-level-follow-means = When there is something new you find it in “For you today”.
threads-level-follow-space-means = When there is something new it comes first on today’s page.
threads-level-normal-means = It counts among the things to read.
threads-level-mute-means = It never counts among the things to read. You can open it whenever you like.
threads-level-done = Done: only you see this.
threads-quote = Quote
threads-edit-short = Edit
threads-delete-short = Delete
threads-your-answer = Your answer
threads-publish-answer = Publish the answer
threads-publish-thread = Publish the discussion
threads-title-hint = A question or a sentence: whoever reads it in the list should know what it is about.
threads-format = Text format
threads-bold = Bold
threads-italic = Italic
threads-list = List
threads-link = Link
threads-markdown-hint = Name a person with
threads-preview = Preview
threads-no-personal-data = Do not write personal data of the people you assist: no names, no case files.
threads-join-to-answer = Would you like to answer?
threads-join-explained = Join the space to write: one press is enough, and you can leave whenever you like.
threads-edit = Edit the post
threads-save-edit = Save the changes
threads-conflict = The post changed while you were writing
threads-conflict-explained = Another version was saved in another window. We have overwritten nothing: both texts are here. Put yours right and save it: it will take the other’s place.
threads-conflict-theirs = What is published now
threads-conflict-source = How it is written
threads-conflict-yours = Your text
threads-delete = Delete the post
threads-delete-own = The text disappears for everybody. A line stays in its place saying that you had written; the answers stay. If you think again, you can put it back for 24 hours.
threads-delete-other = You are deleting somebody else’s post, as a facilitator. The text disappears for everybody; a line stays in its place with the reason you give here.
threads-delete-yes = Delete the post
threads-delete-why = Reason
threads-delete-why-hint = Everybody reads it, also whoever wrote the post: a sentence that explains, without repeating what had to go.
threads-undo-delete = Put the post back
threads-restored = The post is back in its place, with its words.
threads-deleted = The post has been deleted.
threads-hello = Good morning, { $name }
threads-changed = Changed in your spaces
threads-empty-list = Empty the list
threads-emptied = Done: everything that was there now counts as seen.
threads-home-empty = You have seen everything. Come back whenever you like.
threads-home-no-spaces = Here you will see what changes in your spaces. To begin, join one that interests you.
threads-home-spaces = See the spaces
threads-drafts = You were writing
threads-draft-tag = Draft, only you see it
threads-draft-without = { $n ->
    [one] Your draft is safe, but one file is not in it: read below which and why.
   *[other] Your draft is safe, but { $n } files are not in it: read below which and why.
}
threads-resume = Resume
threads-here = In this discussion
threads-last-post = Go to the last message
threads-write-answer = Write your answer
threads-to-top = Back to the top
threads-quotation = Quotation
threads-home-unread = { $n ->
    [0] Nothing left to read in your spaces.
    [one] 1 discussion to read in your spaces.
   *[other] { $n } discussions to read in your spaces.
}
threads-home-empty-next = When something changes in your spaces, you find it here.

## The search
threads-search-title = Search
threads-search-ask = How did they solve…?
threads-search-ask-where = Searches the discussions that you may read.
threads-search-readers = You find only what you may read. Nobody sees what you look for.
threads-search-words = Words to look for
threads-search-hint = All of them must be there. Their beginning is enough: “mediat” finds mediator and mediation. Accents and capitals do not matter.
threads-search-narrow = Narrow it down
threads-search-space = Space
threads-search-any-space = All spaces that I read
threads-search-author = Written by
threads-search-since = From
threads-search-until = To
threads-search-date = This date cannot be read. Write it like 2026-11-24.
threads-search-go = Search
threads-search-everywhere = Search everywhere
threads-search-titles = Discussions with these words in their title
threads-search-posts = Posts
threads-search-older = Show earlier posts
threads-search-start = Back to the newest
threads-search-none = There is nothing with all of these words.
threads-search-none-next = Try fewer words, or only their beginning. Or ask: start a discussion in one of your spaces.
threads-search-begin = What would you like to know?
threads-search-begin-next = Write one word or more. I look in the titles and in the posts of discussions.
threads-question-choose = It is a question
threads-question-hint = It stays among the “Waiting questions” of those who can help you until you accept an answer.
threads-question-mark = It is a question
threads-question-unmark = It is no question
threads-question-marked = Done: the discussion is among the questions that wait.
threads-question-unmarked = Done: the discussion is no longer among the questions.
threads-question-waits = Question waiting
threads-question-waits-explained = No answer has been accepted yet.
threads-question-unanswered = Question without an answer
threads-solved = Solved
threads-accepted = Accepted answer
threads-accepted-of = Accepted answer, by { $name }
threads-accepted-by = accepted by { $name }
threads-accepted-go = Go to the answer
threads-accept = Accept this answer
threads-unaccept = Open the question again
threads-accepted-done = Done: the accepted answer stands at the head of the discussion. Thanks also from whoever will have the same doubt.
threads-accepted-undone = Done: the question waits for an answer again.
threads-questions = Waiting questions
threads-questions-intro = The questions of your spaces without an accepted answer, oldest first.
threads-questions-why = Somebody is waiting: topics that you can help with come first.
threads-questions-all = All waiting questions
threads-questions-more = Show the next questions
threads-questions-mine = On topics that you can help with
threads-questions-others = The others
threads-questions-none = No question waits for an answer.
threads-questions-none-next = If you have one, open it in the right space and mark it as a question.
threads-questions-topics = If your profile says what you can help with, questions on those topics come first.
threads-questions-profile = Go to your profile
threads-mark = Set aside
threads-marked = Set aside already
threads-home-yours = To find again
threads-bookmarks = Bookmarks
threads-bookmarks-intro = The messages that you have set aside. Only you see them, and your notes.
threads-bookmarks-filter = Filter the bookmarks
threads-bookmarks-list = Your bookmarks
threads-bookmarks-all = All
threads-bookmarks-reminders = With a reminder
threads-bookmarks-none = You have not set anything aside yet.
threads-bookmarks-none-next = Under each message there is “Set aside”: the message stays here with a note of yours, and we remind you if you like.
threads-bookmarks-no-reminders = There is nothing to remind you of.
threads-bookmarks-older = Show earlier bookmarks
threads-bookmark-new = Set the message aside
threads-bookmark-change = Your bookmark
threads-bookmark-private = Only you see bookmark, note and reminder: whoever wrote the message knows nothing of them.
threads-bookmark-note = Note
threads-bookmark-note-hint = Why you set it aside: “to be quoted in Thursday’s meeting”, say.
threads-bookmark-place = by { $name }, in { $space }
threads-bookmark-gone = A message that was deleted, or that you may no longer read
threads-bookmark-save = Save the bookmark
threads-bookmark-edit = Change
threads-bookmark-remove = Remove
threads-bookmark-remove-long = Remove the bookmark
threads-bookmark-done = Done: it is among your bookmarks.
threads-bookmark-removed = The bookmark is gone.
threads-remind = Remind me
threads-remind-never = No need
threads-remind-before = As you chose before: { $when }
threads-remind-afternoon = This afternoon
threads-remind-morning = The next working morning
threads-remind-week = Next week
threads-remind-chosen = On the day and at the time chosen below
threads-remind-day = Day
threads-remind-time = Time
threads-remind-letter = Send me an e-mail too
threads-remind-wrong = Choose a day and a time from now on, two years ahead at most.
threads-remind-gone = This choice is not possible any more: make another one.
threads-reminders-due = To remember
threads-reminder-at = We remind you { $when }
threads-reminder-now = You wanted to be reminded
threads-reminder-settle = Done
threads-reminder-later = Later
threads-reminder-done = Done: the reminder is gone, the bookmark stays.
threads-reminder-put-off = We remind you on the next working morning.
threads-mail-reminders-subject = { $n ->
    [one] You wanted to remember a message
   *[other] You wanted to remember { $n } messages
}
threads-mail-reminder = “{ $title }”: a message by { $name }.
threads-mail-reminder-note = Your note: { $note }
threads-mail-reminders-button = Go to the reminders
threads-mail-reminders-why = You receive this e-mail because you asked for it when you set the message aside.
threads-code = Code
threads-reminder-off = Got it
threads-print = Print the whole discussion
threads-print-now = Print
threads-print-back = Back to the discussion
threads-print-where = In the space “{ $space }”, { $n ->
    [one] 1 message.
   *[other] { $n } messages.
}
threads-print-topics = Topics: { $topics }.
threads-print-provenance = Copy of { $name }, { $when }, from { $address }. What was written or changed later is not in it.
threads-print-file = Attachment: { $name } ({ $size })
threads-print-end = End of the discussion.
threads-news-of = News in { $space }
threads-news-intro = What has happened since you said that you had seen everything. It stays here until you open it or say that you have seen it.
threads-news-none = There is nothing new.
threads-news-none-next = What will be written in the space is gathered here.
threads-news-back = Back to the space
threads-news-fresh = Discussions that you have not opened yet
threads-news-changed = Discussions that go on
threads-news-older = Show earlier news
threads-news-see = I have seen everything
threads-news-seen = Done: from now on you start here.
threads-news-count = { $n ->
    [one] 1 new message
   *[other] { $n } new messages
}
threads-news-others = { $n ->
    [one] and another message
   *[other] and { $n } other messages
}
threads-named = You were named
threads-named-by = by { $name }
threads-seen-undo = Undo
threads-seen-this = Seen already: { $title }
threads-seen-one = Seen already: “{ $title }”.
threads-unseen = Done: it is among the things to read again.
threads-now = Right now
threads-now-news = { $n ->
    [one] 1 discussion with news for you
   *[other] { $n } discussions with news for you
}
threads-now-requests = { $n ->
    [one] 1 person asks to come in
   *[other] { $n } people ask to come in
}
threads-now-reports = { $n ->
    [one] 1 reported message to look at
   *[other] { $n } reported messages to look at
}
threads-led = Waiting for you, who facilitate
threads-led-reports = All reports
threads-led-in = in “{ $space }”
threads-report = Report to the facilitators
threads-more = More
threads-now-facilitators = Who facilitates
threads-now-newcomers = New here
threads-now-people = All members
threads-reaches-facilitators = whoever facilitates this space
threads-reaches-office = reaches its focal points
threads-draft-forget = Delete the draft
threads-draft-forget-yes = Yes, delete the draft
threads-draft-forget-consequence = What you wrote and have not published goes. What is published stays as it is.
threads-draft-forgotten = The draft is deleted.
threads-draft-orphan = You can no longer publish it here. The text is still yours: copy it, if you need it.
threads-draft-read = Read the draft
threads-title-gone = Deleted discussion
threads-title-first-gone = Discussion whose first post was deleted
threads-is-gone = This discussion was deleted: it is in no list and in no search, and takes no answers.
threads-delete-all = It is the first post and has no answers: the title goes with the text, and the discussion leaves the lists and the search.
threads-delete-first = It is the first post: the title of the discussion goes with the text.
threads-rename = Change the title
threads-rename-explained = Nobody will read the former title anywhere. It stays written who changed it, and when.
threads-rename-title = New title
threads-rename-hint = It says what this is about, without names of people.
threads-rename-why-hint = If needed: whoever opens the history of the first post reads it. Do not repeat what had to go.
threads-rename-conflict = Meanwhile the title has become “{ $title }”. If you want yours, save again.
threads-renamed = Done: the title has changed.
threads-history-titles = Title of the discussion
threads-history-title = { $name } changed the title.
