"""start.py itself: it must say one sentence on any Python that exists, and find a better one."""

import ast
import subprocess
import sys
from types import SimpleNamespace

import pytest
import start


def on_python(monkeypatch, *version):
    """Let start.py believe that it runs on another Python; returns what it says."""
    said = []
    stderr = SimpleNamespace(write=said.append, flush=lambda: None)
    monkeypatch.setattr(start, "sys", SimpleNamespace(version_info=version, stderr=stderr))
    return said


def test_parses_on_old_pythons(root):
    source = (root / "packaging" / "start.py").read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Starred)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    # Python 2 knows no annotations.
    assert functions
    assert all(
        f.returns is None and all(a.annotation is None for a in f.args.args) for f in functions
    )


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 13), (3, 14, 0)])
def test_unsuitable_python_without_another_gets_one_sentence(monkeypatch, version):
    said = on_python(monkeypatch, *version)
    monkeypatch.setenv("PATH", "/nowhere")

    assert start.main(["setup"]) == 3

    text = "".join(said)
    assert text.count("\n") == 1
    assert "{}.{}.{}".format(*version) in text
    assert "3.11, 3.12 or 3.13" in text
    assert "python3.12 packaging/start.py" in text


def test_unsuitable_python_hands_over_to_a_suitable_one(monkeypatch, tmp_path):
    said = on_python(monkeypatch, 3, 9, 18)
    other = tmp_path / "python3.13"
    other.write_text(
        '#!/bin/sh\nif [ "$1" = -c ]; then printf "3 13"; exit; fi\n'
        f'echo "$@" > "{tmp_path}/ran"\nexit 5\n'
    )
    other.chmod(0o755)
    # Answers like a version manager's shim for a Python that is not installed.
    broken = tmp_path / "python3.12"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert start.main(["test", "-k", "credits"]) == 5

    assert "using python3.13" in "".join(said)
    ran = (tmp_path / "ran").read_text().split()
    assert ran[0].endswith("start.py")
    assert ran[1:] == ["test", "-k", "credits"]


def test_help_needs_no_set_up(checkout):
    done = subprocess.run(
        [sys.executable, "packaging/start.py", "--help"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "start.py test" in done.stdout
    assert done.stderr == ""
    assert not (checkout / ".venv").exists()
