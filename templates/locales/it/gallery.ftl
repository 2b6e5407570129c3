### La galleria di chi sviluppa: componenti e pagine, ciascuna nei suoi stati.

gallery-title = Galleria
gallery-intro = Ogni componente e ogni modello nei suoi stati, con contenuti inventati. Solo su un server locale.
gallery-components = Componenti
gallery-filter = Cerca per nome
gallery-filter-hint = Parole del modello o dello stato, o il nome di un componente: «empty», «threads show», «btn-danger»
gallery-filter-go = Cerca
gallery-all = Mostra tutti
gallery-language = Lingua dei campioni
gallery-count = { $n ->
    [one] Un campione
   *[other] { $n } campioni
}
gallery-none = Nessun campione ha questo nome.
gallery-none-next = Prova con meno parole, o con una parte del nome.
gallery-alone = Apri da solo
gallery-before = Precedente
gallery-after = Successivo
gallery-width = A { $n } px
gallery-rooms = Stanze
gallery-states = Stati di questo modello
