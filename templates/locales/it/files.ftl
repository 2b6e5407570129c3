### Files that people upload.

files-list = Allegati
files-add = Aggiungi file
files-hint = Fino a { $size } ciascuno, al massimo { $n }.
files-drop-or-paste = Puoi anche trascinarli qui, o incollare un’immagine.
files-alt = Che cosa si vede, per chi non può vederla
files-drop = Togli
files-picture-named = Immagine: { $name }
files-empty = «{ $name }» è vuoto: controlla di aver scelto il file giusto.
files-too-large = «{ $name }» è troppo grande: ogni file può arrivare a { $max }.
files-quota-full = Per «{ $name }» non c’è più posto: i tuoi file possono occupare in tutto { $quota }. Togline qualcuno che non serve più.
files-too-many-pixels = «{ $name }» è un’immagine troppo grande: rimpiccioliscila (bastano 4000 punti per lato), oppure allegala dentro un PDF.
files-too-many = «{ $name }» è di troppo: un messaggio può avere al massimo { $max } file.
files-too-many-in-post = Un messaggio può avere al massimo { $max } file: togline qualcuno.
files-without-words = Allegati ancora senza testo
files-gone-meanwhile = Un file che avevi scelto non c’è più: forse l’hai pubblicato o tolto in un’altra scheda. Guarda l’elenco e pubblica di nuovo.
