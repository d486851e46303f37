"""Running user code: what the kernel is told and tells, short tracebacks, output in pieces."""
