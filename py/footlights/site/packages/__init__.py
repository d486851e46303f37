"""From what cells import to the wheels that the page carries."""
