"""What the slides of the conference talk import: small parts that do not fit on a slide."""
