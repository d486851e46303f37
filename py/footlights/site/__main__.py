"""``python -m footlights.site``: what ``build.py`` hands over to."""

import sys

from footlights.site.cli import main

sys.exit(main(sys.argv[1:]))
