### Letters: subjects, texts, the outbox.

mail-mailbox = Test mailbox
mail-mailbox-intro = Here are the letters that the server would have sent. Nothing leaves.
mail-mailbox-empty = No letters yet. Invite somebody or ask for a new password: the letter arrives here.
mail-to = to { $recipient }
