"""`python -m wksbm.embedded COMMAND …` runs a command while the embedded services are up."""

import signal
import subprocess
import sys

from wksbm.embedded import ServiceError, running


def main(command: list[str]) -> int:
    """Run the command; return its exit status, or 1 when the services do not start."""
    if not command:
        print("Pemakaian: python -m wksbm.embedded PERINTAH …", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        with running():
            return subprocess.run(command, check=False).returncode
    except ServiceError as failure:
        print(failure, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
