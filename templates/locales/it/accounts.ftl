### Signing in, invitations, the profile, the directory.

## Signing in

accounts-sign-in-title = Accedi
accounts-sign-in-wrong = L’indirizzo e-mail o la password non sono giusti. Controllali e riprova, oppure chiedi una nuova password.
accounts-sign-in-wait = { $minutes ->
    [one] Ci sono stati troppi tentativi. Riprova fra un minuto, oppure chiedi una nuova password.
   *[other] Ci sono stati troppi tentativi. Riprova fra { $minutes } minuti, oppure chiedi una nuova password.
}
accounts-sign-in-invitation-only = Si entra su invito. Se ti serve, chiedilo a chi nel tuo ufficio è già qui.
accounts-go-to-sign-in = Accedi
accounts-back-to-sign-in = Torna all’accesso

## Passwords

accounts-password-hint = Almeno { $min } caratteri; vanno bene anche gli spazi. Quattro parole a caso si ricordano meglio di una sigla.
accounts-error-name = Scrivi il nome e il cognome con lettere.
accounts-error-password-obvious = È il tuo nome o il tuo indirizzo: chi ti conosce la indovina. Scegline un’altra.
accounts-forgotten-title = Password dimenticata
accounts-forgotten-intro = Scrivi l’indirizzo e-mail con cui accedi: ti mandiamo un link per scegliere una nuova password.
accounts-forgotten-send = Mandami il link
accounts-forgotten-sent = Se l’indirizzo è di una persona della comunità, fra poco riceve una e-mail con il link. Il link vale un’ora.
accounts-forgotten-not-arrived = Non arriva? Guarda nella posta indesiderata e controlla che l’indirizzo sia quello con cui accedi.
accounts-forgotten-again = Scrivi un altro indirizzo
accounts-new-password-title = Scegli una nuova password
accounts-new-password-intro = Salvandola esci da tutti i dispositivi su cui avevi fatto l’accesso.
accounts-new-password = Nuova password
accounts-new-password-save = Salva la password
accounts-password-changed = La password è cambiata. Accedi con quella nuova.
accounts-dead-password-link = Questo link non vale più
accounts-dead-password-link-why = È già stato usato, è passata più di un’ora, oppure l’indirizzo non è stato copiato per intero.
accounts-dead-password-link-again = Chiedi un nuovo link

## Coming in by an invitation

accounts-invitation-title = Entra nella comunità
accounts-invitation-by = { $name } ({ $office }) ti invita a entrare in { $community }.
accounts-invitation-by-nobody = Hai un invito a entrare in { $community }.
accounts-name-hint = Nome e cognome, come ti conoscono i colleghi.
accounts-function-hint = Per esempio: Area IV, immigrazione.
accounts-choose-password = Scegli una password
accounts-join = Entra in { $community }
accounts-who-sees-profile = Nome, ufficio e funzione li vedono i colleghi della comunità. Il resto del profilo lo scrivi dopo, se vuoi.
accounts-dead-invitation = Questo invito non vale più
accounts-dead-invitation-why = È già stato usato, è scaduto o è stato ritirato, oppure l’indirizzo non è stato copiato per intero.
accounts-dead-invitation-joined = Se fai già parte della comunità, accedi con la tua e-mail e la tua password.
accounts-dead-invitation-ask = Se no, chiedi un nuovo invito a chi te l’ha mandato: bastano pochi secondi.

## The profile

accounts-profile-title = Il tuo profilo
accounts-profile-readers = Quello che scrivi qui lo vedono i colleghi; l’e-mail, gli orari, la lingua della pagina e il fuso orario li vedi solo tu.
accounts-office = Ufficio o ente
accounts-handle = Si nomina con
accounts-guest = Ospite
accounts-about-hint = Su che cosa puoi aiutare gli altri, in poche righe.
accounts-language = Lingua
accounts-time-zone = Fuso orario
accounts-as-others-see = Guarda come ti vedono gli altri
accounts-edit-profile = Modifica il profilo
accounts-topics = Argomenti
accounts-topics-hint = Al massimo otto, separati da virgole: per esempio mediazione, rendiconti FAMI, alloggi. I colleghi ti trovano nella rubrica.
accounts-can-help-with = Può aiutare su
accounts-phone = Telefono
accounts-phone-hint = Quello dell’ufficio, per esempio 0425 428511 int. 14.
accounts-speaks = Lingue che parli
accounts-speaks-hint = Per esempio: inglese, arabo, un po’ di francese.
accounts-absence = Assenza
accounts-absence-hint = Si vede accanto al tuo nome, fino all’ultimo giorno compreso.
accounts-away-until = Assente fino al
accounts-away-reason = Perché
accounts-away = Assente fino a { $date }
accounts-away-why = Assente fino a { $date } ({ $why })
accounts-hours = Quando ti possiamo scrivere
accounts-hours-hint = Fuori da questi giorni e in queste ore i riepiloghi e gli avvisi aspettano. Se non scegli nessun giorno, vale dal lunedì al venerdì.
accounts-working-days = Giorni in cui lavori
accounts-monday = lunedì
accounts-tuesday = martedì
accounts-wednesday = mercoledì
accounts-thursday = giovedì
accounts-friday = venerdì
accounts-saturday = sabato
accounts-sunday = domenica
accounts-quiet-from = Silenzio dalle
accounts-quiet-until = alle
accounts-language-and-zone = Lingua e fuso orario
accounts-error-phone = Non sembra un numero di telefono. Scrivilo con le cifre, per esempio 0425 428511 int. 14.
accounts-error-day = Scegli un giorno da oggi in poi, entro due anni.
accounts-error-time = Scrivi un’ora, per esempio 19:00.

## The picture

accounts-picture = Foto
accounts-picture-title = La tua foto
accounts-picture-readers = La foto la vedono i colleghi, accanto al tuo nome.
accounts-picture-none = Adesso accanto al tuo nome ci sono le iniziali, e vanno bene anche quelle.
accounts-picture-yours = La tua foto com’è adesso
accounts-picture-file = Scegli una foto
accounts-picture-hint = JPEG, PNG o WebP, al massimo 8 MB. La ritagliamo quadrata e la salviamo da capo, senza il luogo e le altre informazioni che il file può contenere.
accounts-picture-save = Salva la foto
accounts-picture-change = Cambia la foto
accounts-picture-add = Aggiungi una foto
accounts-picture-remove = Togli la foto
accounts-picture-none-chosen = Scegli prima un file.
accounts-picture-unreadable = Questo file non è una foto che sappiamo leggere. Provane una in JPEG, PNG o WebP.
accounts-picture-too-many-pixels = La foto è troppo grande: al massimo 40 megapixel. Rimpiccioliscila e riprova.
accounts-picture-too-small = La foto è troppo piccola: servono almeno 48 pixel per lato.

## The directory and the offices

accounts-directory-title = Rubrica
accounts-directory-readers = La rubrica la vedono i colleghi; gli ospiti no.
accounts-directory-name = Nome o cognome
accounts-directory-any-office = Tutti
accounts-directory-any-region = Tutte
accounts-directory-any-topic = Tutto
accounts-directory-search = Cerca
accounts-directory-all = Mostra tutti
accounts-directory-people = Persone
accounts-directory-more = Mostra altre persone
accounts-directory-start = Torna all’inizio della rubrica
accounts-directory-none = Nessuno corrisponde.
accounts-directory-none-next = Prova con meno parole, o togli una delle scelte.
accounts-region = Regione
accounts-topic-people = { $topic } ({ $n })
accounts-office-head = Dirigente
accounts-office-focal-point = Referente
accounts-office-no-role = Nessun incarico
accounts-office-role-of = Incarico di { $name }
accounts-office-save-role = Salva l’incarico
accounts-office-all = Mostra tutte le persone dell’ufficio
accounts-office-empty = Di questo ufficio non c’è ancora nessuno.
accounts-office-empty-next = Se conosci qualcuno che ci lavora, chiedi a chi amministra di mandare un invito.
accounts-office-no-focal-point = Questo ufficio non ha ancora un referente.

## Signing in from several devices, one’s own password

accounts-security = Sicurezza
accounts-only-you = Questa pagina la vedi solo tu.
accounts-sign-ins-title = I tuoi accessi
accounts-sign-ins-intro = I dispositivi da cui hai fatto l’accesso e non sei ancora uscito. Se non ne riconosci uno, chiudilo e cambia la password.
accounts-device = { $browser } su { $system }
accounts-device-unknown = Un dispositivo che non si fa riconoscere
accounts-this-device = È questo
accounts-last-used = Ultimo uso
accounts-now = adesso
accounts-signed-in-since = Accesso del
accounts-end = Chiudi
accounts-end-this = Esci da qui
accounts-end-others-title = Gli altri dispositivi
accounts-end-others-why = Le pagine che vi sono aperte si chiudono subito; quello che è già salvato resta.
accounts-end-others = Esci da tutti gli altri dispositivi
accounts-sign-in-ended = Fatto: da quel dispositivo non si entra più senza la password.
accounts-sign-ins-ended = { $n ->
    [one] Fatto: chiuso un altro accesso.
   *[other] Fatto: chiusi altri { $n } accessi.
}
accounts-change-password = Cambia la password
accounts-change-password-intro = Salvandola esci da tutti gli altri dispositivi e si chiudono le chiavi dei tuoi programmi; qui resti dentro.
accounts-present-password = La password di adesso
accounts-own-password-changed = La password è cambiata. Dagli altri dispositivi si entra con quella nuova.
accounts-error-present-password = Non è la password di adesso. Controllala e riprova.
accounts-error-password-common = È una password molto usata, e chi tenta di entrare comincia da quelle. Scegline una tutta tua.
accounts-wait = { $minutes ->
    [one] Ci sono stati troppi tentativi. Riprova fra un minuto.
   *[other] Ci sono stati troppi tentativi. Riprova fra { $minutes } minuti.
}

## Another e-mail address

accounts-change-email = Cambia indirizzo
accounts-email-current = Adesso accedi e ricevi la posta con { $email }.
accounts-new-email = Nuovo indirizzo e-mail
accounts-new-email-hint = Ti mandiamo un link per confermarlo; all’indirizzo di adesso arriva un avviso.
accounts-email-ask = Chiedi il cambio
accounts-email-waiting = Cambio in corso
accounts-email-waits-for-new = Abbiamo mandato un link a questo indirizzo: aprilo entro { $date }. Non arriva? Controlla di averlo scritto giusto e guarda nella posta indesiderata.
accounts-email-waits-for-old = Il nuovo indirizzo è confermato. Il cambio avviene appena dai il via libera dal vecchio indirizzo, o da solo dopo { $date }.
accounts-email-withdraw = Annulla il cambio
accounts-email-withdrawn = Cambio annullato: resta l’indirizzo di prima.
accounts-error-same-email = È già il tuo indirizzo.
accounts-email-too-many = { $minutes ->
    [one] Hai chiesto molti cambi in poco tempo. Riprova fra un minuto.
   *[other] Hai chiesto molti cambi in poco tempo. Riprova fra { $minutes } minuti.
}
accounts-email-new-title = Conferma l’indirizzo
accounts-email-new-what = { $email } diventa l’indirizzo con cui accedi a { $community } e ricevi la posta.
accounts-email-old-title = Il tuo indirizzo sta per cambiare
accounts-email-stop-consequence = Se non l’hai chiesto tu, fermalo: l’indirizzo resta questo, ed esci da tutti i dispositivi. Poi scegli una nuova password, perché qualcuno conosce quella di adesso.
accounts-email-stop = Ferma il cambio
accounts-email-agree = L’ho chiesto io, va bene
accounts-email-answered-title = Grazie
accounts-email-done = L’indirizzo è cambiato. Da adesso accedi con quello nuovo.
accounts-email-proven = L’indirizzo è confermato. Il cambio avviene appena dai il via libera dal vecchio indirizzo, o da solo dopo { $date }.
accounts-email-agreed = Via libera dato. Il cambio avviene appena confermi il nuovo indirizzo, con il link che vi è arrivato.
accounts-email-stopped-title = Cambio fermato
accounts-email-stopped = L’indirizzo resta quello di prima e nessun dispositivo è più dentro. Scegli adesso una nuova password.
accounts-dead-email-link = Questo link non vale più
accounts-dead-email-link-why = Il cambio è già avvenuto, è stato annullato o fermato, è passato troppo tempo, oppure l’indirizzo non è stato copiato per intero.
accounts-dead-email-link-look = Guarda a che punto è

## Inviting

accounts-invitations-title = Inviti
accounts-invitations-readers = Questa pagina la vedono solo gli amministratori.
accounts-invitations-list = Inviti mandati
accounts-invitations-none = Nessun invito mandato.
accounts-invitations-none-next = Invita la prima persona: le arriva una e-mail con un link per entrare.
accounts-invitation-waiting = In attesa
accounts-invitation-accepted = Accettato
accounts-invitation-expired = Scaduto
accounts-invitation-withdrawn = Ritirato
accounts-invitation-until = fino a { $date }
accounts-invitation-of = mandato { $date }
accounts-invitation-whose = a { $name }
accounts-resend = Manda di nuovo
accounts-withdraw = Ritira
accounts-invite-title = Invita una persona
accounts-choose-office = Scegli l’ufficio o l’ente
accounts-other-bodies = Altri enti
accounts-standing = Come entra
accounts-standing-staff = Collega
accounts-standing-staff-hint = Lavora in un ufficio o ente della comunità: legge gli spazi aperti.
accounts-standing-guest = Ospite
accounts-standing-guest-hint = Da fuori: vede solo lo spazio a cui è invitato.
accounts-space = Spazio in cui entra
accounts-no-space = Nessuno per ora
accounts-role = Nello spazio sarà
accounts-role-member = Membro
accounts-role-facilitator = Chi facilita
accounts-make-administrator = Può amministrare la comunità
accounts-send-invitation = Manda l’invito
accounts-invitation-sent = Invito mandato a { $name }.
accounts-invitation-resent = Invito mandato di nuovo a { $name }.
accounts-invitation-taken-back = Invito a { $name } ritirato: il link non apre più niente.
accounts-error-email-taken = Con questo indirizzo c’è già una persona nella comunità.
accounts-error-already-invited = A questo indirizzo c’è già un invito in attesa: puoi mandarlo di nuovo dall’elenco.
accounts-error-guest-space = Un ospite vede solo lo spazio a cui è invitato: sceglilo.

## Letters

accounts-mail-greeting = Ciao { $name },
accounts-mail-link-instead = Se il pulsante non funziona, copia questo indirizzo nel browser:
accounts-mail-valid-until = Il link vale fino a { $date }.
accounts-mail-invitation-subject = Il tuo invito a entrare in { $community }
accounts-mail-invitation-by = { $name } ({ $office }) ti invita a entrare in { $community }, dove gli uffici si raccontano come hanno risolto.
accounts-mail-invitation-by-nobody = Hai un invito a entrare in { $community }, dove gli uffici si raccontano come hanno risolto.
accounts-mail-invitation-what = Entri per: { $office }. Scegli una password e sei dentro: ci vuole un minuto.
accounts-mail-invitation-button = Accetta l’invito
accounts-mail-invitation-not-you = Se non aspettavi questo invito, ignoralo: senza il link non succede niente.
accounts-mail-password-subject = Una nuova password per { $community }
accounts-mail-password-what = Qualcuno, speriamo tu, ha chiesto di cambiare la tua password di { $community }.
accounts-mail-password-button = Scegli una nuova password
accounts-mail-password-not-you = Se non hai chiesto niente, ignora questa e-mail: la tua password resta quella di prima.
accounts-mail-new-email-subject = Conferma il tuo nuovo indirizzo per { $community }
accounts-mail-new-email-what = Qualcuno, speriamo tu, ha chiesto di usare questo indirizzo per { $community }. Confermalo con il pulsante.
accounts-mail-new-email-button = Conferma l’indirizzo
accounts-mail-new-email-not-you = Se non hai chiesto niente, ignora questa e-mail: senza conferma non succede niente.
accounts-mail-old-email-subject = Il tuo indirizzo di { $community } sta per cambiare
accounts-mail-old-email-what = Qualcuno, speriamo tu, ha chiesto che il tuo indirizzo di { $community } diventi { $email }.
accounts-mail-old-email-silence = Se non dici niente, il cambio può avvenire da { $date }, quando il nuovo indirizzo è confermato.
accounts-mail-old-email-button = Ferma il cambio, o dai il via libera
accounts-mail-old-email-not-you = Se non l’hai chiesto tu, fermalo subito: qualcuno conosce la tua password.
accounts-mail-email-changed-subject = Il tuo indirizzo di { $community } è cambiato
accounts-mail-email-changed-what = Da adesso accedi a { $community } e ricevi la posta con il nuovo indirizzo. Qui non ti scriviamo più.
accounts-mail-email-changed-button = Vai alla comunità
accounts-mail-email-changed-not-you = Se non l’hai chiesto tu, scrivi subito a chi amministra la comunità.

## Keys for programs

accounts-tokens-title = Chiavi di accesso per programmi
accounts-tokens-intro = Con una chiave un tuo programma legge o scrive qui a nome tuo: mai più di quello che puoi fare tu, e solo quello che scegli.
accounts-tokens-docs = Che cosa può fare un programma
accounts-tokens-none = Non hai ancora nessuna chiave. Se non usi programmi tuoi, non te ne servono.
accounts-token-made = La chiave è pronta
accounts-token-secret = La chiave nuova
accounts-token-once = Copiala adesso: non la mostriamo più, e qui non ne resta che un’impronta.
accounts-token-care = Tienila come una password. Se la perdi o la vede qualcun altro, revocala e creane un’altra.
accounts-token-over = scaduta
accounts-token-unused = mai usata
accounts-token-last-day = Ultimo giorno
accounts-token-revoke = Revoca
accounts-token-revoked = Fatto: quella chiave non apre più niente.
accounts-token-new = Una chiave nuova
accounts-token-name = A che cosa serve
accounts-token-name-hint = Un nome per riconoscerla, come «Bollettino settimanale».
accounts-token-scopes = Che cosa può fare
accounts-token-scopes-hint = Scegli il meno che basta: una chiave non si cambia, se ne crea un’altra.
accounts-token-expires-hint = Al massimo fra un anno.
accounts-token-password-hint = Per sapere che sei tu. Se un giorno cambi la password, tutte le chiavi si chiudono.
accounts-token-make = Crea la chiave
accounts-tokens-no-room = Hai già venti chiavi in uso. Revocane una che non serve più e potrai crearne un’altra.
accounts-scope-profile-read = Leggere il tuo profilo e che cosa hai da leggere
accounts-scope-profile-write = Cambiare il tuo profilo
accounts-scope-people-read = Cercare nella rubrica e negli uffici
accounts-scope-people-write = Dare compiti negli uffici, per chi amministra
accounts-scope-spaces-read = Vedere gli spazi e chi ne fa parte
accounts-scope-spaces-write = Entrare, uscire e curare gli spazi
accounts-scope-threads-read = Leggere le discussioni
accounts-scope-threads-write = Scrivere nelle discussioni
accounts-error-scopes = Scegli almeno una cosa che la chiave può fare.
accounts-error-token-day = Scegli un giorno da oggi a un anno.
accounts-error-tokens-full = Hai già { $max } chiavi in uso: revocane una.
accounts-error-tokens-wait = { $minutes ->
    [one] Hai creato molte chiavi in poco tempo. Riprova fra un minuto.
   *[other] Hai creato molte chiavi in poco tempo. Riprova fra { $minutes } minuti.
}
accounts-mail-token-subject = { $community }: una chiave nuova per i tuoi programmi
accounts-mail-token-what = Nel tuo profilo è stata creata la chiave «{ $name }». Chi la usa può agire in { $community } a nome tuo.
accounts-mail-token-until = Vale fino a { $date }, e la puoi revocare quando vuoi.
accounts-mail-token-button = Le tue chiavi
accounts-mail-token-not-you = Se non l’hai creata tu, revocala e cambia subito la password.
