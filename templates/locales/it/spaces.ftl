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
spaces-add-person = Aggiungi persone
spaces-add = Aggiungi
spaces-who = Chi
spaces-who-hint = Un indirizzo e-mail o un nome breve per riga, per esempio nives.altopiano
spaces-invite-guests = Invita ospiti che non sono nella comunità
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
spaces-closed = Si entra chiedendo
spaces-closed-label = Chiuso
spaces-closed-explained = Tutti i colleghi sanno che c’è e possono chiedere di entrare; leggono e scrivono solo i membri.
spaces-readers-closed = { $members ->
    [0] ancora nessuno
    [one] 1 membro
   *[other] i { $members } membri
} { $offices ->
    [0] {""}
    [one] di 1 ufficio
   *[other] di { $offices } uffici
}{ $guests }. Si entra chiedendolo a chi lo facilita.
spaces-of-office = Spazio di { $office }
spaces-of-office-explained = È lo spazio di { $office }: chi ci lavora può entrare quando vuole.
spaces-own-office-explained = Sono gli spazi del tuo ufficio: puoi entrare quando vuoi.
spaces-office = Di chi è
spaces-office-hint = Uno spazio di un ufficio è offerto a tutti quelli che ci lavorano, anche se è chiuso o riservato.
spaces-office-none = Di tutta la comunità
spaces-unled = Spazi senza nessuno che li facilita
spaces-unled-explained = Non ci sono più membri che possano farlo. Apri le persone dello spazio e affidalo a qualcuno.
spaces-unled-state = Nessuno lo facilita
spaces-door = Entrare
spaces-door-office = Questo spazio è del tuo ufficio
spaces-door-office-explained = Entra con il pulsante qui sopra: da quel momento leggi e scrivi. Puoi lasciarlo quando vuoi.
spaces-door-ask = Vuoi entrare?
spaces-door-ask-explained = Quello che si scrive qui lo leggono solo i membri. La tua richiesta arriva a chi facilita lo spazio; la risposta ti arriva per e-mail e la trovi anche qui.
spaces-door-waiting = Hai chiesto di entrare
spaces-door-waiting-since = Lo hai chiesto { $day }. Chi facilita lo spazio non ha ancora risposto: la risposta ti arriva per e-mail e la trovi anche qui.
spaces-door-refused = La tua richiesta non è stata accolta ({ $day }). Ecco perché:
spaces-words = Perché vuoi entrare
spaces-words-hint = Bastano due parole: di che cosa ti occupi, che cosa cerchi. Le legge solo chi facilita lo spazio.
spaces-ask = Chiedi di entrare
spaces-asked = La tua richiesta è arrivata a chi facilita lo spazio.
spaces-withdraw = Ritira la richiesta
spaces-request-withdrawn = Hai ritirato la richiesta.
spaces-requests = Chiedono di entrare
spaces-requests-waiting = in attesa di una risposta
spaces-people-in = Chi ne fa parte
spaces-accept = Fai entrare
spaces-refuse = Non accogliere
spaces-refuse-title = Non accogliere la richiesta
spaces-refuse-heading = Non accogliere la richiesta di { $name }
spaces-reason = Perché
spaces-reason-hint = Chi ha chiesto legge queste parole, per e-mail e sulla pagina dello spazio: spiega e, se puoi, indica dove rivolgersi.
spaces-refuse-yes = Rispondi e non accogliere
spaces-request-accepted = Ora fa parte dello spazio. Le abbiamo scritto per e-mail.
spaces-request-refused = La risposta è partita per e-mail.
spaces-request-gone = Questa richiesta non aspetta più una risposta: qualcuno ha già risposto, o è stata ritirata.
spaces-mail-to-space = Apri lo spazio
spaces-mail-to-people = Apri le persone dello spazio
spaces-mail-approved-subject = Puoi entrare in «{ $space }»
spaces-mail-approved = La tua richiesta è stata accolta: ora fai parte di «{ $space }», leggi e scrivi.
spaces-mail-refused-subject = La tua richiesta per «{ $space }»
spaces-mail-refused = La tua richiesta di entrare in «{ $space }» non è stata accolta.
spaces-mail-refused-reason = Ecco perché: { $reason }
spaces-mail-asked-subject = { $n ->
    [one] Qualcuno chiede di entrare in «{ $space }»
   *[other] { $n } persone chiedono di entrare in «{ $space }»
}
spaces-mail-asked = { $n ->
    [one] Una persona chiede di entrare in «{ $space }» e aspetta una risposta.
   *[other] { $n } persone chiedono di entrare in «{ $space }» e aspettano una risposta.
}
spaces-mail-asked-what = Chi è e che cosa scrive lo trovi nello spazio. Se non è il posto giusto, indicagliene un altro: lo legge nella risposta.
spaces-mail-asked-button = Guarda chi aspetta
spaces-mail-asked-why = Ricevi questa e-mail perché faciliti lo spazio, o perché amministri la comunità e lo spazio non ha chi lo faciliti. Te ne mandiamo al massimo una all’ora.
spaces-mail-leads-subject = Ora faciliti «{ $space }»
spaces-mail-leads = Da oggi facilita «{ $space }» chi ne fa parte da più tempo, cioè tu: non c’era più nessun altro che lo facilitasse.
spaces-mail-leads-what = Puoi accogliere le persone, curare le impostazioni e, se preferisci, affidare lo spazio a qualcun altro dalla pagina delle persone.
spaces-rules = Come si sta qui
spaces-rules-hint = Le regole di questo spazio, su una pagina a parte: chi fa che cosa, che cosa non si scrive, quando si risponde. Puoi usare elenchi e **grassetto**.
spaces-rules-empty = Qui non ci sono ancora regole proprie: valgono il buon senso e il rispetto che useresti in ufficio.
spaces-rules-write = Scrivi le regole
spaces-back-to-door = Torna alla pagina dello spazio
spaces-welcome = Ti diamo il benvenuto
spaces-welcome-label = Benvenuto per chi entra
spaces-welcome-hint = Lo legge chi entra, in cima allo spazio, finché non lo chiude: da dove si comincia, a chi si chiede.
spaces-welcome-read = Ho letto
spaces-colour = Colore
spaces-colour-hint = Il colore del quadratino accanto al nome: aiuta a riconoscere lo spazio, non ha altri significati.
spaces-colour-blue = Blu
spaces-colour-teal = Petrolio
spaces-colour-green = Verde
spaces-colour-violet = Viola
spaces-colour-plum = Prugna
spaces-colour-slate = Ardesia
spaces-guest-until = Ospite fino a { $day }
spaces-guest-extend = Cambia la scadenza
spaces-guest-extend-yes = Salva la scadenza
spaces-guest-extended = Fatto: può restare fino a { $day } compreso.
spaces-no-guest = Questa persona non è ospite dello spazio: non ha una scadenza.
spaces-you-are-guest-until = Stai vedendo come ospite fino a { $day } compreso: leggi e scrivi solo qui.
spaces-until = Ultimo giorno, per gli ospiti
spaces-until-hint = Dal giorno dopo l’ospite non vede più niente. Per membri e facilitatori non conta.
spaces-already-in = Fa già parte dello spazio con questo ruolo.
spaces-too-many = Sono troppe tutte insieme: al massimo { $max } per volta.
spaces-some-refused = { $n } righe non sono state accolte: sono rimaste qui, ciascuna con il suo perché.
spaces-added = { $n ->
    [one] Fatto: 1 persona in più. Le abbiamo scritto per e-mail.
   *[other] Fatto: { $n } persone in più. Abbiamo scritto loro per e-mail.
}
spaces-mail-admitted-subject = Fai parte di «{ $space }»
spaces-mail-admitted = Chi facilita «{ $space }» ti ha fatto entrare: ora leggi e scrivi.
spaces-mail-admitted-facilitator = Ora faciliti «{ $space }»: puoi accogliere le persone e curare le impostazioni.
spaces-mail-admitted-guest = Chi facilita «{ $space }» ti ha fatto entrare come ospite: leggi e scrivi solo lì.
spaces-mail-admitted-guest-until = Chi facilita «{ $space }» ti ha fatto entrare come ospite fino a { $day } compreso: leggi e scrivi solo lì.
spaces-archive = Spazi archiviati
spaces-archive-intro = Spazi che hanno finito il loro lavoro: si leggono, non ci si scrive più.
spaces-archive-empty = Nessuno dei tuoi spazi è archiviato.
spaces-archive-title = Lo spazio ha finito il suo lavoro?
spaces-archive-it = Archivia lo spazio
spaces-archive-consequence = Tutto resta e si legge, ma nessuno può più scrivere. Esce dagli elenchi e dai conteggi, e si trova fra gli spazi archiviati. Puoi riaprirlo quando vuoi.
spaces-archive-yes = Sì, archivialo
spaces-archived = Lo spazio è archiviato: si legge, non si scrive più.
spaces-restore = Riapri lo spazio
spaces-restored = Lo spazio è di nuovo aperto a chi ci scrive.
spaces-is-archived = Questo spazio è archiviato da { $day }: si legge, non si scrive più.
spaces-opens-title = Stai per far leggere lo spazio ad altri
spaces-opens-to-all = Quello che è stato scritto finora lo potranno leggere tutti i colleghi registrati, con gli allegati, e lo troveranno con la ricerca.
spaces-opens-to-ask = Tutti i colleghi sapranno che lo spazio c’è, con il suo nome e a che cosa serve, e potranno chiedere di entrare. Chi entra legge anche quello che è stato scritto finora.
spaces-opens-told = Chi ne fa parte riceve un’e-mail che dice chi lo ha deciso, e lo ritrova nella pagina delle persone.
spaces-opens-yes = Sì, fallo leggere ad altri
spaces-opens-from-outside = Da fuori puoi restringere chi legge, non allargarlo: lo fa chi ne fa parte.
spaces-readers-history = Chi ha cambiato chi può leggere
spaces-readers-changed = { $who } ha cambiato chi può leggere: da «{ $from }» a «{ $to }».
spaces-readers-from-to = Prima lo spazio era «{ $from }», ora è «{ $to }».
spaces-readers-nobody = Chi cura la comunità
spaces-mail-opened-subject = Più persone possono leggere «{ $space }»
spaces-mail-opened = { $who } ha cambiato chi può leggere «{ $space }».
spaces-mail-opened-why = Ricevi questa e-mail perché fai parte dello spazio. Se qualcosa di tuo non deve essere letto da altri, puoi modificarlo o eliminarlo, oppure scrivere a chi facilita.
spaces-conflict = Intanto qualcuno ha salvato altre impostazioni: le trovi qui sotto, e più giù quello che hai scritto tu. Prendi quello che serve; se salvi, vale il tuo.
spaces-conflict-theirs = Come è adesso
spaces-conflict-nothing = Niente.
spaces-mail-to-spaces = Apri gli spazi
spaces-mail-appointed = Da oggi faciliti «{ $space }»: te lo ha affidato chi lo cura.
spaces-mail-removed-subject = Non fai più parte di «{ $space }»
spaces-mail-removed = Chi cura «{ $space }» ti ha tolto dallo spazio: non lo trovi più fra i tuoi.
spaces-mail-removed-what = I tuoi messaggi restano dove sono. Se pensi a un errore, scrivi a una delle persone che lo facilitano.
