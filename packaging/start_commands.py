"""The words of ``start.py``: what each prepares and what it then runs."""

import os
import sys
from pathlib import Path

from start_system import (
    CORE,
    X11,
    Apt,
    Library,
    System,
    install_command,
    missing_libraries,
    this_system,
    wanted_libraries,
)
from start_trouble import EXIT_ENVIRONMENT, Trouble, explain_os_error, say
from start_venv import ROOT, VENV_PACKAGE, Home, has_venv_module, is_current, prepare

HELP = """\
Editorial: a desktop newsroom. This sets it up in this folder and starts it.

  python3 packaging/start.py             open the newsroom (without a display: run the demo)
  python3 packaging/start.py test        run the whole test suite; words after it go to pytest
  python3 packaging/start.py setup       only set up
  python3 packaging/start.py bench       run the benchmarks and print their table; or only a FILE
  python3 packaging/start.py lint        check style, types and layers
  python3 packaging/start.py service install   send the outbox in the background (remove, status)

Everything else is a command of Editorial itself:

  python3 packaging/start.py demo --out DIR
  python3 packaging/start.py story import piece.md
  python3 packaging/start.py --home DIR story list --json
  python3 packaging/start.py story --help

The first run makes the folder .venv and downloads about 300 MB; later runs start at once. It takes
Python 3.11, 3.12 or 3.13. On Debian and Ubuntu, root gets the system libraries that Qt needs
installed; anyone else is told the one command. Exit code 3: something about this computer is in
the way, and the sentence says what.
"""

INTERRUPTED = 130
BENCHMARK_COLUMNS = "median,iqr,min,max,ops,rounds"


def main(arguments: list[str]) -> int:
    """Do what the words ask; returns 3 when the computer is in the way, else what was run says."""
    home = Home(ROOT)
    try:
        return _dispatch(arguments, home, this_system(sys.platform))
    except Trouble as trouble:
        say(str(trouble))
    except OSError as error:
        say(explain_os_error(error, home.root))
    except KeyboardInterrupt:
        say("Stopped. The same command goes on from here.")
        return INTERRUPTED
    return EXIT_ENVIRONMENT


def _dispatch(arguments: list[str], home: Home, system: System) -> int:
    word, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if word in ("-h", "--help", "help"):
        print(HELP, end="")
        return 0
    if word == "test":
        return _test(rest, home, system)
    if word == "bench":
        return _bench(rest, home, system)
    if word == "lint":
        return _lint(home, system)
    if word == "service":
        return _service(rest, home, system)
    prepare_environment(home, system, dev=False)
    provide_libraries(home, system, for_tests=False)
    if word == "setup":
        say("Editorial is set up. Start it with: python3 packaging/start.py")
        return 0
    return _app(arguments, home, system)


def _app(arguments: list[str], home: Home, system: System) -> int:
    if not arguments and not system.has_display:
        say("There is no display here, so this runs the demo: a story from draft to page.")
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        arguments = ["demo"]
    return become([str(home.python), "-m", "editorial", *arguments])


def _service(rest: list[str], home: Home, system: System) -> int:
    import start_service

    word = rest[0] if rest else ""
    if word == "install":
        prepare_environment(home, system, dev=False)
    name = "editorial.exe" if sys.platform == "win32" else "editorial"
    return start_service.service(word, home.scripts / name, sys.platform, Path.home())


def _test(rest: list[str], home: Home, system: System) -> int:
    import start_tests

    prepare_environment(home, system, dev=True)
    provide_libraries(home, system, for_tests=True)
    start_tests.provide(system, home.log.with_name("apt.log"))
    os.chdir(home.root)
    return become([str(home.python), "-m", "pytest", *(rest or _on_all_cores())])


def _on_all_cores() -> list[str]:
    """Run the whole suite in as many processes as there are cores, grouped by tests/conftest.py.

    More than four would wait for each other: every process has a WordPress of its own.
    """
    cores = min(os.cpu_count() or 1, 4)
    return ["-n", str(cores), "--dist", "loadgroup"] if cores > 1 else []


def _bench(rest: list[str], home: Home, system: System) -> int:
    prepare_environment(home, system, dev=True)
    provide_libraries(home, system, for_tests=False)
    os.chdir(home.root)
    named = [word for word in rest if not word.startswith("-") and Path(word).exists()]
    command = [str(home.python), "-m", "pytest", *([] if named else ["tests/benchmarks"])]
    command += ["-q", "-s"]
    command += ["--benchmark-sort=name", f"--benchmark-columns={BENCHMARK_COLUMNS}"]
    return become([*command, *rest])


def _lint(home: Home, system: System) -> int:
    import subprocess

    prepare_environment(home, system, dev=True)
    python = str(home.python)
    checks = (
        ("ruff check", [python, "-m", "ruff", "check", "."]),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        ("mypy", [python, "-m", "mypy"]),
        ("mypy packaging", [python, "-m", "mypy", *_packaging_modules(home)]),
        ("lint-imports", [str(home.scripts / "lint-imports")]),
    )
    failed = []
    for name, command in checks:
        say(f"== {name}")
        if subprocess.run(command, cwd=home.root, check=False).returncode != 0:
            failed.append(name)
    say(f"Not clean: {', '.join(failed)}." if failed else "Style, types and layers are clean.")
    return 1 if failed else 0


def _packaging_modules(home: Home) -> list[str]:
    return [str(path) for path in sorted((home.root / "packaging").glob("start_*.py"))]


def prepare_environment(home: Home, system: System, *, dev: bool) -> None:
    """Make ``.venv`` fit; as root on Debian or Ubuntu, first get the module that makes it."""
    if is_current(home, dev=dev):
        return
    # Another Python than the system's would not gain it from the package.
    if sys.prefix == "/usr" and system.has_apt and system.is_root and not has_venv_module():
        Apt(home.log.with_name("apt.log")).install([(VENV_PACKAGE,)])
    prepare(home, dev=dev)


def provide_libraries(home: Home, system: System, *, for_tests: bool) -> None:
    """Install Qt's system libraries as root on Debian or Ubuntu, else name the one command.

    Raises Trouble when what is missing would stop the app from starting.
    """
    missing = missing_libraries(wanted_libraries(system, for_tests=for_tests))
    if not missing:
        return
    if system.has_apt and system.is_root:
        Apt(home.log.with_name("apt.log")).install([item.package for item in missing])
        return
    advice = libraries_advice(missing, system)
    vital = {*CORE, *(X11 if not system.environment.get("WAYLAND_DISPLAY") else ())}
    if not for_tests and vital & set(missing):
        raise Trouble(advice)
    say(advice)


def libraries_advice(missing: list[Library], system: System) -> str:
    """One sentence with the one exact command, as far as it can be known."""
    if system.has_apt:
        command = install_command([item.package for item in missing], system)
        return f"Qt needs system libraries that are missing here; run: {command}"
    names = " ".join(item.soname for item in missing)
    return f"Qt needs these system libraries; install them with the system's own tool: {names}"


def become(command: list[str]) -> int:
    """Run the command in place of this process, so that signals and the exit code are its own."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess

    # Windows' exec starts a second process and lets the terminal go on at once.
    return subprocess.run(command, check=False).returncode
