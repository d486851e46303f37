"""What the author wrote: notes and pictures on disk, their plan and their problems."""
