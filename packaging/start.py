"""Sets Editorial up and starts it: ``python3 packaging/start.py``; ``--help`` tells the rest.

Needs nothing but Python. This file parses on every Python, old ones too, so that the wrong one
gets a sentence instead of a syntax error; hence no annotations and no modern syntax here. The work
is in the ``start_*`` modules beside it.
"""

# ruff: noqa: ANN001, ANN201, UP031, RUF005, PTH100, PTH120
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SUITABLE = ((3, 11), (3, 12), (3, 13))
SUITABLE_TEXT = "Python 3.11, 3.12 or 3.13"
# 3.12 first: the newest that every library has had time to settle on.
CANDIDATES = ("python3.12", "python3.13", "python3.11")
EXIT_ENVIRONMENT = 3


def version_of(command):
    """Ask a Python command for its ``(major, minor)``; None when it does not run."""
    ask = "import sys; sys.stdout.write('%d %d' % sys.version_info[:2])"
    try:
        process = subprocess.Popen(
            command + ["-c", ask], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError:
        return None
    answer = process.communicate()[0].decode("ascii", "replace").split()
    if process.returncode != 0 or len(answer) != 2 or not "".join(answer).isdigit():
        return None
    return (int(answer[0]), int(answer[1]))


def find_suitable():
    """Return the command (a list) of another Python that Editorial runs on, or None."""
    commands = [[name] for name in CANDIDATES]
    if os.name == "nt":
        commands = [["py", "-3.12"], ["py", "-3.13"], ["py", "-3.11"]] + commands
    for command in commands:
        if version_of(command) in SUITABLE:
            return command
    return None


def hand_over(arguments):
    """Run this same file with a suitable Python; the exit code is its own, or 3 without one."""
    this = "%d.%d.%d" % sys.version_info[:3]
    other = find_suitable()
    if other is None:
        sys.stderr.write(
            "Editorial runs on %s; this is Python %s and none of those is on the PATH. "
            "Install one of them, then run for example: python3.12 packaging/start.py\n"
            % (SUITABLE_TEXT, this)
        )
        return EXIT_ENVIRONMENT
    sys.stderr.write(
        "This is Python %s and Editorial runs on %s: using %s.\n"
        % (this, SUITABLE_TEXT, " ".join(other))
    )
    sys.stderr.flush()
    return subprocess.call(other + [os.path.abspath(__file__)] + arguments)


def main(arguments):
    """Run it all; returns the exit code."""
    if sys.version_info[:2] not in SUITABLE:
        return hand_over(arguments)
    sys.path.insert(0, HERE)
    import start_commands

    return start_commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
