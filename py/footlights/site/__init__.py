"""CPython only: notes from disk, the runtime, the one-file page, the server, the command line."""
