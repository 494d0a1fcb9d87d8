""".ci/run: its verdict and its last line, with a start.py that plays the tests and the linters."""

import shutil
import subprocess

import pytest

PLAYED = """\
import os, sys
assert os.environ["CI"] == "true" and os.environ["EDITORIAL_TESTS_REQUIRE_ALL"] == "1"
tests, lint = {codes}
if sys.argv[1] == "test":
    print("collected 3 items in 2 files")
    print({closing!r})
    sys.exit(tests)
assert sys.argv[1] == "lint"
print("1 file would be reformatted, 3 errors found")
sys.exit(lint)
"""
PASSED = "======================== 3 passed in 95.10s (0:01:35) ========================="
FAILED = "=================== 1 failed, 2 passed, 1 warning in 0.12s ===================="
ERRORS = "============================== 2 errors in 1.01s ==============================="


@pytest.mark.parametrize(
    ("codes", "closing", "good"),
    [
        ((0, 0), PASSED, True),
        ((1, 0), FAILED, False),
        ((0, 1), PASSED, False),
        ((2, 1), ERRORS, False),
    ],
)
def test_ends_with_pytests_closing_line_and_the_right_code(root, tmp_path, codes, closing, good):
    for folder in (".ci", "packaging"):
        (tmp_path / folder).mkdir()
    shutil.copy(root / ".ci" / "run", tmp_path / ".ci")
    played = PLAYED.format(codes=codes, closing=closing)
    (tmp_path / "packaging" / "start.py").write_text(played)

    done = subprocess.run(
        [tmp_path / ".ci" / "run"], cwd="/", capture_output=True, text=True, check=False
    )

    assert (done.returncode == 0) is good, done.stderr
    assert done.stdout.splitlines()[-1] == closing
