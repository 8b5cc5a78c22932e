#!/usr/bin/env python
"""Django's commands. Each brings up the embedded database and Redis where it needs them, and leaves them as found."""

import os
import signal
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from wksbm import embedded

WITHOUT_SERVICES = {"new_keys", "help", "--help", "-h", "version", "--version"}


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wksbm.settings")
    if len(sys.argv) < 2 or WITHOUT_SERVICES.intersection(sys.argv[1:]):
        execute_from_command_line(sys.argv)
        return
    # A polite kill must not leave the services behind; Python by itself would end without leaving the block.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        with embedded.running():
            execute_from_command_line(sys.argv)
    except (embedded.ServiceError, ImproperlyConfigured) as failure:  # a missing key, say: the sentence is enough
        sys.exit(str(failure))


if __name__ == "__main__":
    main()
