### What is wrong with a field: said beside it, with what to do.
# awaits: threads

error-required = This field is needed: fill it in.
error-too-long = It can have { $max } characters at most and now has { $current }: shorten it.
error-too-short = { $min ->
    [one] It needs at least one character.
   *[other] It needs at least { $min } characters and now has { $current }.
}
error-control-characters = It contains invisible characters that we cannot save. Delete the part you pasted and type it again.
error-email = This is not an e-mail address. Write it like this: name.surname@example.org
error-choice = Choose one of the entries of the list.
error-too-complicated = There are too many links or nested levels: simplify the text or split it into two posts.
error-too-many = There can be { $max } at most, now there are { $current }: take some away.
error-day-unreadable = Choose a day from the calendar, or write it like this: 2026-12-31.
error-day-past = This day is over: choose one from today on.
error-day-beyond-year = Choose a day within a year.
error-day-beyond-two-years = Choose a day within two years: it can always be changed.
