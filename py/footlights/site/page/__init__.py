"""How a talk is carried: one file, or a site."""
