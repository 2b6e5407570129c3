### Why something is refused: one sentence per reason of `authz`.
# dynamic: denied-*

denied-administrators-only = Questo lo fa solo chi amministra la comunità. Se ti serve, chiedi a chi ti ha invitato.
denied-last-administrator = Sei l’unica persona che amministra la comunità: prima serve qualcun altro che lo faccia.
denied-colleagues-administer = Amministra solo chi lavora in un ufficio o ente della comunità, non gli ospiti.
denied-own-account = Questo account è il tuo: lo curi dal profilo.
denied-offices-only = Lo fa chi amministra la comunità, il dirigente o il referente di uno dei due uffici; e nessuno lo fa per sé.
denied-who-invites = Invita chi amministra la comunità; il dirigente e il referente nel proprio ufficio, e chi facilita uno spazio vi invita ospiti.
denied-facilitators-only = Questo lo fa solo chi facilita lo spazio. Se ti serve, chiedi a una delle persone che lo facilitano.
denied-members-only = Quello che si scrive qui lo leggono solo i membri dello spazio. Puoi curarne le persone, non leggerne le parole.
denied-inside-only = Può aprire lo spazio ad altri lettori solo chi ne fa parte e sa che cosa vi è scritto. Da fuori puoi cambiare tutto il resto, o restringere chi legge.
denied-join-first = Per scrivere entra prima nello spazio: basta un tocco.
denied-by-invitation = In questo spazio si entra su invito di chi lo facilita.
denied-already-member = Fai già parte di questo spazio.
denied-not-member = Non fai parte di questo spazio.
denied-last-facilitator = È l’unica persona che facilita lo spazio: prima affidalo a qualcun altro.
denied-guests-see-no-lists = Gli ospiti non vedono gli elenchi delle persone.
denied-not-yours = Può farlo solo chi ha scritto questo messaggio.
denied-deleted = Questo messaggio è stato eliminato: non si può più cambiare.
denied-history-gone = Questo messaggio è stato eliminato: quello che diceva prima non si può più leggere.
denied-undo-over = Un’eliminazione si annulla entro 24 ore, e lo fa chi ha eliminato il messaggio.
denied-closed = Questa discussione è chiusa: non accetta più risposte. Il tuo testo è salvo.
denied-enter-to-read = È uno spazio del tuo ufficio: entra, e leggi.
denied-ask-first = Quello che si scrive qui lo leggono solo i membri. Dalla pagina dello spazio puoi chiedere di entrare.
denied-no-need-to-ask = Qui non serve chiedere: entri con un tocco.
denied-not-asked = Non hai una richiesta che aspetta una risposta.
denied-archived = Lo spazio è archiviato: si legge, non si scrive più. Chi lo facilita può riaprirlo.
denied-not-your-question = Può farlo chi ha posto la domanda, o chi facilita lo spazio.
denied-own-post = Quello che hai scritto lo cambi o lo elimini tu: per farlo non serve segnalarlo.
denied-own-reported = È un tuo messaggio: le sue segnalazioni le guarda un’altra persona che facilita lo spazio, o chi amministra la comunità. Chi l’ha segnalato non te lo diciamo.
