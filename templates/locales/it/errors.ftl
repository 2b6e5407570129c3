### What is wrong with a field: said beside it, with what to do.
# awaits: threads

error-required = Questo campo serve: compilalo.
error-too-long = Può avere al massimo { $max } caratteri, ora ne ha { $current }: accorcialo.
error-too-short = { $min ->
    [one] Serve almeno un carattere.
   *[other] Servono almeno { $min } caratteri, ora ne ha { $current }.
}
error-control-characters = Contiene caratteri invisibili che non possiamo salvare. Cancella la parte che hai incollato e riscrivila a mano.
error-email = Non è un indirizzo e-mail. Scrivilo così: nome.cognome@esempio.it
error-choice = Scegli una delle voci dell’elenco.
error-too-complicated = Ci sono troppi collegamenti o livelli uno dentro l’altro: semplifica il testo o dividilo in due messaggi.
error-too-many = Possono essere al massimo { $max }, ora sono { $current }: togline qualcuno.
error-day-unreadable = Scegli un giorno dal calendario, o scrivilo così: 2026-12-31.
error-day-past = Questo giorno è già passato: scegline uno da oggi in poi.
error-day-beyond-year = Scegli un giorno entro un anno.
error-day-beyond-two-years = Scegli un giorno entro due anni: la scadenza si può sempre cambiare.
