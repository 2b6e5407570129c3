### What administrators see.
