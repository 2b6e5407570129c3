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
