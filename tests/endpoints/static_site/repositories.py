"""Real git repositories for tests: a bare remote on disk, a working copy, somebody else's clone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

EMPTY_SITES = {
    "hugo": {
        "hugo.toml": 'baseURL = "https://harbour.example/"\ntitle = "The Harbour Review"\n',
        "content/posts/.gitkeep": "",
        "layouts/_default/single.html": "<h1>{{ .Title }}</h1>{{ .Content }}\n",
        "layouts/_default/list.html": "{{ range .Pages }}{{ .Title }}{{ end }}\n",
    },
    "jekyll": {
        "_config.yml": 'title: The Harbour Review\nurl: "https://harbour.example"\n'
        'baseurl: "/review"\npermalink: pretty\nfuture: true\n',
        "_layouts/post.html": "<h1>{{ page.title }}</h1>{{ content }}\n",
        "_posts/.gitkeep": "",
    },
    "eleventy": {
        "eleventy.config.js": "export default function (config) {\n"
        '  config.addPassthroughCopy("src/images");\n'
        '  return { dir: { input: "src" } };\n}\n',
        "package.json": '{"type": "module"}\n',
        "src/posts/.gitkeep": "",
        "src/images/.gitkeep": "",
    },
}
WHO = {"GIT_AUTHOR_NAME": "Ona", "GIT_AUTHOR_EMAIL": "ona@harbour.example"}
WHO |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in WHO.items()}


def git(folder: Path, *arguments: str, check: bool = True, given: str = "") -> str:
    """Run git as somebody of the house does."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | WHO
    ran = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert not check or ran.returncode == 0, (arguments, ran.stderr, ran.stdout)
    return ran.stdout.rstrip("\n")


class Repositories:
    """A site's remote and its working copy, below one folder."""

    def __init__(self, folder: Path, generator: str = "hugo", *, remote: bool = True) -> None:
        self.folder = folder
        self.generator = generator
        self.remote, self.copy = folder / "remote.git", folder / "copy"
        folder.mkdir(parents=True, exist_ok=True)
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.remote))
        git(folder, "init", "--quiet", "--initial-branch=main", str(self.copy))
        write(self.copy, EMPTY_SITES[generator])
        git(self.copy, "add", "--all")
        git(self.copy, "commit", "--quiet", "--message=The site")
        # Who commits, where an endpoint does not say.
        git(self.copy, "config", "user.name", "The desk")
        git(self.copy, "config", "user.email", "desk@harbour.example")
        if remote:
            git(self.copy, "remote", "add", "origin", str(self.remote))
            git(self.copy, "push", "--quiet", "--set-upstream", "origin", "main")

    def other(self) -> Path:
        """Return an up-to-date clone of somebody else."""
        clone = self.folder / "other"
        if clone.exists():
            git(clone, "pull", "--quiet", "--rebase")
        else:
            git(self.folder, "clone", "--quiet", str(self.remote), str(clone))
        return clone

    def someone_pushes(self, path: str, text: str) -> None:
        """Let somebody else change a file at the remote."""
        clone = self.other()
        write(clone, {path: text})
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", f"--message=Change {path}")
        git(clone, "push", "--quiet")

    def files(self, where: Path | None = None, ref: str = "main") -> list[str]:
        """Return the files of a branch, at the remote where nothing else is said."""
        return git(where or self.remote, "ls-tree", "-r", "--name-only", ref).splitlines()

    def read(self, path: str, where: Path | None = None, ref: str = "main") -> str:
        return git(where or self.remote, "show", f"{ref}:{path}")

    def commits(self, where: Path | None = None, ref: str = "main") -> list[str]:
        """Return the first line of each commit, the newest first."""
        return git(where or self.remote, "log", "--format=%s", ref).splitlines()

    def hook(self, where: Path, name: str, script: str) -> None:
        folder = where / ".git" / "hooks" if (where / ".git").exists() else where / "hooks"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
