### Pages that update themselves.
