"""Write the shipped templates: ``python -m tools.letter_templates FOLDER``."""

import sys
from pathlib import Path

from .shipped import SHIPPED, build


def main(folder, shipped=None):
    """Write all templates into a folder.

    :param str folder: path; made where it is missing
    :param dict shipped: see :func:`.shipped.build`
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name in shipped or SHIPPED:
        (target / name).write_bytes(build(name, shipped))


if __name__ == "__main__":
    main(sys.argv[1])
