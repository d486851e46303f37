"""Running a talk beforehand, in a browser or in Node: recordings, checks, pictures."""
