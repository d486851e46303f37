"""The code of a talk: runs in their queue, cells, engines, applications, what is ready."""
