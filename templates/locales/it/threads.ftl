### Discussions.

threads-title = Discussioni
threads-start = Apri una discussione
threads-none = Qui non c’è ancora nessuna discussione. Comincia tu: una domanda concreta è il modo migliore.
threads-none-unread = Hai letto tutto quello che c’è in questo spazio.
threads-filter = Filtra le discussioni
threads-all = Tutte
threads-only-unread = Da leggere
threads-older = Mostra le discussioni precedenti
threads-unanswered = Senza risposta
threads-yours = Tua
threads-answers = { $n ->
    [0] nessuna
    [one] 1 risposta
   *[other] { $n } risposte
}
threads-last-by = ultima di { $name }
threads-unread-from-here = Da qui non hai ancora letto
threads-jump-unread = Vai al primo messaggio non letto
threads-previous-posts = Mostra i messaggi precedenti
threads-next-posts = Mostra i messaggi seguenti
threads-first-posts = Vai ai primi
threads-pages = Pagine della discussione
threads-pages-here = Messaggi { $from }–{ $to } di { $n }
threads-jump-title = Vai a un messaggio o a un giorno
threads-jump-number = Numero del messaggio (da 1 a { $n })
threads-jump-day = Oppure il giorno
threads-jump-go = Vai
threads-jump-wrong-number = Scrivi un numero da 1 a { $n }.
threads-last-posts = Vai agli ultimi (sono { $n })
threads-tombstone = Qui { $name } aveva scritto un messaggio, che è stato eliminato.
threads-tombstone-led = Un messaggio di { $name } è stato eliminato da chi facilita.
threads-tombstone-why = Motivo: { $why }
threads-edited = modificato
threads-edited-see = : vedi che cosa è cambiato
threads-history = Storia del messaggio
threads-history-of = Messaggio di { $name }, { $office }
threads-history-back = Torna al messaggio
threads-history-none = Questo messaggio non è mai stato modificato.
threads-history-explained = Dalla versione di ora alla prima. Il testo aggiunto è sottolineato, quello tolto è barrato. La vede chi legge il messaggio.
threads-history-now = Come si legge ora
threads-history-then = Una versione precedente
threads-history-first = Il primo testo
threads-history-taken = Tolto:
threads-history-added = Aggiunto:
threads-history-end = .
threads-history-left = (parte uguale non mostrata)
threads-history-cut = Le versioni ancora precedenti non sono mostrate.
threads-react = Reagisci
threads-react-thanks = Grazie
threads-react-agree = D’accordo
threads-react-useful = Utile
threads-react-us-too = Anche da noi
threads-reacted = { $n ->
    [one] 1 reazione: di chi
   *[other] { $n } reazioni: di chi
}
threads-reacted-others = { $n ->
    [one] e un’altra persona
   *[other] e altre { $n } persone
}
threads-care = Cura della discussione
threads-pin = Metti in evidenza
threads-unpin = Togli dall’evidenza
threads-pinned = In evidenza
threads-pinned-done = Fatto: la discussione sta in cima all’elenco dello spazio.
threads-unpinned-done = Fatto: la discussione è tornata fra le altre.
threads-close = Chiudi la discussione
threads-close-explained = Chi legge lo spazio continua a leggerla; nessuno può più rispondere. Puoi riaprirla quando vuoi.
threads-close-why-hint = Lo leggono tutti, al posto di dove si risponde. Per esempio: «Se ne parla nella discussione nuova».
threads-closed = Chiusa
threads-closed-done = Fatto: la discussione non accetta più risposte.
threads-closed-sentence = Chiusa: non accetta più risposte.
threads-reopen = Riapri la discussione
threads-reopened-done = Fatto: si può di nuovo rispondere.
threads-reopened-sentence = La discussione è stata riaperta.
threads-reopened-reload = Ricarica la pagina per rispondere
threads-kept-draft = Quello che stavi scrivendo
threads-topic = Argomento:
threads-topics = Argomenti
threads-topics-intro = Di che cosa si parla negli spazi che leggi.
threads-topics-none = Nessuna discussione ha ancora un argomento. Li sceglie chi la apre, dalla pagina della discussione.
threads-topic-count = { $n ->
    [one] 1 discussione
   *[other] { $n } discussioni
}
threads-topic-explained = Le discussioni su questo argomento, negli spazi che leggi.
threads-topics-choose = Argomenti della discussione
threads-topics-hint = Al massimo { $max }, separati da virgole: per esempio «mediazione, turni».
threads-topics-in-use = Già usati in questo spazio:
threads-topics-save = Salva gli argomenti
threads-topics-add = Aggiungi argomenti
threads-topics-change = Cambia gli argomenti
threads-topics-done = Gli argomenti sono salvati.
threads-topics-too-many = Gli argomenti sono troppi: scegline al massimo { $max }.
threads-topics-wordless = «{ $name }» non contiene parole: scrivi un nome.
threads-for-you = Per te oggi
threads-for-you-why = Discussioni che segui, con qualcosa di nuovo.
threads-nothing-else = Nient’altro di nuovo nei tuoi spazi.
threads-level-thread = Come segui questa discussione
threads-level-space = Come segui questo spazio
threads-level-follow = Seguo
threads-level-normal = Normale
threads-level-mute = In silenzio
threads-level-follow-means = Quando c’è qualcosa di nuovo la trovi in «Per te oggi».
threads-level-follow-space-means = Quando c’è qualcosa di nuovo lo trovi per primo nella pagina di oggi.
threads-level-normal-means = Conta fra le cose da leggere.
threads-level-mute-means = Non conta mai fra le cose da leggere. Puoi aprirla quando vuoi.
threads-level-done = Fatto: lo vedi solo tu.
threads-quote = Cita
threads-edit-short = Modifica
threads-delete-short = Elimina
threads-your-answer = La tua risposta
threads-publish-answer = Pubblica la risposta
threads-publish-thread = Pubblica la discussione
threads-title-hint = Una domanda o una frase: chi la legge nell’elenco deve capire di che cosa si parla.
threads-format = Formato del testo
threads-bold = Grassetto
threads-italic = Corsivo
threads-list = Elenco
threads-link = Collegamento
threads-markdown-hint = Nomina una persona con
threads-preview = Anteprima
threads-no-personal-data = Non scrivere dati personali di chi assisti: né nomi, né pratiche.
threads-join-to-answer = Vuoi rispondere?
threads-join-explained = Per scrivere entra nello spazio: basta un tocco, e puoi lasciarlo quando vuoi.
threads-edit = Modifica il messaggio
threads-save-edit = Salva le modifiche
threads-conflict = Il messaggio è cambiato mentre scrivevi
threads-conflict-explained = In un’altra finestra è stata salvata un’altra versione. Non abbiamo sovrascritto niente: qui ci sono tutti e due i testi. Sistema il tuo e salvalo: prenderà il posto dell’altro.
threads-conflict-theirs = Il testo pubblicato ora
threads-conflict-source = Com’è scritto
threads-conflict-yours = Il tuo testo
threads-delete = Elimina il messaggio
threads-delete-own = Il testo sparisce per tutti. Al suo posto resta una riga che dice che c’era un tuo messaggio; le risposte restano. Se ci ripensi, per 24 ore puoi rimetterlo.
threads-delete-other = Stai eliminando il messaggio di un’altra persona, come chi facilita lo spazio. Il testo sparisce per tutti; al suo posto resta una riga con il motivo che scrivi qui.
threads-delete-yes = Elimina il messaggio
threads-delete-why = Motivo
threads-delete-why-hint = Lo leggono tutti, anche chi l’ha scritto: una frase che spiega, senza ripetere ciò che va tolto.
threads-undo-delete = Rimetti il messaggio
threads-restored = Il messaggio è di nuovo al suo posto, con le sue parole.
threads-deleted = Il messaggio è stato eliminato.
threads-hello = Buongiorno, { $name }
threads-changed = Cambiato nei tuoi spazi
threads-empty-list = Svuota l’elenco
threads-emptied = Fatto: quello che c’era risulta già visto.
threads-home-empty = Hai visto tutto. Torna quando vuoi.
threads-home-no-spaces = Qui vedrai che cosa cambia nei tuoi spazi. Per cominciare, entra in uno che ti interessa.
threads-home-spaces = Guarda gli spazi
threads-drafts = Stavi scrivendo
threads-draft-tag = Bozza, la vedi solo tu
threads-draft-without = { $n ->
    [one] La bozza è salva, ma un file non c’è: sotto leggi quale e perché.
   *[other] La bozza è salva, ma { $n } file non ci sono: sotto leggi quali e perché.
}
threads-resume = Riprendi
threads-here = In questa discussione
threads-last-post = Vai all’ultimo messaggio
threads-write-answer = Scrivi la tua risposta
threads-to-top = Torna all’inizio
threads-quotation = Citazione
threads-home-unread = { $n ->
    [0] Nessuna discussione da leggere nei tuoi spazi.
    [one] 1 discussione da leggere nei tuoi spazi.
   *[other] { $n } discussioni da leggere nei tuoi spazi.
}
threads-home-empty-next = Se cambia qualcosa nei tuoi spazi, lo trovi qui.

## La ricerca
threads-search-title = Cerca
threads-search-ask = Come hanno risolto…?
threads-search-ask-where = Cerca nelle discussioni che puoi leggere.
threads-search-readers = Trovi solo quello che puoi leggere. Nessuno vede che cosa cerchi.
threads-search-words = Parole da cercare
threads-search-hint = Devono esserci tutte. Basta l’inizio: «mediator» trova mediatore e mediatrici. Accenti e maiuscole non contano.
threads-search-narrow = Restringi la ricerca
threads-search-space = Spazio
threads-search-any-space = Tutti gli spazi che leggo
threads-search-author = Scritto da
threads-search-since = Dal
threads-search-until = Al
threads-search-date = Questa data non si legge. Scrivila come 2026-11-24.
threads-search-go = Cerca
threads-search-everywhere = Cerca ovunque
threads-search-titles = Discussioni con queste parole nel titolo
threads-search-posts = Messaggi
threads-search-older = Mostra i messaggi precedenti
threads-search-start = Torna ai più recenti
threads-search-none = Non c’è niente con tutte queste parole.
threads-search-none-next = Prova con meno parole, o solo con il loro inizio. Oppure chiedi: apri una discussione in uno dei tuoi spazi.
threads-search-begin = Che cosa vuoi sapere?
threads-search-begin-next = Scrivi una o più parole. Guardo nei titoli e nei messaggi delle discussioni.
threads-question-choose = È una domanda
threads-question-hint = Resta fra le «Domande in attesa» di chi può aiutarti, finché non accogli una risposta.
threads-question-mark = È una domanda
threads-question-unmark = Non è una domanda
threads-question-marked = Fatto: la discussione sta fra le domande in attesa.
threads-question-unmarked = Fatto: la discussione non è più fra le domande.
threads-question-waits = Domanda in attesa
threads-question-waits-explained = Nessuna risposta è stata ancora accolta.
threads-question-unanswered = Domanda senza risposta
threads-solved = Risolta
threads-accepted = Risposta accolta
threads-accepted-of = Risposta accolta, di { $name }
threads-accepted-by = accolta da { $name }
threads-accepted-go = Vai alla risposta
threads-accept = Accogli questa risposta
threads-unaccept = Riapri la domanda
threads-accepted-done = Fatto: la risposta accolta sta in cima alla discussione. Grazie anche da chi avrà lo stesso dubbio.
threads-accepted-undone = Fatto: la domanda aspetta di nuovo una risposta.
threads-questions = Domande in attesa
threads-questions-intro = Le domande dei tuoi spazi senza una risposta accolta, dalla più vecchia.
threads-questions-why = Qualcuno aspetta: prima gli argomenti su cui puoi aiutare.
threads-questions-all = Tutte le domande in attesa
threads-questions-more = Mostra le domande seguenti
threads-questions-mine = Su argomenti in cui puoi aiutare
threads-questions-others = Le altre
threads-questions-none = Nessuna domanda aspetta una risposta.
threads-questions-none-next = Se ne hai una tu, aprila nello spazio giusto e segnala come domanda.
threads-questions-topics = Se nel profilo dici su che cosa puoi aiutare, le domande su quegli argomenti vengono per prime.
threads-questions-profile = Vai al profilo
threads-mark = Segna
threads-marked = Segnato
threads-home-yours = Da ritrovare
threads-bookmarks = Segnalibri
threads-bookmarks-intro = I messaggi che hai messo da parte. Li vedi solo tu, e così le tue note.
threads-bookmarks-filter = Filtra i segnalibri
threads-bookmarks-list = I tuoi segnalibri
threads-bookmarks-all = Tutti
threads-bookmarks-reminders = Con promemoria
threads-bookmarks-none = Non hai ancora messo da parte niente.
threads-bookmarks-none-next = Sotto ogni messaggio trovi «Segna»: il messaggio resta qui, con una tua nota, e se vuoi te lo ricordiamo.
threads-bookmarks-no-reminders = Non c’è niente da ricordarti.
threads-bookmarks-older = Mostra i segnalibri precedenti
threads-bookmark-new = Metti da parte il messaggio
threads-bookmark-change = Il tuo segnalibro
threads-bookmark-private = Segnalibro, nota e promemoria li vedi solo tu: chi ha scritto il messaggio non ne sa niente.
threads-bookmark-note = Nota
threads-bookmark-note-hint = Perché lo metti da parte: per esempio «da citare nella riunione di giovedì».
threads-bookmark-place = di { $name }, in { $space }
threads-bookmark-gone = Un messaggio che è stato eliminato o che non puoi più leggere
threads-bookmark-save = Salva il segnalibro
threads-bookmark-edit = Cambia
threads-bookmark-remove = Togli
threads-bookmark-remove-long = Togli il segnalibro
threads-bookmark-done = Fatto: lo trovi fra i tuoi segnalibri.
threads-bookmark-removed = Il segnalibro non c’è più.
threads-remind = Ricordamelo
threads-remind-never = Non serve
threads-remind-before = Come avevi scelto: { $when }
threads-remind-afternoon = Oggi pomeriggio
threads-remind-morning = La prossima mattina di lavoro
threads-remind-week = La prossima settimana
threads-remind-chosen = Nel giorno e all’ora che scegli qui sotto
threads-remind-day = Giorno
threads-remind-time = Ora
threads-remind-letter = Mandami anche una e-mail
threads-remind-wrong = Scegli un giorno e un’ora da adesso in poi, al massimo fra due anni.
threads-remind-gone = Questa scelta non è più possibile: scegline un’altra.
threads-reminders-due = Da ricordare
threads-reminder-at = Te lo ricordiamo { $when }
threads-reminder-now = Volevi che te lo ricordassimo
threads-reminder-settle = Fatto
threads-reminder-later = Rimanda
threads-reminder-done = Fatto: il promemoria non c’è più, il segnalibro resta.
threads-reminder-put-off = Te lo ricordiamo la prossima mattina di lavoro.
threads-mail-reminders-subject = { $n ->
    [one] Volevi ricordarti di un messaggio
   *[other] Volevi ricordarti di { $n } messaggi
}
threads-mail-reminder = «{ $title }»: un messaggio di { $name }.
threads-mail-reminder-note = La tua nota: { $note }
threads-mail-reminders-button = Vai ai promemoria
threads-mail-reminders-why = Ricevi questa e-mail perché l’hai chiesta mettendo da parte il messaggio.
threads-code = Codice
threads-reminder-off = Ho capito
threads-print = Stampa tutta la discussione
threads-print-now = Stampa
threads-print-back = Torna alla discussione
threads-print-where = Nello spazio «{ $space }», { $n ->
    [one] 1 messaggio.
   *[other] { $n } messaggi.
}
threads-print-topics = Argomenti: { $topics }.
threads-print-provenance = Copia di { $name }, { $when }, da { $address }. Quello che è stato scritto o cambiato dopo qui non c’è.
threads-print-file = Allegato: { $name } ({ $size })
threads-print-end = Fine della discussione.
threads-news-of = Novità in { $space }
threads-news-intro = Quello che è successo da quando hai detto di aver visto tutto. Resta qui finché non lo apri o non dici che l’hai visto.
threads-news-none = Non c’è niente di nuovo.
threads-news-none-next = Quello che si scriverà nello spazio lo trovi qui, raccolto.
threads-news-back = Torna allo spazio
threads-news-fresh = Discussioni che non hai ancora aperto
threads-news-changed = Discussioni che continuano
threads-news-older = Mostra le novità precedenti
threads-news-see = Ho visto tutto
threads-news-seen = Fatto: qui riparti da adesso.
threads-news-count = { $n ->
    [one] 1 messaggio nuovo
   *[other] { $n } messaggi nuovi
}
threads-news-others = { $n ->
    [one] e un altro messaggio
   *[other] e altri { $n } messaggi
}
threads-named = Ti hanno nominato
threads-named-by = da { $name }
threads-seen-undo = Annulla
threads-seen-this = Già visto: { $title }
threads-seen-one = Già visto: «{ $title }».
threads-unseen = Fatto: è di nuovo fra le cose da leggere.
threads-now = In questo momento
threads-now-news = { $n ->
    [one] 1 discussione con novità per te
   *[other] { $n } discussioni con novità per te
}
threads-now-requests = { $n ->
    [one] 1 persona chiede di entrare
   *[other] { $n } persone chiedono di entrare
}
threads-now-reports = { $n ->
    [one] 1 messaggio segnalato, da guardare
   *[other] { $n } messaggi segnalati, da guardare
}
threads-led = Aspettano te, che faciliti
threads-led-reports = Tutte le segnalazioni
threads-led-in = in «{ $space }»
threads-report = Segnala ai facilitatori
threads-more = Altro
threads-now-facilitators = Chi facilita
threads-now-newcomers = Arrivi recenti
threads-now-people = Tutti i membri
threads-reaches-facilitators = chi facilita questo spazio
threads-reaches-office = raggiunge chi è referente
threads-draft-forget = Elimina la bozza
threads-draft-forget-yes = Sì, elimina la bozza
threads-draft-forget-consequence = Quello che hai scritto e non pubblicato va via. Quello che è pubblicato resta com’è.
threads-draft-forgotten = La bozza è eliminata.
threads-draft-orphan = Qui non puoi più pubblicarla. Il testo resta tuo: copialo, se ti serve.
threads-draft-read = Leggi la bozza
threads-title-gone = Discussione eliminata
threads-title-first-gone = Discussione con il primo messaggio eliminato
threads-is-gone = Questa discussione è stata eliminata: non è più negli elenchi né nella ricerca, e non accetta risposte.
threads-delete-all = È il primo messaggio e non ha risposte: con il testo sparisce il titolo, e la discussione esce dagli elenchi e dalla ricerca.
threads-delete-first = È il primo messaggio: con il testo sparisce anche il titolo della discussione.
threads-rename = Cambia il titolo
threads-rename-explained = Il titolo di prima non si leggerà più da nessuna parte. Resta scritto chi lo ha cambiato e quando.
threads-rename-title = Titolo nuovo
threads-rename-hint = Dice di che cosa si parla, senza nomi di persone.
threads-rename-why-hint = Se serve: lo legge chi apre la storia del primo messaggio. Non ripetere ciò che va tolto.
threads-rename-conflict = Intanto il titolo è diventato «{ $title }». Se vuoi il tuo, salva di nuovo.
threads-renamed = Fatto: il titolo è cambiato.
threads-history-titles = Titolo della discussione
threads-history-title = { $name } ha cambiato il titolo.
