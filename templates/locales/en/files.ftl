### Files that people upload.

files-list = Attachments
files-add = Add files
files-hint = Up to { $size } each, { $n } at most.
files-drop-or-paste = You can also drag them here. A picture pasted or dropped into the text goes where you are writing.
files-alt = What it shows, for those who cannot see it
files-drop = Remove
files-picture-named = Picture: { $name }
files-place = Place in the text
files-what-is-seen = what is seen
files-place-write = To place it in the text, write:
files-picture-missing = Picture not available
files-picture-missing-named = Picture not available: { $words }
files-place-notes = Only for you, before you publish
files-place-without-words = Nothing says what “{ $name }” shows: write it between the square brackets, for those who cannot see it.
files-place-no-picture = “{ $name }” is not a picture that can be shown: readers find a link.
files-place-not-here = { $address } is not attached to this message: readers find only the words in its place. Attach the picture here, and place it in the text.
files-place-elsewhere = { $address } is on another site, and is not loaded: readers find a link. To show it, attach it to this message.
files-empty = “{ $name }” is empty: check that you chose the right file.
files-too-large = “{ $name }” is too large: each file can have up to { $max }.
files-quota-full = There is no room left for “{ $name }”: your files can take { $quota } in all. Remove some that are no longer needed.
files-too-many-pixels = “{ $name }” is too large a picture: make it smaller (4000 dots a side are plenty), or attach it inside a PDF.
files-too-many = “{ $name }” is one too many: a message can have { $max } files at most.
files-too-many-in-post = A message can have { $max } files at most: remove some.
files-without-words = Attachments without words yet
files-gone-meanwhile = A file you had chosen is no longer there: perhaps you published or removed it in another tab. Look at the list and publish again.
