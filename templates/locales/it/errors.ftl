### What is wrong with a field: said beside it, with what to do.
# awaits: threads

error-required = Questo campo serve: compilalo.
error-too-long = Può avere al massimo { $max } caratteri, ora ne ha { $current }: accorcialo.
error-too-short = { $min ->
    [one] Serve almeno un carattere.
   *[other] Servono almeno { $min } caratteri, ora ne ha { $current }.
}
error-too-many = { $max ->
    [one] Ne puoi scegliere al massimo uno.
   *[other] Ne puoi scegliere al massimo { $max }.
}
error-control-characters = Contiene caratteri invisibili che non possiamo salvare. Cancella la parte che hai incollato e riscrivila a mano.
error-one-line = Deve stare su una riga sola: togli gli a capo.
error-email = Non è un indirizzo e-mail. Scrivilo così: nome.cognome@esempio.it
error-url = Non è un indirizzo web. Deve cominciare con https:// o http://
error-number = Scrivi un numero intero, solo con le cifre.
error-number-range = Scrivi un numero fra { $min } e { $max }.
error-date = Non è una data. Scrivi giorno, mese e anno, per esempio 24/11/2026.
error-time = Non è un orario. Scrivi ore e minuti, per esempio 10:30.
error-in-the-past = Questo momento è già passato: scegline uno futuro.
error-ends-before-start = La fine viene prima dell’inizio: cambia una delle due.
error-choice = Scegli una delle voci dell’elenco.
error-taken = C’è già: scegline un altro.
error-not-found = Non lo troviamo: controlla come è scritto.
error-confirm = Spunta la casella per andare avanti.
error-file-required = Scegli un file.
error-file-too-large = Il file è troppo grande: può avere al massimo { $max } MB.
error-invalid = Così non va: controlla quello che hai scritto.
error-too-complicated = Ci sono troppi collegamenti o livelli uno dentro l’altro: semplifica il testo o dividilo in due messaggi.
