### Names of fields.

field-email = E-mail address
field-password = Password
field-title = Title
field-text = Text
field-name = Name
field-purpose = What it is for
field-about = I can help with
field-function = Function
field-code = Code
field-why = Reason
field-topics = Topics
field-words = Your words
