### What every page says. Plain Italian, «tu», verbs on buttons; no exclamation marks.
# awaits: threads

## The frame

web-title = { $page } · { $community }
web-tagline = Chi ha già risolto lo racconta qui
web-skip-label = Salti rapidi
web-skip-content = Vai al contenuto
web-nav-label = Principale
web-nav-label-bottom = Principale, in basso
web-nav-today = Oggi
web-nav-spaces = Spazi
web-crumbs-label = Dove sei
web-profile = Profilo
web-sign-in = Accedi
web-passkey-enter = Entra con una passkey
web-sign-out = Esci
web-footer-label = Informazioni sul sito
web-footer-accessibility = Dichiarazione di accessibilità
web-footer-privacy = Informativa sulla privacy
web-footer-feedback = Scrivici cosa non va
web-shortcuts = Scorciatoie da tastiera

## Lists, forms, drafts

web-older = Mostra i precedenti
web-save-changes = Salva le modifiche
web-cancel = Annulla
web-optional = facoltativo
web-form-problems = { $n ->
    [one] C’è 1 campo da correggere. Quello che hai scritto è ancora qui.
   *[other] Ci sono { $n } campi da correggere. Quello che hai scritto è ancora qui.
}
web-saved = Modifiche salvate
web-draft-saved = Bozza salvata alle { $time }
web-draft-keep = Tieni come bozza

## When something does not work: what happened, what is safe, what to do

web-go-today = Torna a Oggi
web-session-expired = La sessione è scaduta. Il testo è salvo: accedi e lo ritrovi.
web-stale-title = La pagina era rimasta aperta a lungo
web-stale-text = La pagina era rimasta aperta a lungo e per sicurezza non abbiamo salvato. Il testo è ancora qui: controllalo e premi di nuovo il pulsante.
web-stale-lost = La pagina era rimasta aperta a lungo e per sicurezza non abbiamo fatto niente. Torna alla pagina di prima e riprova.
web-error-400-title = Non abbiamo capito la richiesta
web-error-400-text = Qualcosa è arrivato a metà. Non abbiamo cambiato niente: torna alla pagina di prima e riprova.
web-error-403-title = Questo non lo puoi fare
web-error-404-title = Qui non c’è niente
web-error-404-text = L’indirizzo è sbagliato, la pagina non c’è più, oppure non è fra quelle che puoi vedere. Torna a Oggi o cerca quello che ti serve.
web-error-413-title = È troppo grande
web-error-413-text = Quello che hai mandato supera il limite di { $max } KB e non l’abbiamo salvato. Torna alla pagina di prima: il testo dovrebbe essere ancora lì. Accorcialo e riprova.
web-error-429-title = Troppe richieste in poco tempo
web-error-429-text = { $minutes ->
    [one] Aspetta un minuto
   *[other] Aspetta { $minutes } minuti
}, poi riprova. Quello che avevi già salvato è al sicuro.
web-error-500-title = Qualcosa non ha funzionato
web-error-500-text = Il problema è nostro. Quello che avevi già salvato è al sicuro. Riprova fra un minuto.
web-error-reference = Se si ripete, scrivici indicando questo codice: { $reference }

## Around signing in

web-nav-administration = Amministrazione
web-to-read = da leggere
web-all-spaces = Tutti gli spazi
web-forgotten-password = Hai dimenticato la password?
web-footer-mailbox = Posta di prova
web-sign-in-again = Accedi di nuovo
web-kept-title = Il tuo testo è qui
web-kept-text = Quello che stavi scrivendo
web-error-kept = Quello che avevi scritto
web-error-kept-hint = Se ti serve ancora, copialo da qui prima di lasciare la pagina.
web-kept-name = Nome
web-kept-signed-in = Il testo è salvo. Controllalo e prosegui: finché non lo fai non lo vede nessuno.
web-send-again = Prosegui
web-error-origin-text = La richiesta arriva da un altro sito e per sicurezza non abbiamo fatto niente. Apri la pagina da qui e riprova.
web-slim = Comunità di pratica delle prefetture
web-error-status = Codice
web-guest-bar = Stai vedendo come ospite: vedi solo gli spazi a cui ti hanno invitato.
web-guest-bar-until = Stai vedendo come ospite fino a { $day } compreso: vedi solo gli spazi a cui ti hanno invitato.
web-nav-directory = Rubrica
web-search-label = Cerca nella comunità
web-due = da ricordare
