### Names of fields.

field-email = Indirizzo e-mail
field-password = Password
field-title = Titolo
field-text = Testo
field-name = Nome e cognome
field-purpose = A che cosa serve
field-about = Posso aiutare su
field-function = Funzione
field-code = Codice
field-why = Motivo
field-topics = Argomenti
field-words = Le tue parole
