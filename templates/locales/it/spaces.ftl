### Spaces and who is in them.

spaces-title = Spazi
spaces-intro = Ogni spazio è un gruppo che ragiona su un tema: le sue discussioni, le sue persone.
spaces-mine = I tuoi spazi
spaces-mine-empty = Non sei ancora in nessuno spazio. Scegline uno qui sotto: leggi subito, e quando vuoi scrivere entri con un tocco.
spaces-mine-empty-guest = Il tuo invito non è più valido per nessuno spazio. Se ti serve ancora, scrivi a chi ti ha invitato.
spaces-others = Altri spazi
spaces-new = Crea uno spazio
spaces-create = Crea lo spazio
spaces-open = Aperto a tutti i colleghi
spaces-private = Riservato ai membri
spaces-members = { $n ->
    [one] 1 membro
   *[other] { $n } membri
}
spaces-name = Nome dello spazio
spaces-name-hint = Breve e chiaro, per esempio «Mediazione e servizi».
spaces-name-taken = C’è già uno spazio con questo nome: scegline un altro.
spaces-purpose = A che cosa serve
spaces-purpose-hint = Una frase: chi la legge deve capire se lo riguarda.
spaces-openness = Chi può leggere
spaces-open-explained = Leggono tutti i colleghi registrati; per scrivere si entra con un tocco.
spaces-private-explained = Lo vedono e lo leggono solo i membri; si entra su invito di chi lo facilita.
spaces-readers-label = Chi può leggere:
spaces-readers-guests = { $n ->
    [one] {" "}e 1 ospite
   *[other] {" "}e { $n } ospiti
}
spaces-readers-open = { $staff ->
    [one] l’unico collega registrato
   *[other] tutti i { $staff } colleghi registrati
}{ $guests }. { $members ->
    [0] Non è ancora entrato nessuno.
    [one] Scrive chi è entrato: 1 membro.
   *[other] Scrive chi è entrato: { $members } membri.
}
spaces-readers-private = { $members ->
    [one] 1 membro
   *[other] i { $members } membri
} { $offices ->
    [one] di 1 ufficio
   *[other] di { $offices } uffici
}{ $guests }. Si entra su invito.
spaces-readers-short = { $n ->
    [one] Legge 1 persona
   *[other] Leggono { $n } persone
}{ $guests }.
spaces-you-are-guest = Stai vedendo come ospite: leggi e scrivi solo qui.
spaces-parts = Parti dello spazio
spaces-people = Persone
spaces-settings = Impostazioni
spaces-about = Sullo spazio
spaces-join = Entra nello spazio
spaces-joined = Ora fai parte dello spazio: puoi scrivere.
spaces-leave-title = Vuoi lasciare lo spazio?
spaces-leave = Lascia lo spazio
spaces-leave-consequence = I tuoi messaggi restano. Non vedrai più le novità di questo spazio fra le tue.
spaces-leave-yes = Sì, lascialo
spaces-left = Hai lasciato lo spazio.
spaces-add-person = Aggiungi una persona
spaces-add = Aggiungi
spaces-who = Chi
spaces-who-hint = L’indirizzo e-mail o il nome breve, per esempio nives.altopiano
spaces-no-such-person = Non c’è nessuno con questo indirizzo o nome breve. Controlla come è scritto, o chiedi a chi amministra di invitarlo.
spaces-guest-account = Questa persona ha un accesso da ospite: qui può essere solo ospite.
spaces-role = Ruolo
spaces-role-member = Membro
spaces-role-facilitator = Facilita lo spazio
spaces-role-guest = Ospite
spaces-make-member = Togli il ruolo di facilitatore
spaces-make-facilitator = Rendi facilitatore
spaces-remove = Togli dallo spazio
spaces-remove-consequence = { $name } non vedrà più lo spazio fra i suoi. I suoi messaggi restano.
spaces-remove-yes = Sì, togli
spaces-open-label = Aperto
spaces-private-label = Riservato
