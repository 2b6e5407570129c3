### The API for programs: its problems, and the page that describes it.
# dynamic: api-*

api-no-key-title = Serve una chiave
api-no-key-detail = Manda una chiave nell’intestazione Authorization, così: Bearer prassi_… Si crea nel profilo.
api-no-key-detail-dead = La chiave non è valida: è sbagliata, scaduta o revocata. Se ne crea un’altra nel profilo.
api-scope-title = La chiave non basta
api-scope-detail = Per questo serve una chiave che possa «{ $scope }».
api-refused-title = Non ti è permesso
api-refused-detail = Non ti è permesso.
api-not-found-title = Qui non c’è niente
api-not-found-detail = Non c’è, o non è qualcosa che puoi vedere.
api-method-title = Metodo non previsto
api-method-detail = A questo indirizzo quel metodo non esiste. L’intestazione Allow dice quali ci sono.
api-parameter-title = Un parametro non si legge
api-parameter-detail = Il parametro «{ $name }» non si può leggere. In «cause» c’è il perché.
api-unreadable-title = Il corpo non si legge
api-unreadable-detail = Il corpo della richiesta non è JSON valido. In «cause» c’è il perché.
api-invalid-title = Qualcosa da correggere
api-invalid-detail = Alcuni campi non vanno bene: «errors» dice quali, e che cosa fare.
api-key-reused-title = Chiave di idempotenza già usata
api-key-reused-detail = Con questa Idempotency-Key è già stato mandato qualcos’altro. Usane una nuova per ogni cosa nuova.
api-not-json-title = Non è JSON
api-not-json-detail = Manda il corpo con Content-Type: application/json.
api-too-large-title = Troppo grande
api-too-large-detail = Il corpo della richiesta può avere al massimo { $max } KiB.
api-out-of-range-title = Non è così lungo
api-out-of-range-detail = Il file ha { $size } byte: la parte che chiedi non c’è.
api-conflict-title = Non adesso
api-conflict-detail = Quello che chiedi è già così, o appartiene a qualcun altro.
api-changed-title = È cambiato nel frattempo
api-changed-detail = Qualcuno lo ha cambiato dopo che l’hai letto. «current» è come è adesso, «sent» è quello che hai mandato: unisci i due e riprova con la nuova ETag.
api-no-version-title = Manca la versione
api-no-version-detail = Per modificare serve l’intestazione If-Match con la ETag che hai letto.
api-too-many-title = Troppe richieste
api-too-many-detail = Questa chiave ha usato tutte le richieste del minuto. Riprova fra { $seconds } secondi.
api-internal-title = Qualcosa non ha funzionato
api-internal-detail = È colpa nostra. Riprova fra un minuto; se continua, di’ a chi amministra il nome della richiesta.
api-field-unfit = Non è quello che serve qui: { $cause }
api-no-such-file = Questo file non c’è: mandalo prima in una bozza, e usa l’id della risposta.
api-no-such-draft = Una bozza si chiama «new:», «reply:» o «edit:», seguito da un numero.
api-file-twice = Lo stesso file due volte.
api-remind-wrong = Scegli un momento che deve ancora venire, entro due anni.
api-too-many-items = Al massimo { $max }.
api-not-negative = Dev’essere 0 o di più.
api-position = Dev’essere la posizione di un messaggio: da 1 a { $max }.
api-no-title = Solo il primo messaggio di una discussione ha un titolo.

## The page

api-page-title = API per programmi
api-page-intro = Tutto quello che le pagine offrono, in JSON: per chi vuole collegare un bollettino, un foglio di calcolo, un altro sistema del suo ufficio.
api-page-how = Come si comincia
api-page-how-key = Crea una chiave nel tuo profilo e scegli che cosa può fare:
api-page-how-send = Mandala a ogni richiesta nell’intestazione Authorization. I cookie delle pagine qui non valgono.
api-page-example = Un esempio
api-page-rules = Una chiave non può mai fare più della persona che l’ha creata. Chi non vede uno spazio riceve la stessa risposta che avrebbe se non esistesse.
api-page-openapi = Il documento OpenAPI 3.1
api-page-index = Che cosa c’è
api-page-in-english = Le descrizioni tecniche sono in inglese, come nel documento OpenAPI.
api-page-scope = Serve
api-page-parameters = Parametri
api-page-required = obbligatorio
api-page-body = Corpo
api-page-answer = Risposta
api-page-problems = Problemi
api-page-problems-about = Ogni risposta che non è un successo è un documento application/problem+json (RFC 9457): «type» è uno di questi, «detail» dice che cosa è successo e che cosa fare.
api-page-shapes = Forme
