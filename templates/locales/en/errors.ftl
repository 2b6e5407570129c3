### What is wrong with a field: said beside it, with what to do.
# awaits: threads

error-required = This field is needed: fill it in.
error-too-long = It can have { $max } characters at most and now has { $current }: shorten it.
error-too-short = { $min ->
    [one] It needs at least one character.
   *[other] It needs at least { $min } characters and now has { $current }.
}
error-too-many = { $max ->
    [one] You can choose one at most.
   *[other] You can choose { $max } at most.
}
error-control-characters = It contains invisible characters that we cannot save. Delete the part you pasted and type it again.
error-one-line = It must stay on one line: remove the line breaks.
error-email = This is not an e-mail address. Write it like this: name.surname@example.org
error-url = This is not a web address. It must start with https:// or http://
error-number = Write a whole number, digits only.
error-number-range = Write a number between { $min } and { $max }.
error-date = This is not a date. Write day, month and year, for example 24/11/2026.
error-time = This is not a time. Write hours and minutes, for example 10:30.
error-in-the-past = That moment has passed: choose one in the future.
error-ends-before-start = The end comes before the start: change one of them.
error-choice = Choose one of the entries of the list.
error-taken = There is one already: choose another.
error-not-found = We cannot find it: check how it is written.
error-confirm = Tick the box to go on.
error-file-required = Choose a file.
error-file-too-large = The file is too large: it can have { $max } MB at most.
error-invalid = This does not work: check what you wrote.
error-too-complicated = There are too many links or nested levels: simplify the text or split it into two posts.
