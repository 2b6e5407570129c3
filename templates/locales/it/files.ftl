### Files that people upload.

files-list = Allegati
files-add = Aggiungi file
files-hint = Fino a { $size } ciascuno, al massimo { $n }.
files-drop-or-paste = Puoi anche trascinarli qui. Un’immagine incollata o lasciata nel testo va dove stai scrivendo.
files-alt = Che cosa si vede, per chi non può vederla
files-drop = Togli
files-picture-named = Immagine: { $name }
files-place = Metti nel testo
files-what-is-seen = che cosa si vede
files-place-write = Per metterla nel testo scrivi:
files-picture-missing = Immagine non disponibile
files-picture-missing-named = Immagine non disponibile: { $words }
files-place-notes = Solo per te, prima di pubblicare
files-place-without-words = Di «{ $name }» non c’è scritto che cosa si vede: scrivilo fra le parentesi quadre, per chi non può vederla.
files-place-no-picture = «{ $name }» non è un’immagine che si può mostrare: chi legge trova un collegamento.
files-place-not-here = { $address } non è fra gli allegati di questo messaggio: al suo posto chi legge trova solo le parole. Allega qui l’immagine, e mettila nel testo.
files-place-elsewhere = { $address } sta su un altro sito, e non viene caricata: chi legge trova un collegamento. Per mostrarla, allegala a questo messaggio.
files-empty = «{ $name }» è vuoto: controlla di aver scelto il file giusto.
files-too-large = «{ $name }» è troppo grande: ogni file può arrivare a { $max }.
files-quota-full = Per «{ $name }» non c’è più posto: i tuoi file possono occupare in tutto { $quota }. Togline qualcuno che non serve più.
files-too-many-pixels = «{ $name }» è un’immagine troppo grande: rimpiccioliscila (bastano 4000 punti per lato), oppure allegala dentro un PDF.
files-too-many = «{ $name }» è di troppo: un messaggio può avere al massimo { $max } file.
files-too-many-in-post = Un messaggio può avere al massimo { $max } file: togline qualcuno.
files-without-words = Allegati ancora senza testo
files-gone-meanwhile = Un file che avevi scelto non c’è più: forse l’hai pubblicato o tolto in un’altra scheda. Guarda l’elenco e pubblica di nuovo.
