### What administrators see.

admin-title = Amministrazione
admin-readers = Lo vede solo chi amministra la comunità.

## How the server does

admin-health-title = Come sta il server
admin-version = Versione
admin-database = Base di dati
admin-events = Eventi nel registro
admin-sockets = Pagine aperte adesso
admin-behind = Eventi che le pagine aperte non sanno ancora
admin-queued = Lavori in coda
admin-sent = Lettere partite
admin-waiting = Lettere in partenza

## What waits for somebody

admin-attention-title = Aspetta te
admin-attention-none = Niente da sistemare.
admin-attention-none-next = Quando un lavoro non riesce o una lettera non parte, lo trovi qui.
admin-attention-reports = { $n ->
    [one] 1 messaggio segnalato, che nessun facilitatore può guardare
   *[other] { $n } messaggi segnalati, che nessun facilitatore può guardare
}
admin-attention-work = { $n ->
    [one] Un lavoro non è riuscito
   *[other] { $n } lavori non sono riusciti
}
admin-attention-letters = { $n ->
    [one] Una lettera non è partita
   *[other] { $n } lettere non sono partite
}

## Where to go

admin-places-title = Dove andare
admin-invitations = Inviti
admin-invitations-about = Chi è invitato, e chi invitare
admin-work-title = Lavori non riusciti
admin-work-about = Lettere non partite e altri lavori da riprovare o scartare
admin-security-title = Sicurezza
admin-security-about = Accessi sbagliati, password e ruoli cambiati

## Work that failed

admin-work-intro = Dopo l’ultimo tentativo un lavoro si ferma qui. Sistema la causa e riprova; scarta quello che non serve più a nessuno.
admin-work-none = Nessun lavoro è fermo.
admin-work-none-next = Non c’è niente da fare.
admin-work-letters = Lettere
admin-work-others = Altri lavori
admin-work-tried = { $n ->
    [one] un tentativo, fermo dal { $date }
   *[other] { $n } tentativi, fermo dal { $date }
}
admin-work-no-error = Senza spiegazione.
admin-work-retry = Riprova
admin-work-drop = Scarta
admin-work-drop-sure = Non si potrà più riprovare.
admin-work-drop-yes = Sì, scarta
admin-work-number = Lavoro n. { $job }
admin-work-whose = il lavoro { $job }
admin-work-retried = Il lavoro riparte fra poco.
admin-work-dropped = Il lavoro è stato scartato.
admin-work-next = Mostra i successivi

## Security

admin-security-guesses = Accessi sbagliati
admin-security-calm = Negli ultimi { $minutes } minuti nessuno ha sbagliato password.
admin-security-failures = { $n ->
    [one] Un tentativo sbagliato conta ancora.
   *[other] { $n } tentativi sbagliati contano ancora.
}
admin-security-sides = { $n ->
    [one] Riguarda un conto solo: un’utenza, un indirizzo di rete o tutti e due.
   *[other] Riguardano { $n } conti diversi: utenze, indirizzi di rete, o tutti e due.
}
admin-security-blocked = { $n ->
    [0] Nessuno deve aspettare.
    [one] Uno deve aspettare prima di riprovare.
   *[other] { $n } devono aspettare prima di riprovare.
}
admin-security-privacy = Chi fossero non è scritto da nessuna parte: si contano impronte, non nomi.
admin-security-events = Inviti, password e ruoli
admin-security-none = Ancora niente.
admin-security-none-next = Qui compaiono gli inviti, le password cambiate e i ruoli dati o tolti.
admin-security-nobody = il server
admin-security-invited = Invito mandato
admin-security-withdrawn = Invito ritirato
admin-security-joined = Una persona in più
admin-security-password = Password cambiata
admin-security-ended = Accessi altrove terminati
admin-security-email = Indirizzo e-mail cambiato
admin-security-stopped = Cambio di indirizzo fermato dal vecchio
admin-security-office = Compito in un ufficio cambiato
admin-security-closed = Account chiuso
admin-security-reopened = Account di nuovo attivo
admin-security-administrator = Amministra da adesso
admin-security-administrator-ended = Non amministra più
admin-security-moved = Cambio di ufficio
admin-security-second-on = Secondo fattore attivato
admin-security-second-off = Secondo fattore spento
admin-security-second-reset = Secondo fattore azzerato
admin-security-codes = Codici di recupero rifatti
admin-security-code-used = Codice di recupero usato
admin-security-demanded = Cambiato a chi serve un secondo fattore
admin-security-token = Chiave per programmi creata
admin-security-token-revoked = Chiave per programmi revocata
admin-security-passkey = Passkey aggiunta
admin-security-passkey-removed = Passkey tolta
admin-security-passkey-used = Ingresso con una passkey
admin-security-passkey-refused = Passkey rifiutata: forse ne esiste una copia
admin-security-member = Ingresso in uno spazio
admin-security-left = Uscita da uno spazio
admin-security-readers = Cambiato chi può leggere uno spazio
admin-security-role = Ruolo cambiato in uno spazio
admin-security-other = Altro
admin-security-by = di: { $name }
