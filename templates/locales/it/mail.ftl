### Letters: subjects, texts, the outbox.

mail-mailbox = Posta di prova
mail-mailbox-intro = Qui si leggono le lettere che il server avrebbe spedito. Non parte niente.
mail-mailbox-empty = Nessuna lettera, per ora. Invita qualcuno o chiedi una nuova password: la lettera arriva qui.
mail-to = a { $recipient }
