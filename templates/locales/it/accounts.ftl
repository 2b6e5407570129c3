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
accounts-stale-invitation-why = Chi te l’ha mandato oggi non può più farti entrare: può aver cambiato compito o ufficio.
accounts-stale-invitation-ask-space = Chiedi un invito nuovo a chi facilita lo spazio, oppure a chi amministra la comunità.
accounts-stale-invitation-ask-office = Chiedi un invito nuovo a chi è referente o dirigente ({ $office }), oppure a chi amministra la comunità.
accounts-name-taken = C’è già un’altra persona con questo nome: aggiungi il secondo nome, o chiedi a chi amministra la comunità.
accounts-overtaken = Il profilo è cambiato in un’altra finestra mentre scrivevi. Non abbiamo sovrascritto niente: qui c’è quello che è salvato ora, e sotto i campi come li hai scritti tu. Sistemali e salva: prenderanno il posto dell’altra versione.
accounts-overtaken-theirs = Salvato ora, diverso dal tuo
accounts-overtaken-empty = vuoto

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
accounts-by-passkey = con la passkey «{ $name }»
accounts-by-passkey-gone = con una passkey che ora non c’è più
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
accounts-invitation-over = L’invito non è partito: l’ultimo giorno è passato. Se serve ancora, mandane uno nuovo con un altro giorno.
accounts-invitation-taken-back = Invito a { $name } ritirato: il link non apre più niente.
accounts-error-email-taken = Con questo indirizzo c’è già una persona nella comunità.
accounts-error-already-invited = A questo indirizzo c’è già un invito in attesa: puoi mandarlo di nuovo dall’elenco.
accounts-error-guest-space = Un ospite vede solo lo spazio a cui è invitato: sceglilo.

## Accounts: closed, open again, another office

accounts-no-longer-active = non più attivo/a
accounts-no-longer-active-what = Non fa più parte della comunità. Quello che ha scritto resta, con il suo nome.
accounts-before = Prima
accounts-office-until = { $office }, fino al { $date }
accounts-administrator = Amministra
accounts-never = mai
accounts-register-title = Persone
accounts-register-about = Chi ha un account, aperto o chiuso, e che cosa farne
accounts-register-words = Nome o indirizzo
accounts-register-state = Stato
accounts-register-active = Attivi
accounts-register-closed = Non più attivi
accounts-register-role = Incarico
accounts-register-start = Torna all’inizio
accounts-to-record = Apri l’account
accounts-record-facts = L’account
accounts-here-since = Qui dal
accounts-devices = Dispositivi con un accesso aperto
accounts-no-password-yet = Non ne ha ancora scelta una
accounts-offices = Uffici
accounts-since = dal { $date }
accounts-spaces = Spazi
accounts-no-spaces = Non fa parte di nessuno spazio.
accounts-actions = Che cosa puoi fare
accounts-record-mine = Questo account è il tuo: lo curi dal profilo.
accounts-as-colleagues-see = Guarda come lo vedono i colleghi
accounts-has-left = Ha lasciato la comunità il { $date }.
accounts-closed-by = Account chiuso il { $date } da { $name }.
accounts-closed-why = Motivo: { $why }
accounts-close = Chiudi l’account
accounts-close-consequence = Esce subito da tutti i dispositivi e non riceve più posta; sparisce dalla rubrica e dagli elenchi. Quello che ha scritto resta con il suo nome, e quello che facilita da sé passa a chi è nello spazio da più tempo. Puoi sempre farlo rientrare.
accounts-close-why-hint = Lo leggono solo gli amministratori.
accounts-close-yes = Sì, chiudi l’account
accounts-closed = Account chiuso: da adesso non può più entrare.
accounts-reopen = Fai rientrare
accounts-reopen-consequence = Ritrova il suo posto negli spazi in cui era e la sua password. Non riprende gli incarichi in ufficio, e chi ha cominciato a facilitare al suo posto continua a farlo. Gli scriviamo che può entrare.
accounts-reopened = L’account è di nuovo attivo: abbiamo scritto alla persona.
accounts-administrator-make = Fai amministrare la comunità
accounts-administrator-make-consequence = Da subito vede e cambia tutto quello che vedi e cambi tu: persone, inviti, enti, impostazioni. Non legge per questo gli spazi di cui non fa parte. Glielo scriviamo, e resta scritto nella pagina della sicurezza.
accounts-administrator-make-yes = Sì, amministra anche lei o lui
accounts-administrator-made = Fatto: da adesso amministra la comunità. Glielo abbiamo scritto.
accounts-administrator-end = Non fargliela più amministrare
accounts-administrator-end-consequence = Da subito non entra più in queste pagine. Resta in comunità, con i suoi spazi. Glielo scriviamo, e resta scritto nella pagina della sicurezza.
accounts-administrator-end-yes = Sì, non amministra più
accounts-administrator-ended = Fatto: non amministra più la comunità. Glielo abbiamo scritto.
accounts-administrator-last = Sei l’unica persona che amministra: per lasciare questo compito, affidalo prima a qualcun altro dalla sua scheda.
accounts-administrator-lay-down = Non amministrare più
accounts-administrator-lay-down-consequence = Da subito non entri più in queste pagine. Per tornarci serve che un’altra persona che amministra ti ridia il compito.
accounts-administrator-lay-down-yes = Sì, lascio il compito
accounts-administrator-laid-down = Fatto: non amministri più la comunità.
accounts-mail-administrator-subject = Da adesso amministri { $community }
accounts-mail-administrator-what = Ti è stato affidato il compito di amministrare { $community }: persone, inviti, enti, impostazioni.
accounts-mail-administrator-look = Apri l’amministrazione
accounts-mail-administrator-note = Se non te lo aspettavi, dillo a chi amministra con te. E proteggi il tuo accesso con un secondo fattore, dal profilo.
accounts-mail-administrator-ended-subject = Non amministri più { $community }
accounts-mail-administrator-ended-what = Da adesso non amministri più { $community }. Resti nella comunità, con i tuoi spazi.
accounts-mail-administrator-ended-note = Se non te lo aspettavi, dillo a chi amministra la comunità.
accounts-as-it-was = Nel frattempo era già cambiato: ecco com’è adesso.
accounts-mail-reopened-subject = Puoi di nuovo entrare in { $community }
accounts-mail-reopened-what = Il tuo account di { $community } è di nuovo attivo, con gli spazi in cui eri.
accounts-mail-reopened-password = Si entra con la password di prima. Se non la ricordi, dalla pagina di accesso ne chiedi una nuova.
accounts-move = Cambia ufficio
accounts-move-title = Cambio di ufficio
accounts-move-now = { $name } lavora per: { $office }.
accounts-move-role-ends = L’incarico che vi ha ({ $role }) finisce con il cambio.
accounts-move-to = Nuovo ufficio o ente
accounts-move-look = Guarda che cosa cambia
accounts-move-other = Scegli un altro ufficio
accounts-move-handover = Che cosa passa a chi
accounts-move-nothing = Non facilita nessuno spazio e non è in spazi propri dell’ufficio che lascia: non c’è niente da passare.
accounts-move-hidden = { $n ->
    [one] C’è anche uno spazio che non puoi vedere: se è proprio dell’ufficio che lascia ne esce, altrimenti resta tutto com’è.
   *[other] Ci sono anche { $n } spazi che non puoi vedere: da quelli propri dell’ufficio che lascia esce, negli altri resta tutto com’è.
}
accounts-move-leads = Lo facilita.
accounts-move-leads-own = Lo facilita; è uno spazio proprio dell’ufficio che lascia ({ $office }).
accounts-move-member-own = Ne fa parte; è uno spazio proprio dell’ufficio che lascia ({ $office }).
accounts-move-keeps-leading = Continua a facilitarlo
accounts-move-leaves-oldest = Esce; lo facilita chi c’è da più tempo
accounts-move-passes = Lo facilita { $name }; chi cambia ufficio resta come membro
accounts-move-passes-and-leaves = Esce; lo facilita { $name }
accounts-move-leaves = Esce
accounts-move-stays = Resta
accounts-move-words = Quello che ha scritto si vede da adesso con il nuovo ufficio; nella sua pagina resta scritto dove lavorava prima, con le date.
accounts-move-confirm = Conferma: ora lavora per { $office }
accounts-move-cancel = Lascia tutto com’è
accounts-move-no-heir = Una delle persone scelte non può più facilitare lo spazio: scegline un’altra.
accounts-moved = Fatto: { $name } lavora per il nuovo ufficio.
accounts-leave-title = Lascia la comunità
accounts-leave-about = Se cambi lavoro o non ti serve più, puoi chiudere il tuo account da qui.
accounts-leave-go = Vai alla chiusura dell’account
accounts-leave-what = Chiudi il tuo account di { $community }.
accounts-leave-out = Esci subito da tutti i dispositivi, non ricevi più posta e non sei più nella rubrica.
accounts-leave-words = Quello che hai scritto resta, con il tuo nome: le discussioni servono anche a chi viene dopo.
accounts-leave-back = Se ci ripensi, chi amministra la comunità può farti rientrare.
accounts-leave-led = Gli spazi che faciliti
accounts-leave-led-what = Quelli che faciliti da solo o da sola passano a chi ne fa parte da più tempo. Se preferisci scegliere tu, affidali prima a qualcuno dalla pagina delle persone dello spazio.
accounts-leave-yes = Chiudi il mio account
accounts-leave-no = Resto
accounts-left = Il tuo account è chiuso. Grazie per quello che hai condiviso.

## Offices and other bodies, for administrators

accounts-bodies-title = Uffici ed enti
accounts-bodies-about = L’elenco degli uffici e degli altri enti, con quante persone ci sono
accounts-bodies-none = Nessun ente corrisponde.
accounts-bodies-none-next = Prova con meno parole, o aggiungi l’ente che manca.
accounts-bodies-more = Mostra altri enti
accounts-body-new = Aggiungi un ente
accounts-body-edit = Modifica l’ente
accounts-body-change = Modifica
accounts-body-save = Salva l’ente
accounts-body-saved = Salvato: { $name }.
accounts-body-code = Codice
accounts-body-code-hint = Poche lettere che lo distinguono, per esempio la sigla. Dopo non si cambia.
accounts-body-name = Nome
accounts-body-name-hint = Quello breve, che sta accanto al nome delle persone.
accounts-body-denomination = Denominazione
accounts-body-denomination-hint = Per intero, se è diversa dal nome.
accounts-body-kind = Tipo
accounts-body-choose-kind = Scegli il tipo
accounts-body-people = { $n ->
    [0] nessuno
    [one] una persona
   *[other] { $n } persone
}
accounts-body-no-focal-point = senza referente
accounts-error-code = Servono da 1 a { $max } lettere senza accenti, cifre, trattini.
accounts-error-code-taken = Questo codice è già di un altro ente.
accounts-kind-prefecture = Prefettura - UTG
accounts-kind-commission = Commissariato del Governo
accounts-kind-presidency = Presidenza della Regione
accounts-kind-department = Dipartimento
accounts-kind-authority = Autorità di Gestione
accounts-kind-training = Ente di formazione
accounts-kind-stakeholder = Ente del territorio

## Inviting many

accounts-invitations-filter = Quali inviti
accounts-many-go = Invita più persone insieme
accounts-many-title = Invita più persone
accounts-many-intro = Prima di mandare qualcosa vedi che cosa succede a ogni riga. Entrano come colleghi; gli ospiti si invitano dalla pagina delle persone del loro spazio.
accounts-many-office-go = Invita colleghi
accounts-many-office-title = Invita colleghi dell’ufficio
accounts-many-office-intro = Entrano per { $office }. Prima di mandare qualcosa vedi che cosa succede a ogni riga.
accounts-many-space-title = Invita ospiti da fuori
accounts-many-space-intro = Per chi non è nella comunità: entra come ospite e vede solo «{ $space }», fino al giorno che scegli. Chi c’è già si aggiunge dalla pagina delle persone.
accounts-many-lines = Persone
accounts-many-lines-hint = Una per riga, al massimo 200: il nome e l’indirizzo fra < e >, o solo l’indirizzo. In fondo alla riga puoi mettere il codice dell’ente.
accounts-many-office-hint = Vale per le righe senza un codice.
accounts-many-until = Ospiti fino al
accounts-invite-until-hint = Serve solo per chi è ospite: l’ultimo giorno compreso. Lo cambi quando vuoi dalla pagina delle persone dello spazio.
accounts-many-until-hint = L’ultimo giorno compreso; lo cambi quando vuoi dalla pagina delle persone.
accounts-many-look = Controlla le righe
accounts-many-look-again = Controlla di nuovo
accounts-many-checked = { $n ->
    [0] Nessun invito è pronto
    [one] Un invito è pronto, su { $all }
   *[other] { $n } inviti sono pronti, su { $all }
}
accounts-many-send = { $n ->
    [one] Manda l’invito
   *[other] Manda { $n } inviti
}
accounts-many-sent = { $n ->
    [one] Un invito mandato.
   *[other] { $n } inviti mandati.
}
accounts-many-left = Le righe che vedi non sono partite: correggile e riprova.
accounts-many-table = Da una tabella
accounts-many-file = File CSV
accounts-many-file-hint = Con il nome, l’indirizzo e, se vuoi, il codice dell’ente. Le righe finiscono nel riquadro, dove le controlli.
accounts-many-read = Leggi la tabella
accounts-many-none-next = Scrivi chi invitare: riceve una e-mail con un link per entrare.
accounts-line-ready = Pronto
accounts-line-unreadable = Qui non c’è un indirizzo e-mail che si possa usare.
accounts-line-repeated = L’indirizzo è già in una riga più su.
accounts-line-taken = È già nella comunità.
accounts-line-closed = Ha un account non più attivo: chi amministra può farlo rientrare.
accounts-line-waiting = C’è già un invito in attesa.
accounts-line-no-office = Scegli l’ufficio o l’ente, o controlla il codice.
accounts-line-too-many = Hai mandato molti inviti in poco tempo: riprova fra un’ora.
accounts-mail-invitation-guest = Entri come ospite, fino a { $date }.

## The second factor

accounts-second-title = Secondo fattore
accounts-second-what = Con un secondo fattore, dopo la password ti chiediamo un codice che cambia ogni trenta secondi: chi scopre la password da sola non entra.
accounts-second-apps = Ti serve un’app di codici sul telefono o sul computer, come quelle che usi per la banca o per altri servizi: va bene qualsiasi app per codici TOTP.
accounts-second-begin = Comincia
accounts-second-demanded = Per il ruolo che hai serve un secondo fattore: attivalo adesso, e poi prosegui.
accounts-second-scan = Apri l’app di codici e inquadra il disegno, oppure scrivi la chiave che trovi sotto.
accounts-second-type = Scrivi qui il codice di sei cifre che l’app ti mostra.
accounts-second-picture = La chiave, da inquadrare con l’app di codici
accounts-second-key = Chiave
accounts-second-code-hint = Le sei cifre che vedi adesso nell’app.
accounts-second-confirm = Attiva il secondo fattore
accounts-second-since = Attivo dal { $date }.
accounts-codes-left = { $n ->
    [0] Non hai più codici di recupero.
    [one] Hai ancora un codice di recupero.
   *[other] Hai ancora { $n } codici di recupero.
}
accounts-second-change = Per cambiare telefono, spegnilo e attivalo di nuovo. Per tutte e due le cose chiediamo la password.
accounts-second-end = Spegni il secondo fattore
accounts-second-ended = Il secondo fattore è spento: si entra con la sola password.
accounts-second-is-on = attivo
accounts-second-is-off = spento
accounts-second-reset = Azzera il secondo fattore
accounts-second-reset-consequence = Per chi ha perso telefono e codici di recupero. Assicurati prima che sia davvero la persona: perde anche le passkey, esce da tutti i dispositivi ed entra con la sola password. Glielo scriviamo.
accounts-second-reset-yes = Sì, azzera
accounts-second-was-reset = Secondo fattore azzerato: abbiamo scritto alla persona.
accounts-codes-title = I tuoi codici di recupero
accounts-codes-on = Il secondo fattore è attivo. Questi codici li vedi solo adesso.
accounts-codes-what = Se perdi il telefono, ognuno di questi codici ti fa entrare una volta al posto di quello dell’app. Stampali o copiali in un posto sicuro, lontano dalla password.
accounts-codes-kept = Li ho messi al sicuro
accounts-codes-renew = Fai nuovi codici di recupero
accounts-step-title = Il secondo fattore
accounts-step-what = La password è giusta. Adesso serve il codice dell’app.
accounts-step-code = Codice
accounts-step-code-hint = Le sei cifre dell’app, oppure un codice di recupero.
accounts-step-go = Entra
accounts-step-lost = Hai perso il telefono e i codici di recupero? Chiedi a chi amministra la comunità di azzerare il secondo fattore.
accounts-error-code-wrong = Il codice non va bene: è sbagliato, scaduto o già usato. Aspetta quello nuovo e riprova.
accounts-demanded-title = A chi serve un secondo fattore
accounts-demanded-about = I ruoli con cui non si entra con la sola password
accounts-demanded-what = Chi ha uno di questi ruoli e non ha ancora un secondo fattore lo attiva subito dopo la password, e prima non può fare altro. Vale anche una passkey.
accounts-demanded-of = Serve a
accounts-demanded-administrators = chi amministra la comunità
accounts-demanded-facilitators = chi facilita uno spazio
accounts-demanded-focal-points = dirigenti e referenti degli uffici
accounts-demanded-staff = tutti i colleghi
accounts-demanded-not-you = Tu non ce l’hai ancora.
accounts-mail-second-on-subject = Il secondo fattore di { $community } è attivo
accounts-mail-second-on-what = Da adesso per entrare in { $community } serve, dopo la password, anche un codice della tua app.
accounts-mail-second-off-subject = Il secondo fattore di { $community } è spento
accounts-mail-second-off-what = Da adesso in { $community } si entra con la sola password.
accounts-mail-second-look = Guarda il secondo fattore
accounts-mail-second-not-you = Se non l’hai chiesto tu, cambia subito la password e scrivi a chi amministra la comunità.

## Passkeys

accounts-passkeys-title = Passkey
accounts-passkeys-yours = Le tue passkey
accounts-passkeys-what = Con una passkey entri come sblocchi il telefono o il computer: con l’impronta, il volto o il PIN. Non c’è niente da ricordare e niente che si possa rubare con una finta pagina di accesso. La password resta e funziona come prima.
accounts-passkeys-none = Non hai ancora nessuna passkey.
accounts-passkey-unused = mai usata
accounts-passkey-since = Creata
accounts-passkey-edit = Modifica
accounts-passkey-add = Aggiungi una passkey
accounts-passkey-name = Nome della passkey
accounts-passkey-name-hint = Per riconoscerla fra le altre, come «Portatile dell’ufficio».
accounts-passkey-password-hint = Per sapere che sei tu.
accounts-passkey-begin = Prosegui
accounts-passkeys-nowhere = Qui non si possono creare passkey: appartengono a un nome, come prassi.example.it, raggiunto con https, e questo server ha come indirizzo pubblico un numero o un nome senza https. Può cambiarlo chi lo gestisce.
accounts-passkeys-script = Per le passkey serve JavaScript, che in questo browser è spento. La password funziona comunque.
accounts-passkeys-old-browser = Questo browser non conosce le passkey. Prova ad aggiornarlo, oppure da un altro dispositivo.
accounts-passkeys-elsewhere = Le passkey di questo server funzionano solo all’indirizzo
accounts-passkeys-no-room = Hai già dieci passkey. Togline una che non usi più e potrai aggiungerne un’altra.
accounts-passkey-new-title = Crea la passkey
accounts-passkey-new-what = Premi il pulsante: il dispositivo ti chiede l’impronta, il volto o il PIN, e ti dice dove salva la passkey. Hai cinque minuti.
accounts-passkey-new-kept = L’impronta e il volto non escono dal tuo dispositivo: a noi arriva solo una chiave pubblica.
accounts-passkey-make = Crea la passkey «{ $name }»
accounts-passkey-made = La passkey «{ $name }» è pronta: dalla prossima volta puoi entrare con quella.
accounts-passkey-title = La passkey «{ $name }»
accounts-passkey-remove-title = Toglila
accounts-passkey-remove-what = Non aprirà più niente, e si chiudono gli accessi fatti con questa passkey sugli altri dispositivi. Entrerai con la password o con un’altra passkey. Poi cancellala anche dal dispositivo: da qui non possiamo.
accounts-passkey-remove = Togli questa passkey
accounts-passkey-removed = Fatto: quella passkey non apre più niente.
accounts-passkey-wrong = Con questa passkey non si entra: forse è stata tolta, o è passato troppo tempo. Riprova, oppure entra con la password.
accounts-error-passkey-not-made = La passkey non è stata creata: è passato troppo tempo, oppure il dispositivo non ha risposto come serve. Riprova.
accounts-error-passkeys-full = Hai già { $max } passkey: togline una.
accounts-error-passkeys-wait = { $minutes ->
    [one] Hai creato molte passkey in poco tempo. Riprova fra un minuto.
   *[other] Hai creato molte passkey in poco tempo. Riprova fra { $minutes } minuti.
}
accounts-second-or-passkey = Anche chi entra con una passkey ha un secondo fattore: il dispositivo, che ti riconosce da sé. A chi entra così non chiediamo altri codici.
accounts-second-has-passkey-title = Hai già una passkey
accounts-second-has-passkey = Esci, e rientra con quella: non serve altro.
accounts-step-passkey-what = La password è giusta. Per il ruolo che hai serve anche la tua passkey.
accounts-step-passkey-script = Per la passkey serve JavaScript, che in questo browser è spento.
accounts-step-passkey-lost = Non hai più la passkey? Chiedi a chi amministra la comunità di azzerare il secondo fattore.
accounts-mail-passkey-added-subject = Una nuova passkey per { $community }
accounts-mail-passkey-added-what = Nel tuo profilo è stata aggiunta una passkey: da adesso con quella si entra in { $community } a nome tuo.
accounts-mail-passkey-removed-subject = Una passkey in meno per { $community }
accounts-mail-passkey-removed-what = Dal tuo profilo è stata tolta una passkey: con quella in { $community } non si entra più.
accounts-mail-passkey-look = Guarda le tue passkey
accounts-mail-passkey-added-not-you = Se non l’hai aggiunta tu, toglila, cambia subito la password e scrivi a chi amministra la comunità.
accounts-mail-passkey-removed-not-you = Se non l’hai tolta tu, cambia subito la password e scrivi a chi amministra la comunità.

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
accounts-scope-reports-read = Leggere le tue segnalazioni e, dove faciliti, quelle da guardare
accounts-scope-reports-write = Segnalare messaggi e, dove faciliti, decidere che cosa si fa
accounts-error-scopes = Scegli almeno una cosa che la chiave può fare.
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
