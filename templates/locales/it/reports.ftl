### Reports to those who facilitate.

reports-report = Segnala ai facilitatori
reports-readers = Le segnalazioni le leggono solo i facilitatori dello spazio e gli amministratori.
reports-secret = Chi ha scritto il messaggio non saprà mai chi l’ha segnalato.
reports-of = Messaggio di { $name }, { $office }
reports-post-of = messaggio di { $name }
reports-post-gone = Il messaggio è già stato eliminato.
reports-reason = Perché lo segnali
reports-reason-personal-data = Contiene dati personali di una persona migrante, o di altri
reports-reason-offensive = È offensivo
reports-reason-off-topic = È fuori tema, o nel posto sbagliato
reports-reason-other = Per un altro motivo
reports-reason-missing = Scegli un motivo.
reports-words = Spiega in poche parole
reports-words-hint = Serve se il motivo è un altro. Non ripetere i dati personali: basta dire dove sono.
reports-consequence = Lo leggono solo i facilitatori dello spazio e gli amministratori, e vedono il tuo nome. Chi ha scritto il messaggio non saprà che l’hai segnalato tu. La risposta ti arriva per e-mail.
reports-send = Manda la segnalazione
reports-sent = La segnalazione è arrivata a chi facilita lo spazio. Grazie: ti scriviamo che cosa è stato deciso.
reports-sent-before = L’avevi già segnalato: la tua segnalazione aspetta una risposta.
reports-too-many = Oggi hai già segnalato molti messaggi. Se c’è qualcosa di urgente, scrivi a chi facilita lo spazio.
reports-standing = L’hai già segnalato
reports-standing-since = Lo hai segnalato { $day }. Motivo: { $reason }.
reports-standing-next = Chi facilita lo spazio non l’ha ancora guardato. Ti scriviamo per e-mail che cosa decide; fino ad allora puoi ripensarci.
reports-withdraw = Ritira la segnalazione
reports-withdrawn = Hai ritirato la segnalazione.
reports-back = Torna al messaggio
reports-before = L’avevi segnalato { $day }

## The queue

reports-title = Segnalazioni
reports-intro = I messaggi segnalati negli spazi che faciliti. Prima quelli con dati personali, poi dal più vecchio.
reports-not-yours = Qui arrivano le segnalazioni degli spazi che si facilitano. Ora non ce n’è nessuno che riguardi te.
reports-waiting = da guardare
reports-filter = Filtra le segnalazioni
reports-open = Da guardare
reports-history = Già chiuse
reports-history-none = Non è stata ancora chiusa nessuna segnalazione.
reports-older = Mostra le precedenti
reports-none = Nessun messaggio aspetta.
reports-none-after = Da qui in poi non ne aspetta nessun altro.
reports-none-next = Se qualcuno segnala un messaggio, lo trovi qui e ti arriva una e-mail.
reports-next = Mostra i successivi
reports-start = Torna ai più urgenti
reports-urgent = Dati personali
reports-by = segnalato da
reports-look = Guarda e decidi
reports-own = È un tuo messaggio
reports-own-closed = Era un tuo messaggio: chi l’ha segnalato non te lo diciamo.
reports-decided-by = ha deciso { $name }
reports-answered = Risposta:

## One post

reports-case = Messaggio segnalato
reports-in-thread = nella discussione «{ $title }»
reports-the-post = Com’era quando è stato segnalato
reports-edited = Da allora è stato modificato.
reports-edited-see = Vedi che cosa è cambiato
reports-has-files = Ha degli allegati: li vedi al suo posto nella discussione.
reports-in-place = Vedilo nella discussione
reports-words-hidden = Le parole di questo spazio le leggono i suoi membri: decide chi lo facilita.
reports-who = { $n ->
    [one] 1 segnalazione
   *[other] { $n } segnalazioni
}
reports-decide = Che cosa si fa
reports-decision = Decisione
reports-decision-missing = Scegli che cosa si fa.
reports-delete = Elimina il messaggio
reports-delete-means = Il testo sparisce per tutti; al suo posto resta il motivo.
reports-gone = Il messaggio non c’è già più
reports-gone-means = Le segnalazioni si chiudono così.
reports-close-thread = Chiudi la discussione
reports-close-thread-means = Si continua a leggerla; nessuno può più rispondere. Il messaggio resta.
reports-nothing = Nessun intervento necessario
reports-nothing-means = Il messaggio resta com’è.
reports-why-hint = Serve per eliminare o chiudere. Lo leggono tutti, anche chi ha scritto il messaggio: una frase, senza ripetere ciò che va tolto.
reports-answer = Due parole a chi ha segnalato
reports-answer-hint = Arrivano per e-mail con la decisione, a nome dei facilitatori. Non ripetere dati personali.
reports-close = Decidi e chiudi le segnalazioni
reports-closed = Fatto: le segnalazioni di quel messaggio sono chiuse e chi le ha mandate riceve una e-mail.
reports-closed-before = Queste segnalazioni non aspettano più: qualcun altro ha già deciso, o sono state ritirate.
reports-changed = Mentre guardavi è cambiato qualcosa: è arrivata un’altra segnalazione, o il messaggio non è più com’era. Non abbiamo fatto niente: guarda di nuovo e poi decidi.
reports-archived = Lo spazio è archiviato: per eliminare il messaggio, chi lo facilita deve prima riaprirlo.
reports-not-leading = Il messaggio lo elimina, e la discussione la chiude, chi facilita lo spazio: chi amministra la comunità non tocca le parole degli altri. Qui può farlo:
reports-nobody-leading = Il messaggio lo elimina, e la discussione la chiude, chi facilita lo spazio, e qui non c’è nessun altro che possa farlo: affida prima lo spazio a qualcuno.
reports-to-people = Vai alle persone dello spazio
reports-done-deleted = Il messaggio è stato eliminato.
reports-done-thread-closed = La discussione è stata chiusa.
reports-done-nothing = Nessun intervento è stato necessario.

## Letters

reports-mail-arrived-subject = { $n ->
    [one] Un messaggio segnalato in «{ $space }»
   *[other] { $n } messaggi segnalati in «{ $space }»
}
reports-mail-arrived = { $n ->
    [one] Nello spazio «{ $space }» è stato segnalato un messaggio.
   *[other] Nello spazio «{ $space }» aspettano { $n } messaggi segnalati.
}
reports-mail-arrived-urgent = Fra i motivi ci sono dati personali: se puoi, guarda presto.
reports-mail-arrived-what = Per riservatezza qui non ripetiamo né il messaggio né la segnalazione: li trovi nello spazio.
reports-mail-arrived-button = Guarda le segnalazioni
reports-mail-arrived-why = Ricevi questa e-mail perché faciliti lo spazio, o perché amministri la comunità e nessun altro può decidere. Te ne mandiamo al massimo una all’ora.
reports-mail-answered-subject = La tua segnalazione in «{ $space }»
reports-mail-answered = Hai segnalato un messaggio nello spazio «{ $space }» { $day }. I facilitatori l’hanno guardato.
reports-mail-answered-words = Ti dicono: { $words }
reports-mail-answered-thanks = Grazie di averlo segnalato: aiuta tutta la comunità.
reports-mail-answered-button = Vai al posto del messaggio
reports-mail-answered-secret = Chi ha scritto il messaggio non sa che l’hai segnalato tu.
reports-title-too = È il primo messaggio di una discussione. Se il problema è nel titolo, cambialo: chi lo ha scritto ritrova il resto. Se elimini il messaggio, il titolo sparisce con lui.
